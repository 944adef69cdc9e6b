"""The data set: what is being served, and how much of it there is."""

import strawberry

from schema.enums import EntityKind, RelationshipType
from schema.evidence import Source
from schema.fields import field


@strawberry.type(description="How many things of a kind there are.")
class KindCount:
    """A count of things."""

    kind: EntityKind = field(description="The kind.")
    count: int = field(description="How many.")


@strawberry.type(description="How many relationships of a type there are.")
class TypeCount:
    """A count of relationships."""

    type: RelationshipType = field(description="The type.")
    count: int = field(description="How many.")


@strawberry.type(description="The data set that is being served.")
class Dataset:
    """What is being served."""

    revision: str = field(description="The revision: a hash of the data files.")
    entities: list[KindCount] = field(description="How many things there are, by kind.")
    relationships: list[TypeCount] = field(description="How many relationships there are, by type.")
    sources: list[Source] = field(description="Every source that facts were read in.")
