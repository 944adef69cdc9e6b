"""Arguments that many fields share, each described once."""

from collections.abc import Iterable
from typing import Annotated, TypeVar

import strawberry
from strawberry import UNSET

from graph.dates import PartialDate
from schema.enums import Direction, RelationshipType

ValueT = TypeVar("ValueT")

First = Annotated[
    int,
    strawberry.argument(description="How many to give at most: 0 to 100, unless set otherwise."),
]
After = Annotated[
    str | None,
    strawberry.argument(description="The cursor after which to go on: `pageInfo.endCursor`."),
]
AsOf = Annotated[
    PartialDate | None,
    strawberry.argument(
        description=(
            "Answer from the graph as it stood at the end of this date; later facts are not there."
        )
    ),
]
On = Annotated[
    PartialDate | None,
    strawberry.argument(
        description=(
            "The date asked about. The answer holds on every day that it may mean; left out, it "
            "is the latest known."
        )
    ),
]
Types = Annotated[
    list[RelationshipType] | None,
    strawberry.argument(
        description="Only relationships of these types; all when left out, none if empty."
    ),
]
Way = Annotated[
    Direction,
    strawberry.argument(description="Only relationships that leave (OUT) or reach (IN) it."),
]
RoundNumber = Annotated[
    int | None,
    strawberry.argument(
        description="The number of the round; left out, the last counted one that was reached."
    ),
]


def chosen(values: Iterable[ValueT] | None) -> frozenset[ValueT] | None:
    """Give what a list of choices allows: None for everything, where it is left out or null.

    An empty list allows nothing.
    """
    return None if values is UNSET or values is None else frozenset(values)


def given(value: ValueT | None) -> ValueT | None:
    """Give what was given: None where it is left out."""
    return None if value is UNSET else value
