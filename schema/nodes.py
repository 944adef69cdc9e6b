"""Node: what everything with a permanent id has in common."""

import strawberry

from schema.fields import field


@strawberry.interface(
    description=(
        'Something with a permanent id. What is read with `asOf: "2018"` carries the date in '
        "its id (`person/agim-bahtiri@2018`), so that no cache mistakes the past for the present; "
        "`node` accepts both."
    )
)
class Node:
    """What has an id; a domain object is of the GraphQL type that its class is named like."""

    id: strawberry.ID = field(description="The permanent id, readable and prefixed by its kind.")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Tell whether a domain object is of this type."""
        return type(value).__name__ == cls.__name__

    @classmethod
    def resolve_type(cls, value: object, *_: object) -> str:
        """Give the name of the type of a domain object."""
        return type(value).__name__
