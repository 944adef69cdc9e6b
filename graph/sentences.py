"""Sentences: each relationship said in English, and never more than the edge says."""

import calendar
from typing import TYPE_CHECKING, cast

from graph.dates import PartialDate
from graph.vocabulary import (
    Accession,
    MoveKind,
    Office,
    PartyKind,
    RelationshipType,
    ResultStatus,
    SinceBasis,
)

if TYPE_CHECKING:
    from graph.contests import Contest
    from graph.edges import (
        DefectedTo,
        HeldOffice,
        RanIn,
        StoodFor,
        Succeeded,
        Won,
    )
    from graph.nodes import Party
    from graph.relationships import Link

OFFICES = {
    Office.MAYOR: "mayor",
    Office.COUNCIL: "council member",
    Office.COUNCIL_PRESIDENT: "council president",
}
RACES = {
    Office.MAYOR: "mayor of",
    Office.COUNCIL: "the council of",
    Office.COUNCIL_PRESIDENT: "council president of",
}
LINKS = {
    RelationshipType.ALLIED_WITH: "was allied with",
    RelationshipType.MEMBER_OF: "was a member of",
    RelationshipType.SPLIT_FROM: "split from",
    RelationshipType.MERGED_INTO: "merged into",
    RelationshipType.RENAMED_TO: "was renamed to",
    RelationshipType.PART_OF: "was part of",
    RelationshipType.HELD_IN: "was held in",
    RelationshipType.FORMED_FROM: "was formed from",
}
IN_COALITION = "was in a coalition with"  # a member of a list that no coalition of its own names
BEGINNINGS = {
    SinceBasis.STATED: "from",
    SinceBasis.DECIDING_ROUND_DATE: "after the vote of",
    SinceBasis.ELECTION_YEAR: "after the election of",
    SinceBasis.INFERRED: "around",
}
MOVES = {
    MoveKind.DEFECTION: "left {left} for {joined}",
    MoveKind.FOUNDED_NEW_PARTY: "left {left} for {joined}",
    MoveKind.RETURN: "returned from {left} to {joined}",
    MoveKind.BECAME_INDEPENDENT: "left {left} for {joined}",  # a party is joined all the same
    MoveKind.LIST_RENAMED: "went over from {left} to {joined}",
}
LISTS = (PartyKind.CIVIC_INITIATIVE, PartyKind.INDEPENDENT_LIST)
STANDING = {
    ResultStatus.PROVISIONAL: " by preliminary results",
    ResultStatus.NOT_RECOGNISED: ", a result that was not recognised",
}


def in_words(day: PartialDate) -> str:
    """Write a date in words: `2019`, `August 2019`, `14 August 2019`."""
    year, *rest = day.text.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    words += [calendar.month_name[int(rest[0])]] if rest else []
    return " ".join([*words, year])


def dated(day: PartialDate) -> str:
    """Write when something happened: `on 14 August 2019`, but `in 2019`."""
    return f"{'on' if day.earliest == day.latest else 'in'} {in_words(day)}"


def _time(since: PartialDate | None, until: PartialDate | None) -> str:
    if since is None or until is None:
        return ""
    if since == until:
        return f" {dated(since)}"
    return f" between {in_words(since)} and {in_words(until)}"


def _named(party: "Party", new: str = "") -> str:
    """Name a party inside a sentence: a list of citizens is called a list."""
    kind = "list " if party.party_kind in LISTS else ""
    article = "the " if new or kind else ""
    return f"{article}{new}{kind}{party.short_name}"


def _label(party: "Party | None", *, independent: bool) -> str:
    if party is not None:
        return f" for {_named(party)}"
    return " as an independent" if independent else ""


def race(contest: "Contest") -> str:
    """Write what a contest was for: `the 2017 race for mayor of Prizren`."""
    place = contest.municipality.display_name
    return f"the {contest.occasion} race for {RACES[contest.office]} {place}"


