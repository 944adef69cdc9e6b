"""Root fields that explore the graph: search, paths, surroundings, rankings, disagreements."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from graph import common as commons
from graph import discrepancies as disputes
from graph import neighborhood as surroundings
from graph import paths as ways
from graph import ranking as rankings
from graph import search as searching
from graph import traverse as traversing
from graph.errors import LimitError
from graph.evidence import Discrepancy as GraphDiscrepancy
from graph.graph import Graph
from graph.listings import Listing
from graph.nodes import Entity
from graph.walk import Walk
from schema.arguments import After, AsOf, First, Types, chosen, given
from schema.context import Info
from schema.enums import DiscrepancyKind, EntityKind, Measure
from schema.facts import Discrepancy
from schema.fields import field
from schema.ids import any_thing, entity, many, split
from schema.pages import Connection, Page, page_of
from schema.walks import (
    CommonNeighbor,
    PathResult,
    Ranked,
    SearchHit,
    StepInput,
    Subgraph,
    Traversal,
    WalkInput,
)

MOST_ENDS = 20
DEEPEST = 3
MOST_STEPS = 6

Text = Annotated[
    str,
    strawberry.argument(
        description="A name or a part of one, in any script; small misspellings are found."
    ),
]
Kinds = Annotated[
    list[EntityKind] | None,
    strawberry.argument(description="Only things of these kinds; all when left out."),
]
From = Annotated[strawberry.ID, strawberry.argument(name="from", description="Where to start.")]
To = Annotated[strawberry.ID, strawberry.argument(description="Where to arrive.")]
Starts = Annotated[
    list[strawberry.ID],
    strawberry.argument(name="from", description=f"Where to start: 1 to {MOST_ENDS} ids."),
]
Of = Annotated[
    list[strawberry.ID], strawberry.argument(description=f"The things: 1 to {MOST_ENDS} ids.")
]
Steps = Annotated[
    list[StepInput],
    strawberry.argument(description=f"The pattern, step by step: 1 to {MOST_STEPS}."),
]
Conditions = Annotated[
    WalkInput | None,
    strawberry.argument(description="Along which relationships, and through which things."),
]
Depth = Annotated[
    int, strawberry.argument(description=f"How many steps away at most, 1 to {DEEPEST}.")
]
Size = Annotated[
    int,
    strawberry.argument(description=f"How many things at most, 1 to {surroundings.MOST_ENTITIES}."),
]
By = Annotated[Measure, strawberry.argument(description="What to rank by.")]
Kind = Annotated[
    DiscrepancyKind | None, strawberry.argument(description="Only disagreements of this kind.")
]
About = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description=(
            "Only those about this thing or relationship, or about what belongs to it; a dated id "
            "means the same, since sources disagree at all times."
        )
    ),
]


def _check(argument: str, given: int, most: int) -> None:
    if not 1 <= given <= most:
        raise LimitError(argument, given, 1, most)


def _ends(graph: Graph, argument: str, ids: list[strawberry.ID]) -> tuple[Entity, ...]:
    given = many(f"ids in {argument}", ids, MOST_ENDS)
    return tuple(dict.fromkeys(entity(graph, each) for each in given))


def _walk(graph: Graph, walk: WalkInput | None) -> Walk:
    return (walk or WalkInput()).wanted(graph)


def search(
    info: Info, text: Text, kinds: Kinds = UNSET, first: First = 10, as_of: AsOf = UNSET
) -> tuple[searching.SearchHit, ...]:
    """Find things by name."""
    wanted = chosen(kinds)
    return searching.search(info.context.at(as_of), text, wanted, info.context.size(first))


def paths(
    info: Info,
    from_: From,
    to: To,
    walk: Conditions = UNSET,
    first: First = 3,
    as_of: AsOf = UNSET,
) -> ways.PathResult:
    """Find the ways from one thing to another."""
    graph = info.context.at(as_of)
    ends = entity(graph, from_), entity(graph, to)
    budget = info.context.walk_budget
    return ways.find_paths(
        graph, *ends, _walk(graph, walk), info.context.size(first), budget=budget
    )


def traverse(
    info: Info,
    from_: Starts,
    steps: Steps,
    first: First = 50,
    after: After = UNSET,
    as_of: AsOf = UNSET,
) -> Page[traversing.Traversal]:
    """Follow a pattern of steps."""
    graph = info.context.at(as_of)
    _check("the number of steps", len(steps), MOST_STEPS)
    starts = _ends(graph, "from", from_)
    reached = traversing.traverse(
        graph, starts, tuple(step.wanted() for step in steps), info.context.walk_budget
    )
    listing = Listing("things reached", reached, lambda each: (each.entity.key,))
    return page_of(listing, graph.revision, info.context.size(first), given(after))


def neighborhood(
    info: Info,
    of: Of,
    depth: Depth = 1,
    walk: Conditions = UNSET,
    max_entities: Size = 200,
    as_of: AsOf = UNSET,
) -> surroundings.Subgraph:
    """Cut out the surroundings of some things."""
    graph = info.context.at(as_of)
    _check("depth", depth, DEEPEST)
    _check("maxEntities", max_entities, surroundings.MOST_ENTITIES)
    ends = _ends(graph, "of", of)
    budget = info.context.walk_budget
    return surroundings.neighborhood(
        graph, ends, depth, _walk(graph, walk), max_entities, budget=budget
    )


def common(
    info: Info,
    of: Of,
    depth: Depth = 1,
    walk: Conditions = UNSET,
    first: First = 50,
    as_of: AsOf = UNSET,
) -> tuple[commons.CommonNeighbor, ...]:
    """Find what several things share."""
    graph = info.context.at(as_of)
    _check("depth", depth, DEEPEST)
    ends = _ends(graph, "of", of)
    size, budget = info.context.size(first), info.context.walk_budget
    return commons.common(graph, ends, depth, _walk(graph, walk), size, budget)


def ranking(
    info: Info,
    by: By,
    kinds: Kinds = UNSET,
    types: Types = UNSET,
    first: First = 10,
    as_of: AsOf = UNSET,
) -> tuple[rankings.Ranked, ...]:
    """Rank things by how they are connected."""
    wanted = chosen(kinds)
    along = chosen(types)
    graph = info.context.at(as_of)
    return rankings.ranking(graph, by, wanted, along, info.context.size(first))


def discrepancies(
    info: Info,
    kind: Kind = UNSET,
    about: About = UNSET,
    first: First = 20,
    after: After = UNSET,
) -> Page[GraphDiscrepancy]:
    """Page through the values that do not agree."""
    graph = info.context.graph
    found = (
        disputes.discrepancies_about(graph, any_thing(graph, split(about)[0]))
        if about
        else disputes.discrepancies(graph)
    )
    wanted = tuple(each for each in found if not kind or each.kind is kind)
    listing = Listing("discrepancies", wanted, lambda each: each.order)
    return page_of(listing, graph.revision, info.context.size(first), given(after))


@strawberry.type(description="Fields that explore the graph.")
class Exploring:
    """The exploring half of the root."""

    search: list[SearchHit] = field(
        description=(
            "Find things by any of their names. Case, accents and script do not matter; prefixes "
            "and small misspellings are found; each hit says which name matched and how."
        ),
        resolver=search,
    )
    paths: PathResult = field(
        description=(
            "How are these two connected? Simple paths, shortest first, each hop with its evidence."
        ),
        resolver=paths,
    )
    traverse: Connection[Traversal] = field(
        description=(
            "Follow a pattern of typed steps; each thing reached comes with the path that reached "
            "it."
        ),
        resolver=traverse,
    )
    neighborhood: Subgraph = field(
        description=(
            "The surroundings of one or more things as one deduplicated subgraph, for a picture."
        ),
        resolver=neighborhood,
    )
    common: list[CommonNeighbor] = field(
        description="What these things have in common, closest first.", resolver=common
    )
    ranking: list[Ranked] = field(
        description="Things ranked by how they are connected, highest first.", resolver=ranking
    )
    discrepancies: Connection[Discrepancy] = field(
        description="Sources and figures that do not agree, side by side, each with its source.",
        resolver=discrepancies,
    )
