"""The form of a column: what annotations can say of a cell, and what every row has."""

from dataclasses import dataclass
from typing import Annotated, ClassVar


@dataclass(frozen=True, slots=True)
class References:
    """The cell is a key of another table; `also` lists further words that it may hold."""

    table: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """The number, or how many items a list has, lies between these two, both included.

    None leaves a side open.
    """

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Several columns of a row name one row of another table, by these columns of that table.

    An empty cell names nothing, except where the other table's column may be empty too.
    """

    columns: tuple[str, ...]
    table: str
    theirs: tuple[str, ...]
    meaning: str


Votes = Annotated[int, Within(0)]
Percent = Annotated[float, Within(0, 100)]
SourceRef = Annotated[str, References("sources")]
SourceRefs = Annotated[tuple[str, ...], References("sources"), Within(1)]
MunicipalityRef = Annotated[str, References("municipalities")]
PartyRef = Annotated[str, References("parties")]
PersonRef = Annotated[str, References("people")]
ElectionRef = Annotated[str, References("elections")]
ContestRef = Annotated[str, References("contests")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: its columns by name, and the line that it stands on."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]] = ("id",)
    REFERENCES: ClassVar[tuple[Together, ...]] = ()

    line: int