def ran_in(edge: "RanIn") -> str:
    """Say who stood where, and under which label."""
    label = _label(edge.party, independent=edge.independent)
    return f"{edge.person.display_name} ran in {race(edge.contest)}{label}."


def won(edge: "Won") -> str:
    """Say who won what, under which label, and how far the result has come."""
    label = _label(edge.party, independent=edge.candidacy.independent)
    standing = STANDING.get(edge.contest.status, "")
    return f"{edge.person.display_name} won {race(edge.contest)}{label}{standing}."


def begun(term: "HeldOffice") -> str:
    """Write when a term began, as surely as it is known: the day of a vote is not the oath."""
    return f" {BEGINNINGS[term.since_basis]} {in_words(term.since)}" if term.since else ""


def held_office(edge: "HeldOffice") -> str:
    """Say who held which office, and from when to when as far as a source says.

    Where no end is published, nothing is said of one.
    """
    acting = "acting " if edge.acting else ""
    until = f" until {in_words(edge.until)}" if edge.until else ""
    verb = "was" if until or not edge.since else "became"
    if edge.how is Accession.EXTENDED:
        verb = "stayed on as"
    since = begun(edge)
    if verb == "became" and edge.since and edge.since_basis is SinceBasis.STATED:
        since = f" {dated(edge.since)}"
    label = _label(edge.party, independent=edge.independent)
    office = f"{acting}{OFFICES[edge.office]} of {edge.municipality.display_name}"
    return f"{_hedge(edge)}{edge.person.display_name} {verb} {office}{label}{since}{until}."


def _hedge(*terms: "HeldOffice") -> str:
    """Say so where a term is only inferred, its holder perhaps too."""
    inferred = any(term.since_basis is SinceBasis.INFERRED for term in terms)
    return "To go by what came before or after, " if inferred else ""


def defected_to(edge: "DefectedTo") -> str:
    """Say who left which party for which, and when; where only candidacies show it, say so."""
    said = f"{edge.person.display_name} {_moved(edge)}{_time(edge.since, edge.until)}."
    return f"To go by the labels of candidacies, {said}" if edge.derivation else said


def _moved(edge: "DefectedTo") -> str:
    left, joined = edge.from_party, edge.to_party
    if joined is None:
        return f"left {_named(edge.reached)} and became independent"
    new = "newly founded " if edge.move_kind is MoveKind.FOUNDED_NEW_PARTY else ""
    if left is None:
        return f"joined {_named(joined, new)}"
    return MOVES[edge.move_kind].format(left=_named(left), joined=_named(joined, new))


def succeeded(edge: "Succeeded") -> str:
    """Say who followed whom, and whether someone may have come between."""
    verb = "succeeded" if edge.immediate else "followed, with others perhaps in between,"
    office = f"as {OFFICES[edge.office]} of {edge.municipality.display_name}"
    who, whom = edge.successor.display_name, edge.predecessor.display_name
    return f"{_hedge(edge.before, edge.after)}{who} {verb} {whom} {office}{begun(edge.after)}."


def stood_for(edge: "StoodFor") -> str:
    """Say who stood under which label, and where."""
    where = race(edge.candidacy.contest)
    return f"{edge.person.display_name} stood for {_named(edge.party)} in {where}."


def link(edge: "Link") -> str:
    """Say how two parties, or a contest and its frame, are joined."""
    when = ""
    if edge.since and edge.until:
        when = _time(edge.since, edge.until)
    elif edge.since:
        when = f" from {in_words(edge.since)}"
    first, second = edge.source.short_name, edge.target.short_name
    return f"{first[:1].upper()}{first[1:]} {_verb(edge)} {second}{when}."


def _verb(edge: "Link") -> str:
    if edge.type is not RelationshipType.MEMBER_OF:
        return LINKS[edge.type]
    coalition = cast("Party", edge.target).party_kind is PartyKind.COALITION
    return LINKS[edge.type] if coalition else IN_COALITION
