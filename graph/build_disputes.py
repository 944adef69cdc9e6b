"""The build of disputes: the rows that say which values disagree, joined to what they are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter

from graph.accounts import in_order, written
from graph.build_things import Things, prefix
from graph.evidence import Discrepancy, DisputedValue
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.tables import DisputedTable, DisputeRow, ResultRow, Tables
from graph.vocabulary import DiscrepancyKind, EntityKind, RelationshipType

_KIND_OF = {
    DisputedTable.CANDIDACIES: EntityKind.CONTEST,
    DisputedTable.CONTESTS: EntityKind.CONTEST,
    DisputedTable.ELECTIONS: EntityKind.ELECTION,
    DisputedTable.MUNICIPALITIES: EntityKind.MUNICIPALITY,
    DisputedTable.PARTIES: EntityKind.PARTY,
    DisputedTable.PEOPLE: EntityKind.PERSON,
    DisputedTable.RESULTS: EntityKind.CONTEST,
    DisputedTable.TALLIES: EntityKind.ELECTION,
}
# What a column of the data is called in the graph.
_FIELDS = {
    "percent": "share",
    "percent sum": "sum of shares",
    "population_2011": "population",
    "system_note": "system",
}

Place = tuple[str, ...]


def add_disputes(things: Things, tables: Tables) -> None:
    """Add every row of `disputes` to the graph, with the places where its values were read."""
    named = frozenset(row.key.partition("|")[0] for row in tables.disputes)
    subjects = _Subjects(things, tables, named)
    locators = _locators(tables, named)
    for row in tables.disputes:
        things.graph.add_dispute(
            Discrepancy(
                kind=_kind(row),
                subject=subjects.of(row),
                field=_field(row),
                values=(
                    _value(things, locators, row, row.value_a, row.source_a),
                    _value(things, locators, row, row.value_b, row.source_b),
                ),
                note=row.note,
                scope=_scope(row),
            )
        )


class _Subjects:
    """Finds what a row is about: a candidacy where it names one, else the thing it begins with."""

    def __init__(self, things: Things, tables: Tables, named: AbstractSet[str]) -> None:
        self._graph = things.graph
        self._candidacies = {
            row.id: _candidacy(row.contest_id, row.person_id)
            for row in tables.candidacies
            if row.id in named
        }

    def of(self, row: DisputeRow) -> Entity | Relationship:
        name, *rest = row.key.split("|")
        if row.table is DisputedTable.CANDIDACIES and name in self._candidacies:
            edge = self._graph.find_edge(self._candidacies[name])
        elif row.table is DisputedTable.RESULTS and len(rest) > 1:
            edge = self._graph.find_edge(_candidacy(name, rest[1]))
        else:
            edge = None
        return edge or self._graph.entity(f"{_KIND_OF[row.table].lower()}/{name}")


def _candidacy(contest_id: str, person_id: str) -> str:
    return f"{prefix(RelationshipType.RAN_IN)}/{person_id}/{contest_id}"


def _kind(row: DisputeRow) -> DiscrepancyKind:
    if row.table is DisputedTable.PEOPLE:
        return DiscrepancyKind.NAME_VARIANT
    if "sum" not in row.field.split():
        return DiscrepancyKind.SOURCES_DISAGREE
    if row.table is DisputedTable.TALLIES:
        return DiscrepancyKind.TOTALS_DIFFER
    return DiscrepancyKind.ARITHMETIC


def _scope(row: DisputeRow) -> str | None:
    rest = row.key.split("|")[1:]
    if not rest:
        return None
    return f"round {rest[0]}" if row.table is DisputedTable.RESULTS else rest[0]


def _field(row: DisputeRow) -> str:
    field, scope = _FIELDS.get(row.field, row.field), _scope(row)
    if scope is None:
        return field
    return f"{field} in {scope}" if row.table is DisputedTable.RESULTS else f"{field} of {scope}"


def _value(
    things: Things, locators: dict[Place, str], row: DisputeRow, value: str, source: str | None
) -> DisputedValue:
    if source is None:
        return DisputedValue(value)
    places = (
        (row.table, row.key, source, value),
        (row.table, row.key.partition("|")[0], source, value),
        (row.table, row.key, source),
    )
    # A sum is cited where its parts stand; another number is not, though it be of that source.
    usable = places[:2] if _kind(row) is DiscrepancyKind.TOTALS_DIFFER else places
    found = (locators[place] for place in usable if place in locators)
    return DisputedValue(value, things.citation(source, next(found, None)))


def _locators(tables: Tables, named: AbstractSet[str]) -> dict[Place, str]:
    """Say where each source gives a result, a name or a total, by what a row may ask for.

    Of results there are only those of a contest or a person that is named.
    """
    found: defaultdict[Place, list[str | None]] = defaultdict(list)
    results = [row for row in tables.results if row.contest_id in named or row.person_id in named]
    columns = _of_columns(tables, named)
    for place, locator in chain(_of_results(results), columns, _of_tallies(tables)):
        found[place].append(locator)
    return {place: text for place, each in found.items() if (text := in_order(each))}


def _of_results(rows: Iterable[ResultRow]) -> Iterator[tuple[Place, str | None]]:
    for row in rows:
        of_round = f"{row.contest_id}|{row.round}"
        yield (DisputedTable.RESULTS, of_round, row.source_id), row.locator
        yield (DisputedTable.RESULTS, f"{of_round}|{row.person_id}", row.source_id), row.locator
        if row.name_as_written:
            name = (DisputedTable.PEOPLE, row.person_id, row.source_id, row.name_as_written)
            yield name, row.locator


def _of_columns(tables: Tables, named: AbstractSet[str]) -> Iterator[tuple[Place, str | None]]:
    """Give the party columns, which may speak for the candidate of the party."""
    candidacies = [row for row in tables.candidacies if row.contest_id in named]
    candidacies.sort(key=attrgetter("id"))
    standing = {(row.contest_id, row.party_id): row.person_id for row in candidacies}
    for row in tables.party_results:
        person = row.party_id and standing.get((row.contest_id, row.party_id))
        if person:
            key = f"{row.contest_id}|{row.round}|{person}"
            yield (DisputedTable.RESULTS, key, row.source_id), row.locator


def _of_tallies(tables: Tables) -> Iterator[tuple[Place, str | None]]:
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in tables.tallies:
        sums[f"{row.election_id}|{row.measure}", row.source_id] += row.value
    for row in tables.tallies:
        measure = f"{row.election_id}|{row.measure}"
        added = written(sums[measure, row.source_id])
        yield (DisputedTable.TALLIES, measure, row.source_id), row.locator
        yield (DisputedTable.TALLIES, measure, row.source_id, added), row.locator
        if row.party_id is None:
            whole = (DisputedTable.TALLIES, row.election_id, row.source_id, written(row.value))
            yield whole, row.locator
