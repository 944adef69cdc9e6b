"""Lookups: one thing by its id, its name or its year, and several by their ids."""

from typing import Annotated, TypeVar

import strawberry
from strawberry import UNSET

from graph import evidence, nodes
from graph.contests import Contest as GraphContest
from graph.elections import Election as GraphElection
from graph.errors import AmbiguousNameError
from graph.graph import Graph
from graph.relationships import Relationship as GraphRelationship
from graph.search import by_name
from graph.vocabulary import ElectionKind
from schema.arguments import AsOf
from schema.context import Info
from schema.elections import Contest, Election
from schema.entities import Municipality, Party, Person
from schema.errors import ExactlyOneError
from schema.fields import field
from schema.ids import any_node, key_in, many, split
from schema.nodes import Node

EntityT = TypeVar("EntityT", bound=nodes.Entity)
MOST_IDS = 100

Id = Annotated[strawberry.ID | None, strawberry.argument(description="Its id.")]
TheId = Annotated[strawberry.ID, strawberry.argument(description="Its id, dated or not.")]
Ids = Annotated[
    list[strawberry.ID], strawberry.argument(description=f"1 to {MOST_IDS} ids, dated or not.")
]
AnyName = Annotated[
    str | None,
    strawberry.argument(description="Any of its names; case, accents and script do not matter."),
]
Year = Annotated[
    int | None, strawberry.argument(description="The year of a general local election.")
]


def _one(graph: Graph, kind: type[EntityT], given: str | None, name: str | None) -> EntityT | None:
    """Look a thing up by exactly one of id and name; None when there is none."""
    if bool(given) is bool(name):
        raise ExactlyOneError("id", "name")
    if given:
        found = graph.find(key_in(graph, given))
        return found if isinstance(found, kind) else None
    named = by_name(graph, kind, name or "")
    if len(named) > 1:
        raise AmbiguousNameError(name or "", tuple(each.id for each in named))
    return named[0] if named else None


def person(
    info: Info,
    id: Id = UNSET,
    name: AnyName = UNSET,
    as_of: AsOf = UNSET,
) -> nodes.Person | None:
    """Look a person up."""
    return _one(info.context.at(as_of), nodes.Person, id, name)


def party(
    info: Info,
    id: Id = UNSET,
    name: AnyName = UNSET,
    as_of: AsOf = UNSET,
) -> nodes.Party | None:
    """Look a party up."""
    return _one(info.context.at(as_of), nodes.Party, id, name)


def municipality(
    info: Info,
    id: Id = UNSET,
    name: AnyName = UNSET,
    as_of: AsOf = UNSET,
) -> nodes.Municipality | None:
    """Look a municipality up."""
    return _one(info.context.at(as_of), nodes.Municipality, id, name)


def election(
    info: Info,
    id: Id = UNSET,
    year: Year = UNSET,
    as_of: AsOf = UNSET,
) -> GraphElection | None:
    """Look an election up by exactly one of id and year."""
    if bool(id) is (year not in (UNSET, None)):
        raise ExactlyOneError("id", "year")
    graph = info.context.at(as_of)
    if id:
        found = graph.find(key_in(graph, id))
        return found if isinstance(found, GraphElection) else None
    general = (e for e in graph.elections if e.election_kind is ElectionKind.GENERAL_LOCAL)
    return next((each for each in general if each.date.year == year), None)


def contest(info: Info, id: TheId, as_of: AsOf = UNSET) -> GraphContest | None:
    """Look a contest up."""
    graph = info.context.at(as_of)
    found = graph.find(key_in(graph, id))
    return found if isinstance(found, GraphContest) else None


def node(info: Info, id: TheId) -> nodes.Entity | GraphRelationship | evidence.Source | None:
    """Look anything up; a dated id is looked up in the view of its date."""
    key, date = split(id)
    return any_node(info.context.at(date), key)


def nodes_of(
    info: Info, ids: Ids
) -> list[nodes.Entity | GraphRelationship | evidence.Source | None]:
    """Look several things up, in the order asked."""
    return [node(info, strawberry.ID(given)) for given in many("ids", ids, MOST_IDS)]


LOOKUP = (
    " By exactly one of id and any of its names (case, accents and script do not matter). Null "
    "when there is none; error code AMBIGUOUS with the candidates when a name means several."
)


@strawberry.type(description="Fields that look things up.")
class Lookups:
    """The part of the root that looks things up."""

    person: Person | None = field(description="A person." + LOOKUP, resolver=person)
    party: Party | None = field(description="A party." + LOOKUP, resolver=party)
    municipality: Municipality | None = field(
        description="A municipality." + LOOKUP, resolver=municipality
    )
    election: Election | None = field(
        description="An election, by exactly one of id and year. Null when there is none.",
        resolver=election,
    )
    contest: Contest | None = field(
        description="A contest by its id. Null when there is none.", resolver=contest
    )
    node: Node | None = field(
        description=(
            "Anything that has an id: a thing, a relationship, a source. An id that went away "
            "gives what answers for it, under its present id; so it does wherever ids are taken."
        ),
        resolver=node,
    )
    nodes: list[Node | None] = field(
        description="Several of them, in the order asked; null where there is none.",
        resolver=nodes_of,
    )
