"""The build of edges between things: mandates, successions, moves and links of parties."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from graph.build_things import Things
from graph.dates import PartialDate, finest
from graph.edges import DefectedTo, HeldOffice, RanIn, Succeeded
from graph.nodes import Party, Person
from graph.relationships import STATES, Derivation, PartyLink, Relationship
from graph.slots import made_of_columns
from graph.tables import (
    LinkKind,
    MandateRow,
    MoveBasis,
    PartyLinkRow,
    PartyMoveRow,
    SuccessionRow,
    Tables,
)
from graph.vocabulary import Accession, Basis, RelationshipType

CONSECUTIVE_MANDATES = "consecutive mandates of one office"
LABEL_CHANGED = "another label at the next candidacy"
LEFT_OUT = (Accession.ACTING, Accession.EXTENDED)
_LINK_TYPES = {
    kind: RelationshipType(kind) for kind in LinkKind if kind is not LinkKind.MEMBER_OF_COALITION
} | {LinkKind.MEMBER_OF_COALITION: RelationshipType.MEMBER_OF}


def add_mandates(things: Things, rows: Iterable[MandateRow]) -> None:
    """Add a HELD_OFFICE edge per mandate."""
    in_order = sorted(rows, key=_mandate_order)
    people = [things.people[row.person_id] for row in in_order]
    places = [things.municipalities[row.municipality_id] for row in in_order]
    contests = [things.graph.find(f"contest/{row.contest_id}") for row in in_order]
    kind, key = RelationshipType.HELD_OFFICE, things.edge_key
    keys = [key(kind, row.person_id, row.municipality_id, row.start) for row in in_order]
    mandates = made_of_columns(
        HeldOffice,
        keys,
        key=keys,
        id=keys,
        since=[row.start for row in in_order],
        until=[row.end for row in in_order],
        note=[row.note for row in in_order],
        person=people,
        municipality=places,
        office=[row.office for row in in_order],
        party=[things.parties[row.party_id] if row.party_id else None for row in in_order],
        elected_in=contests,
        how=[row.how for row in in_order],
        since_basis=[row.start_basis for row in in_order],
        citations=[things.citations(row.source_id, row.locator) for row in in_order],
    )
    for person, place, mandate in zip(people, places, mandates, strict=True):
        things.mandates[person.key].append(mandate)
        things.mandates[place.key].append(mandate)
    things.graph.add_edges(mandates)


def _mandate_order(row: MandateRow) -> tuple[str, str, str, str]:
    start = row.start.text if row.start else ""
    return (start, row.contest_id or "", row.how or "", row.person_id)


def add_successions(things: Things, rows: Iterable[SuccessionRow]) -> None:
    """Add a SUCCEEDED edge for each two consecutive terms of different people in one seat.

    Acting and extended terms are passed over, and terms without any date, which have no place in
    the order; a term without a start stands where it ended. A succession is immediate unless the
    data name a gap between the two terms.
    """
    gaps = {
        (row.municipality_id, row.from_person_id, row.from_start, row.to_person_id, row.to_start)
        for row in rows
        if row.gap
    }
    for place in things.municipalities.values():
        for before, after in _consecutive(things.mandates[place.key]):
            if before.person is after.person:
                continue
            ends = (before.person.slug, before.since, after.person.slug, after.since)
            _add_succession(things, before, after, immediate=(place.slug, *ends) not in gaps)


def _consecutive(mandates: list[HeldOffice]) -> Iterable[tuple[HeldOffice, HeldOffice]]:
    """Give each two consecutive terms of an office of one seat: nobody follows into several."""
    offices = sorted({term.office for term in mandates if term.office.has_one_seat})
    for office in offices:
        terms = (term for term in mandates if term.office is office and term.how not in LEFT_OUT)
        dated = (term for term in terms if term.since or term.until)
        yield from pairwise(sorted(dated, key=_start_or_end))


def _start_or_end(term: HeldOffice) -> tuple[str, bool]:
    day = term.since or term.until
    return day.text if day else "", term.since is not None


def _add_succession(
    things: Things, before: HeldOffice, after: HeldOffice, *, immediate: bool
) -> None:
    kind = RelationshipType.SUCCEEDED
    key = things.edge_key(kind, after.person.slug, before.person.slug, after.since)
    things.graph.add_edge(
        Succeeded(
            key=key,
            id=key,
            since=after.since,
            until=after.since,
            basis=Basis.DERIVED,
            derivation=Derivation(CONSECUTIVE_MANDATES, (before, after)),
            successor=after.person,
            predecessor=before.person,
            before=before,
            after=after,
            immediate=immediate,
            citations=tuple(dict.fromkeys((*before.citations, *after.citations))),
        )
    )


def add_moves(things: Things, rows: Iterable[PartyMoveRow]) -> None:
    """Add a DEFECTED_TO edge per move, however many sources assert it."""
    same_parties: defaultdict[tuple[str, str, str], list[PartyMoveRow]] = defaultdict(list)
    for row in rows:
        ends = (row.person_id, row.from_party_id or "", row.to_party_id or "")
        same_parties[ends].append(row)
    for _, group in sorted(same_parties.items()):
        for move in _moves(group):
            _add_move(things, move)


def _moves(rows: list[PartyMoveRow]) -> list[list[PartyMoveRow]]:
    """Put together the rows whose dates contain each other: they cite one move.

    A row without a date may mean any: it goes with the first move there is.
    """
    moves: list[list[PartyMoveRow]] = []
    for row in sorted(rows, key=lambda each: (-len(str(each.date or "")), str(each.date))):
        for move in moves:
            dates = [each.date for each in (*move, row) if each.date]
            if not dates or finest(dates):
                move.append(row)
                break
        else:
            moves.append([row])
    return sorted(moves, key=lambda move: str(move[0].date or ""))


def _add_move(things: Things, rows: list[PartyMoveRow]) -> None:
    rows = sorted(rows, key=lambda row: (str(row.date or ""), row.source_id))
    first = rows[0]
    person = things.people[first.person_id]
    left = things.parties[first.from_party_id] if first.from_party_id else None
    joined = things.parties[first.to_party_id] if first.to_party_id else None
    bracket = _bracket(things, person, left, joined)
    day = finest([row.date for row in rows if row.date])
    since, until = (day, day) if day else _dates_of(bracket)
    inferred = all(row.basis is MoveBasis.INFERRED_FROM_CANDIDACIES for row in rows)
    reached = joined or left
    if reached is None:
        return
    key = things.edge_key(RelationshipType.DEFECTED_TO, person.slug, reached.slug, since)
    things.graph.add_edge(
        DefectedTo(
            key=key,
            id=key,
            since=since,
            until=until,
            basis=Basis.DERIVED if inferred else Basis.STATED,
            derivation=Derivation(LABEL_CHANGED, bracket) if inferred else None,
            note="; ".join(dict.fromkeys(row.note for row in rows if row.note)) or None,
            person=person,
            reached=reached,
            from_party=left,
            to_party=joined,
            move_kind=first.kind,
            citations=tuple(things.citation(row.source_id, row.locator) for row in rows),
        )
    )


def _bracket(
    things: Things, person: Person, left: Party | None, joined: Party | None
) -> tuple[Relationship, ...]:
    """Give the last sign of the label left and the next candidacy under the label joined.

    These are two consecutive candidacies where there are such; else the earlier one may be a
    mandate under the label left, and either may be missing.
    """
    candidacies = sorted(things.candidacies[person.slug], key=attrgetter("order"))
    for earlier, later in pairwise(candidacies):
        if _shows(earlier, left) and _shows(later, joined):
            return (earlier, later)
    terms = (term for term in things.mandates[person.key] if term.since)
    signs = [term for term in terms if left and term.party is left][-1:]
    later_ones = (each for each in candidacies if _shows(each, joined))
    return (*signs, *[each for each in later_ones if not signs or each.order > signs[0].order][:1])


def _shows(candidacy: RanIn, party: Party | None) -> bool:
    return candidacy.party is party and (party is not None or candidacy.independent)


def _dates_of(
    bracket: Sequence[Relationship],
) -> tuple[PartialDate | None, PartialDate | None]:
    """Give the dates that an undated move lies between: those of two candidacies, or none."""
    if bracket and all(isinstance(edge, RanIn) for edge in bracket) and bracket[1:]:
        return bracket[0].since, bracket[-1].since
    return None, None


def add_links(things: Things, tables: Tables) -> None:
    """Add the links between parties, and what municipalities were formed from."""
    in_order = sorted(tables.party_links, key=lambda row: (str(row.since or ""), row.kind))
    for row in in_order:
        _add_party_link(things, row)
    places = things.municipalities
    ends = [
        (places[place.id], places[former])
        for place in tables.municipalities
        for former in place.former_part_of
    ]
    things.add_structure(RelationshipType.FORMED_FROM, ends)


def _add_party_link(things: Things, row: PartyLinkRow) -> None:
    kind = _LINK_TYPES[row.kind]
    until = row.until if kind in STATES else row.since
    key = things.edge_key(kind, row.from_party, row.to_party, row.since)
    things.graph.add_edge(
        PartyLink(
            key=key,
            id=key,
            since=row.since,
            until=until,
            note=row.note,
            link_type=kind,
            from_end=things.parties[row.from_party],
            to_end=things.parties[row.to_party],
            scope=row.scope,
            citations=things.citations(row.source_id, row.locator),
        )
    )
