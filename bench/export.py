"""The world for peers: what the questions ask of, as JSON records that name each other by id."""

from pathlib import Path
from typing import Any

import orjson

from graph.contests import Contest
from graph.edges import DefectedTo, RanIn
from graph.filters import PersonFilter
from graph.graph import Graph
from graph.listings import people
from graph.nodes import Municipality, Party, Person
from graph.vocabulary import PersonOrder

Record = dict[str, Any]


def export(graph: Graph, path: Path) -> None:
    """Write the world of a graph to a file."""
    tables = {
        "people": [_person(each) for each in people(graph, PersonFilter(), PersonOrder.NAME).items],
        "parties": [_party(each) for each in graph.parties],
        "municipalities": [_municipality(each) for each in graph.municipalities],
        "contests": [_contest(each) for each in graph.contests],
        "candidacies": [_candidacy(each) for each in graph.edges_of(RanIn)],
        "moves": [_move(each) for each in graph.edges_of(DefectedTo)],
        "elections": [
            {"id": each.id, "name": each.name(), "date": each.date.text} for each in graph.elections
        ],
        "edges": [(each.source.id, each.target.id) for each in graph.edges],
    }
    path.write_bytes(orjson.dumps(tables))


def _id(thing: Party | None) -> str | None:
    return thing.id if thing else None


def _person(person: Person) -> Record:
    return {
        "id": person.id,
        "kind": person.kind,
        "name": person.name(),
        "sortName": person.sort_name,
        "party": _id(person.latest_party),
        "ranIn": [each.id for each in person.ran_in],
        "defectedTo": [each.id for each in person.defected_to],
    }


def _party(party: Party) -> Record:
    return {
        "id": party.id,
        "name": party.name(),
        "abbreviation": party.abbreviation,
        "partyKind": party.party_kind,
    }


def _municipality(place: Municipality) -> Record:
    return {
        "id": place.id,
        "name": place.name(),
        "contests": [each.id for each in place.contests],
    }


def _contest(contest: Contest) -> Record:
    return {
        "id": contest.id,
        "name": contest.name(),
        "status": contest.status,
        "winnerParty": _id(contest.winner_party),
        "candidates": [each.id for each in contest.candidates],
    }


def _candidacy(edge: RanIn) -> Record:
    return {
        "id": edge.id,
        "type": edge.type,
        "basis": edge.basis,
        "since": edge.since and edge.since.text,
        "until": edge.until and edge.until.text,
        "outcome": edge.outcome,
        "votes": edge.votes,
        "share": edge.share,
        "independent": edge.independent,
        "ballotLabel": edge.ballot_label,
        "person": edge.person.id,
        "party": _id(edge.party),
        "contest": edge.contest.id,
    }


def _move(edge: DefectedTo) -> Record:
    return {
        "id": edge.id,
        "since": edge.since and edge.since.text,
        "moveKind": edge.move_kind,
        "fromParty": _id(edge.from_party),
        "toParty": _id(edge.to_party),
    }
