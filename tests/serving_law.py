"""The law of data: what is refused is told with its place and a way out; all else is answered."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from graph.dates import PartialDate
from graph.opening import InternalDataError, open_data
from graph.problems import DataError, Problem
from graph.revision import Revision
from schema.context import Context
from schema.examples import examples
from schema.execution import Executor
from schema.prepared import Prepared
from schema.schema import build_schema
from tests.rules import whole

EXECUTOR = Executor(build_schema())
WAY_OUT = re.compile(r"; |\?$")
# What concerns a whole file, or a line that cannot be split into cells, has no column.
LINES_WITHOUT_COLUMNS = re.compile(
    "cells where the header has|line is blank|cannot be split|separated by|byte "
)


class Verdict(NamedTuple):
    """Whether a data set is served, and what breaks the law: nothing, if it holds."""

    served: bool
    faults: list[object]


def verdict_on(directory: Path, dates: int = 1000) -> Verdict:
    """Open a data set, and ask it everything, as of so many of its dates too."""
    try:
        revision = open_data(directory).revision
    except InternalDataError as error:
        return Verdict(served=False, faults=[error, error.traceback])
    except DataError as error:
        return Verdict(served=False, faults=list(_untold(error)))
    return Verdict(served=True, faults=list(_internal_errors(revision, dates)))


def _untold(error: DataError) -> Iterator[object]:
    """Give the problems without place or way out, and a message that is not a line for each."""
    yield from (problem for problem in error.problems if not _is_told(problem))
    lines, count = str(error).splitlines(), len(error.problems)
    if count and len(lines) != min(count, 100) + (count > 100) + 1:
        yield str(error)
    yield from (line for line in lines if len(line) > 1500 or not line.isprintable())


def _is_told(problem: Problem) -> bool:
    if problem.line is not None and not problem.columns:
        placed = LINES_WITHOUT_COLUMNS.search(problem.message) is not None
    else:
        placed = True
    return placed and WAY_OUT.search(problem.message) is not None


def dates_in(revision: Revision) -> list[str]:
    """Give the dates that the data name: those of edges, statements and elections."""
    found = {each.text for edge in revision.edges for each in (edge.since, edge.until) if each}
    found |= {each.date.text for each in revision.statements if each.date}
    found |= {each.date.text for each in revision.contests}
    found |= {each.date.text for each in revision.elections}
    found |= {each.founded.text for each in revision.parties if each.founded}
    found |= {each.established.text for each in revision.municipalities if each.established}
    return sorted(found)


def _internal_errors(revision: Revision, dates: int) -> Iterator[object]:
    for example in examples():
        variables = json.loads(example.variables) if example.variables else {}
        yield from _ask(revision, example.document, variables)
    yield from _ask(revision, EVERY_LIST, {})
    dice, named = random.Random(revision.revision), dates_in(revision)
    for date in (None, *sorted(dice.sample(named, min(dates, len(named))))):
        yield from _ask(revision, EVERY_LIST_AS_OF, {"date": date})
        things = (revision if date is None else revision.at(PartialDate.parse(date))).entities
        if things:
            one, other = dice.choice(things), dice.choice(things)
            asked = {"one": one.key, "other": other.key, "name": one.display_name[:50]}
            yield from _ask(revision, EXPLORE, asked | {"date": date, "on": dice.choice(named)})


def _ask(revision: Revision, document: str, variables: dict[str, Any]) -> Iterator[object]:
    answer = EXECUTOR.answer(_prepared(document), Context(graph=revision), variables)
    orjson.dumps(answer)
    for error in answer.get("errors", ()):
        if error["extensions"]["code"] in {"INTERNAL", "BAD_REQUEST"}:
            yield variables, error


@cache
def _prepared(document: str) -> Prepared:
    return EXECUTOR.prepare(document)


def _list(name: str, fields: str, arguments: str = "") -> str:
    if name in whole.LISTS:
        return f"{name}{arguments and f'({arguments})'} {{ {fields} }}"
    given = ", ".join(filter(None, ["first: 100", arguments]))
    return f"{name}({given}) {{ totalCount edges {{ cursor node {{ {fields} }} }} }}"


EXPLORE = """
query ($one: ID!, $other: ID!, $name: String!, $date: PartialDate, $on: PartialDate) {
  paths(from: $one, to: $other, asOf: $date, walk: { on: $on }) {
    paths { sentence hops { relationship { id sentence } to { id name } } } excluded { id } }
  neighborhood(of: [$one, $other], depth: 2, asOf: $date) {
    entities { id name } relationships { id sentence } }
  common(of: [$one, $other], depth: 2, asOf: $date) { entity { id } }
  traverse(from: [$one], steps: [{ types: [RAN_IN, HELD_OFFICE, WON], direction: BOTH }],
    asOf: $date) { nodes { entity { id } } }
  degrees: ranking(by: DEGREE, asOf: $date) { entity { id name } value rank }
  search(text: $name, asOf: $date) { entity { id name } score matched { value } }
  candidacies(orderBy: SHARE, first: 100, asOf: $date) { totalCount
    nodes { id outcome person { id affiliation(on: $on) { status party { id } } }
      contest { id name } party { id } results { votes share place } }
    groups(by: [PARTY, ELECTION, MUNICIPALITY, OUTCOME]) { votes people elected party { id } } }
  contests(orderBy: MARGIN, first: 100, asOf: $date) { nodes { id } }
  byPlace: contests(orderBy: MUNICIPALITY, first: 100, asOf: $date) { nodes { id } }
  people(orderBy: MOVES, first: 100, asOf: $date) { nodes { id party(on: $on) { id } } }
  parties(first: 100, asOf: $date) { nodes { id mayors(on: $on) { id } } }
  municipalities(asOf: $date) { mayor(on: $on) { id sentence } successions { id sentence } }
}
"""
FIELDS = whole.LISTS | whole.FIELDS
EVERY_LIST = f"{{ {' '.join(_list(*each) for each in FIELDS.items())} }}"
EVERY_LIST_AS_OF = "query ($date: PartialDate) {{ {} }}".format(
    " ".join(_list(*each, "asOf: $date") for each in FIELDS.items() if each[0] != "discrepancies")
)
