"""The build of things: sources, parties, municipalities, people and elections from their rows."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import repeat

from graph.dates import PartialDate
from graph.edges import HeldOffice, RanIn
from graph.elections import Election, Register
from graph.evidence import Citation, Name, Source, Statement, Tally
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import StructuralLink
from graph.revision import Revision
from graph.slots import made_of_columns
from graph.tables import (
    ElectionRow,
    MunicipalityRow,
    PartyNameRow,
    PartyRow,
    PersonNameRow,
    PersonRow,
    SourceRow,
    Tables,
    TallyRow,
)
from graph.vocabulary import NameKind, RelationshipType

_NAME_ORDER = {kind: place for place, kind in enumerate(NameKind)}
# The kinds of labels that a party without a name of its own may be shown by.
_SHOWN = (NameKind.CANONICAL, NameKind.BALLOT)


class Things:
    """The things of a data set by the keys of its rows, and the graph that they are added to.

    Until the graph is frozen nobody may ask it for edges, so the candidacies and mandates that
    later steps rest on are kept here too: candidacies of those who moved by person, and mandates,
    in the order of dates, by person and by place.
    """

    def __init__(self, tables: Tables) -> None:
        self.sources = {row.id: _source(row) for row in tables.sources}
        self._cited: dict[tuple[str, str | None], tuple[Citation]] = {}
        ordered = sorted(self.sources.values(), key=lambda source: source.key)
        self.graph = Revision(tables.revision, ordered)
        self.parties = self._parties(tables)
        self.municipalities = {row.id: self._municipality(row) for row in tables.municipalities}
        self.people = self._people(tables)
        self.elections = {row.id: self._election(row) for row in tables.elections}
        for things in (self.parties, self.municipalities, self.people, self.elections):
            for thing in things.values():
                self.graph.add(thing)
        moved = {row.person_id for row in tables.party_moves}
        self.candidacies: dict[str, list[RanIn]] = {person: [] for person in moved}
        self.mandates: defaultdict[str, list[HeldOffice]] = defaultdict(list)
        self._taken: dict[str, int] = {}

    def citation(self, source_id: str, locator: str | None = None) -> Citation:
        """Cite one place of a source."""
        return self.citations(source_id, locator)[0]

    def citations(self, source_id: str, locator: str | None = None) -> tuple[Citation]:
        """Cite one place of a source and nothing else; whoever cites the same shares the tuple."""
        place = source_id, locator
        cited = self._cited.get(place)
        if cited is None:
            cited = self._cited[place] = (Citation(self.sources[source_id], locator),)
        return cited

    def edge_key(
        self, kind: RelationshipType, source: str, target: str, since: PartialDate | None
    ) -> str:
        """Give the key of an edge of which a pair of things can have several.

        It is `type/source/target/date`, with `/2`, `/3` behind it on a clash: ask in the order of
        dates, never of rows.
        """
        key = stem = f"{prefix(kind)}/{source}/{target}/{since.text if since else 'undated'}"
        while key in self._taken:
            self._taken[stem] += 1
            key = f"{stem}/{self._taken[stem]}"
        self._taken[key] = 1
        return key

    def add_structure(self, kind: RelationshipType, ends: Sequence[tuple[Entity, Entity]]) -> None:
        """Add links that only say where things belong; each rests on what cites the thing."""
        keys = [f"{prefix(kind)}/{one.slug}/{other.slug}" for one, other in ends]
        links = made_of_columns(
            StructuralLink,
            keys,
            key=keys,
            id=keys,
            since=repeat(None),
            until=repeat(None),
            link_type=repeat(kind),
            from_end=[one for one, _ in ends],
            to_end=[other for _, other in ends],
            citations=[one.citations for one, _ in ends],
        )
        self.graph.add_edges(links)

    def _parties(self, tables: Tables) -> dict[str, Party]:
        labels: defaultdict[str, list[PartyNameRow]] = defaultdict(list)
        for row in tables.party_names:
            labels[row.party_id].append(row)
        return {row.id: self._party(row, labels[row.id]) for row in tables.parties}

    def _party(self, row: PartyRow, labels: list[PartyNameRow]) -> Party:
        citation = self.citation(row.source_id)
        names = self._canonical(row.name_en, row.name_sq, row.name_sr, citation)
        further = self._further(names, labels)
        if not names:
            further.sort(key=lambda name: name.kind not in _SHOWN)
        names += further
        key = f"party/{row.id}"
        return Party(
            graph=self.graph,
            key=key,
            id=key,
            names=tuple(names) or (Name(value=row.id, kind=NameKind.ALIAS),),
            citations=self.citations(row.source_id),
            abbreviation=row.abbreviation,
            party_kind=row.kind,
            founded=row.founded,
            leadership=row.leader_note,
        )

    def _municipality(self, row: MunicipalityRow) -> Municipality:
        citations = tuple(self.citation(source) for source in row.source_ids)
        names = self._canonical(row.name_en, row.name_sq, row.name_sr, citations[0])
        key = f"municipality/{row.id}"
        return Municipality(
            graph=self.graph,
            key=key,
            id=key,
            names=tuple(names) or (Name(value=row.id, kind=NameKind.ALIAS),),
            citations=citations,
            district=row.district,
            latitude=row.lat,
            longitude=row.lon,
            population=row.population_2011,
            area=row.area_km2,
            established=row.established,
        )

    def _people(self, tables: Tables) -> dict[str, Person]:
        spellings: defaultdict[str, list[PersonNameRow]] = defaultdict(list)
        for row in tables.person_names:
            spellings[row.person_id].append(row)
        return {row.id: self._person(row, spellings[row.id]) for row in tables.people}

    def _person(self, row: PersonRow, spellings: list[PersonNameRow]) -> Person:
        names = self._further([], spellings)
        names.sort(key=lambda name: name.value != row.name)
        if not names or names[0].value != row.name:
            names.insert(0, Name(value=row.name, kind=NameKind.CANONICAL))
        own = names[0].citation
        key = f"person/{row.id}"
        return Person(
            graph=self.graph,
            key=key,
            id=key,
            names=tuple(names),
            citations=(own,) if own else (),
            sort_name=row.sort_name,
            note=row.note,
        )

    def _election(self, row: ElectionRow) -> Election:
        citation = self.citation(row.source_id)
        name = Name(value=row.name, kind=NameKind.CANONICAL, language="en", citation=citation)
        key = f"election/{row.id}"
        return Election(
            graph=self.graph,
            key=key,
            id=key,
            names=(name,),
            citations=self.citations(row.source_id),
            date=row.first_round,
            runoff_date=row.second_round,
            turnouts=(row.turnout_first, row.turnout_second),
            election_kind=row.kind,
            originally_set_for=row.originally_set_for,
            system=row.system_note,
            register=_register(row),
        )

    @staticmethod
    def _canonical(
        english: str | None, albanian: str | None, serbian: str | None, citation: Citation
    ) -> list[Name]:
        return [
            Name(value=value, kind=NameKind.CANONICAL, language=language, citation=citation)
            for value, language in ((english, "en"), (albanian, "sq"), (serbian, "sr"))
            if value
        ]

    def _further(
        self, names: list[Name], rows: Sequence[PartyNameRow | PersonNameRow]
    ) -> list[Name]:
        """Give the names of these rows that are not given yet, canonical ones first."""
        given = {(name.value, name.language) for name in names}
        if len(rows) > 1:
            rows = sorted(rows, key=_name_order)
        return [
            Name(
                value=row.name,
                kind=row.kind,
                language=row.lang,
                citation=self.citation(row.source_id),
            )
            for row in rows
            if (row.name, row.lang) not in given
        ]

    def add_evidence(self, tables: Tables) -> None:
        """Add what is neither node nor edge: statements and tallies."""
        for row in tables.statements:
            subject = self.graph.entity(f"{row.subject_type}/{row.subject_id}")
            key = f"statement/{row.id}"
            self.graph.add_statement(
                Statement(
                    key=key,
                    id=key,
                    kind=row.kind,
                    subject=subject,
                    date=row.date,
                    text=row.text,
                    citation=self.citation(row.source_id, row.locator),
                )
            )
        totals: defaultdict[str, list[Tally]] = defaultdict(list)
        in_order = sorted(
            tables.tallies, key=lambda row: (row.measure, row.party_id or "", row.source_id)
        )
        for tally in in_order:
            totals[tally.election_id].append(self._tally(tally))
        for election_id, tallies in totals.items():
            self.graph.add_tallies(self.elections[election_id], tallies)

    def _tally(self, row: TallyRow) -> Tally:
        return Tally(
            measure=row.measure,
            party=self.parties[row.party_id] if row.party_id else None,
            value=row.value,
            note=row.note,
            citation=self.citation(row.source_id, row.locator),
        )


@cache
def prefix(kind: RelationshipType) -> str:
    """Write a type as the keys of its edges begin: `ran-in`."""
    return kind.lower().replace("_", "-")


def _name_order(row: PartyNameRow | PersonNameRow) -> tuple[int, str, str]:
    return (_NAME_ORDER[row.kind], row.name, row.lang or "")


def _source(row: SourceRow) -> Source:
    return Source(
        key=f"source/{row.id}",
        title=row.title,
        publisher=row.publisher,
        source_kind=row.kind,
        address=row.address,
        license=row.licence,
        precedence=row.precedence,
        note=row.note,
    )


def _register(row: ElectionRow) -> Register | None:
    counts = (
        row.lists_participated,
        row.lists_certified,
        row.parties_certified,
        row.coalitions_certified,
        row.initiatives_certified,
        row.independents_certified,
    )
    if all(count is None for count in counts):
        return None
    return Register(
        participated=counts[0],
        certified=counts[1],
        parties=counts[2],
        coalitions=counts[3],
        civic_initiatives=counts[4],
        independents=counts[5],
    )
