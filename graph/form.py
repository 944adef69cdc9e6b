"""The form of the tables: what each column holds, read off the annotations of the rows."""

from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from graph.tables import References, Row, Tables, Within

# What sources say besides: without it there is less to show, and nothing that is wrong.
OPTIONAL_TABLES = frozenset({"tallies", "statements", "disputes", "coverage", "former_ids"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What the cells of a column may hold: a kind of value, or several of that kind."""

    name: str
    kind: type
    required: bool
    several: bool
    bounds: Within
    reference: References | None


@cache
def row_classes() -> dict[str, type[Row]]:
    """Give the class of each table's rows by the table's name, in the order of `Tables`."""
    hints = get_type_hints(Tables)
    return {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}


@cache
def columns_of(table: str) -> dict[str, Column]:
    """Give the columns of a table by name, in order."""
    row_class = row_classes()[table]
    hints = get_type_hints(row_class, include_extras=True)
    names = [field.name for field in fields(row_class) if field.name != "line"]
    return {name: _column(name, hints[name]) for name in names}


def file_of(table: str) -> str:
    """Give the name of a table's file."""
    return f"{table}.csv"


def noun_of(table: str) -> str:
    """Give the word for one row of a table: `party` for `parties`."""
    return row_classes()[table].__name__.removesuffix("Row").lower()


def _column(name: str, hint: object) -> Column:
    optional = get_origin(hint) in (Union, UnionType)
    if optional:
        hint = next(arm for arm in get_args(hint) if arm is not NoneType)
    kind, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    several = get_origin(kind) is tuple
    bounds = next((extra for extra in extras if isinstance(extra, Within)), Within())
    return Column(
        name=name,
        kind=get_args(kind)[0] if several else kind,
        required=bool(bounds.least) if several else not optional,
        several=several,
        bounds=bounds,
        reference=next((extra for extra in extras if isinstance(extra, References)), None),
    )
