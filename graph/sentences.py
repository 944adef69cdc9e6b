"""Sentences: each relationship said in English, and never more than the edge says."""

import calendar
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.vocabulary import Accession, MoveKind, Office, RelationshipType, SinceBasis

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
LINKS = {
    RelationshipType.ALLIED_WITH: "was allied with",
    RelationshipType.MEMBER_OF: "was a member of",
    RelationshipType.SPLIT_FROM: "split from",
    RelationshipType.MERGED_INTO: "merged into",
    RelationshipType.RENAMED_TO: "was renamed to",
    RelationshipType.PART_OF: "was part of the",
    RelationshipType.HELD_IN: "was held in",
    RelationshipType.FORMED_FROM: "was formed from",
}
BEGINNINGS = {
    SinceBasis.STATED: "from",
    SinceBasis.DECIDING_ROUND_DATE: "after the vote of",
    SinceBasis.ELECTION_YEAR: "after the election of",
    SinceBasis.INFERRED: "from about",
}
MOVES = {
    MoveKind.DEFECTION: "left {left} for {joined}",
    MoveKind.FOUNDED_NEW_PARTY: "left {left} for the newly founded {joined}",
    MoveKind.RETURN: "returned from {left} to {joined}",
    MoveKind.BECAME_INDEPENDENT: "left {left} and became independent",
    MoveKind.LIST_RENAMED: "went over from the list {left} to the list {joined}",
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


def _label(party: "Party | None", *, independent: bool) -> str:
    if party is not None:
        return f" for {party.short_name}"
    return " as an independent" if independent else ""


def race(contest: "Contest") -> str:
    """Write what a contest was for: `the 2017 race for mayor of Prizren`."""
    place, year = contest.municipality.display_name, contest.election.date.year
    return f"the {year} race for {OFFICES[contest.office]} of {place}"


def ran_in(edge: "RanIn") -> str:
    """Say who stood where, and under which label."""
    label = _label(edge.party, independent=edge.independent)
    return f"{edge.person.display_name} ran in {race(edge.contest)}{label}."


def won(edge: "Won") -> str:
    """Say who won what, and under which label."""
    label = _label(edge.party, independent=edge.candidacy.independent)
    return f"{edge.person.display_name} won {race(edge.contest)}{label}."


def begun(term: "HeldOffice") -> str:
    """Write when a term began, as surely as it is known: the day of a vote is not the oath."""
    return f" {BEGINNINGS[term.since_basis]} {in_words(term.since)}" if term.since else ""


def held_office(edge: "HeldOffice") -> str:
    """Say who held which office, and from when to when as far as a source says."""
    office = OFFICES[edge.office]
    if edge.how is Accession.ACTING:
        office = f"acting {office}"
    span = begun(edge)
    span += f" until {in_words(edge.until)}" if edge.until else ""
    label = _label(edge.party, independent=edge.independent)
    person, place = edge.person.display_name, edge.municipality.display_name
    return f"{person} was {office} of {place}{span}{label}."


def defected_to(edge: "DefectedTo") -> str:
    """Say who left which party for which, and when."""
    left, joined = edge.from_party, edge.to_party
    if left is None:
        what = f"joined {joined.short_name}" if joined else "changed party"
    elif joined is None:
        what = f"left {left.short_name} and became independent"
    else:
        what = MOVES[edge.move_kind].format(left=left.short_name, joined=joined.short_name)
    return f"{edge.person.display_name} {what}{_time(edge.since, edge.until)}."


def succeeded(edge: "Succeeded") -> str:
    """Say who followed whom, and whether someone may have come between."""
    verb = "succeeded" if edge.immediate else "followed, with others perhaps in between,"
    office = f"as {OFFICES[edge.office]} of {edge.municipality.display_name}"
    who, whom = edge.successor.display_name, edge.predecessor.display_name
    return f"{who} {verb} {whom} {office}{begun(edge.after)}."


def stood_for(edge: "StoodFor") -> str:
    """Say who stood under which label, and where."""
    where = race(edge.candidacy.contest)
    return f"{edge.person.display_name} stood for {edge.party.short_name} in {where}."


def link(edge: "Link") -> str:
    """Say how two parties, or a contest and its frame, are joined."""
    when = ""
    if edge.since and edge.until:
        when = _time(edge.since, edge.until)
    elif edge.since:
        when = f" from {in_words(edge.since)}"
    ends = [edge.source.short_name, edge.target.short_name]
    return f"{ends[0]} {LINKS[edge.type]} {ends[1]}{when}."
