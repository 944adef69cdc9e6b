"""Small worlds for laws: a few things and links drawn at random, and all paths the slow way."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product

from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.elections import Election
from graph.evidence import Name
from graph.graph import Graph
from graph.nodes import Entity, Municipality, Party, Person
from graph.relationships import TYPE_ORDER, Link, Relationship
from graph.revision import Revision
from graph.vocabulary import (
    Basis,
    Direction,
    ElectionKind,
    EntityKind,
    NameKind,
    PartyKind,
    RelationshipType,
)
from graph.walk import Walk

DATES = [PartialDate.parse(text) for text in ("2001", "2001-05", "2001-05-05", "2002", "2003-01")]
TYPES = [
    RelationshipType.ALLIED_WITH,
    RelationshipType.MEMBER_OF,
    RelationshipType.SPLIT_FROM,
    RelationshipType.MERGED_INTO,
    RelationshipType.PART_OF,
]
KINDS = [EntityKind.PERSON, EntityKind.PARTY, EntityKind.MUNICIPALITY, EntityKind.ELECTION]
LATE = PartialDate.parse("2030")

Drawn = tuple[int, int, RelationshipType, Basis, PartialDate | None, PartialDate | None]


def _thing(graph: Revision, kind: EntityKind, number: int) -> Entity:
    key = f"{kind.lower()}/{number}"
    names = (Name(value=key, kind=NameKind.CANONICAL),)
    same = {"graph": graph, "key": key, "id": key, "names": names, "citations": ()}
    match kind:
        case EntityKind.PERSON:
            return Person(**same, sort_name=key, note=None)
        case EntityKind.PARTY:
            own = dict.fromkeys(("abbreviation", "founded", "leadership"))
            return Party(**same, **own, party_kind=PartyKind.PARTY)
        case EntityKind.MUNICIPALITY:
            own = dict.fromkeys(("district", "latitude", "longitude", "population", "area"))
            return Municipality(**same, **own, established=None)
        case _:
            own = dict.fromkeys(("runoff_date", "originally_set_for", "system", "register"))
            kind_of_vote = ElectionKind.GENERAL_LOCAL
            unknown = (None, None)
            return Election(
                **same, **own, date=DATES[0], turnouts=unknown, election_kind=kind_of_vote
            )


def small_world(kinds: Sequence[EntityKind], drawn: Sequence[Drawn]) -> Revision:
    """Build a graph of things of these kinds and links between their places."""
    graph = Revision("made up", [])
    things = [_thing(graph, kind, number) for number, kind in enumerate(kinds)]
    for thing in things:
        graph.add(thing)
    for number, (source, target, kind, basis, since, until) in enumerate(drawn):
        key = f"link/{number}"
        ends = {
            "from_end": things[source % len(things)],
            "to_end": things[target % len(things)],
        }
        time = {"since": since, "until": until}
        graph.add_edge(Link(key=key, id=key, link_type=kind, basis=basis, **time, **ends))
    return graph.freeze()


some_dates = st.sampled_from([*DATES, None])
links = st.tuples(
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from(TYPES),
    st.sampled_from(Basis),
    some_dates,
    some_dates,
)
worlds = st.builds(
    small_world,
    st.lists(st.sampled_from(KINDS), min_size=2, max_size=6),
    st.lists(links, max_size=16),
)
graphs: st.SearchStrategy[Graph] = worlds.flatmap(
    lambda world: st.sampled_from([world, world.at(DATES[3]), world.at(LATE)])
)
walks = st.builds(
    Walk,
    types=st.none() | st.frozensets(st.sampled_from(TYPES), min_size=1),
    direction=st.sampled_from(Direction),
    max_length=st.integers(1, 6),
    avoid=st.frozensets(st.sampled_from([f"person/{number}" for number in range(3)]), max_size=1),
    through=st.none() | st.frozensets(st.sampled_from(KINDS), min_size=1),
    max_degree=st.none() | st.integers(2, 5),
    on=st.none() | st.sampled_from(DATES),
    same_time=st.booleans(),
)

Way = tuple[tuple[str, ...], tuple[str, ...]]  # the keys of the things, and of the edges


def all_paths(graph: Graph, start: Entity, end: Entity, walk: Walk) -> list[Way]:
    """Give every path between two things in the order of paths, by trying everything."""
    if start is end:
        return [((start.key,), ())]
    between = hops_of(graph, walk)
    inner = [
        each.key for each in graph.entities if _may_pass(each, walk) and each not in (start, end)
    ]
    found = []
    for length in range(min(walk.max_length, len(inner) + 1)):
        for middle in permutations(inner, length):
            keys = (start.key, *middle, end.key)
            hops = [between[pair] for pair in pairwise(keys)]
            fitting = [each for each in product(*hops) if not walk.same_time or overlap(each)]
            if fitting:
                best = min(fitting, key=lambda edges: (derived(edges), list(map(_rank, edges))))
                found.append((keys, best))
    found.sort(key=lambda way: (len(way[1]), derived(way[1]), way[0]))
    return [(keys, tuple(edge.key for edge in edges)) for keys, edges in found]


def hops_of(graph: Graph, walk: Walk) -> defaultdict[tuple[str, str], list[Relationship]]:
    """Give the edges that a walk may take from one key to another, in their order."""
    between: defaultdict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for edge in sorted(graph.edges, key=_rank):
        if (walk.types is None or edge.type in walk.types) and (
            walk.on is None or edge.holds_on(walk.on)
        ):
            for ends in set(_ways_over(edge, walk.direction)):
                between[ends].append(edge)
    return between


def _ways_over(edge: Relationship, direction: Direction) -> Iterator[tuple[str, str]]:
    if edge.source is not edge.target:
        if direction is not Direction.IN:
            yield edge.source.key, edge.target.key
        if direction is not Direction.OUT:
            yield edge.target.key, edge.source.key


def _may_pass(thing: Entity, walk: Walk) -> bool:
    return thing.key not in walk.avoid and not is_barred(thing, walk)


def is_barred(thing: Entity, walk: Walk) -> bool:
    """Tell whether kind or degree bar a thing."""
    usual = frozenset(EntityKind) - {EntityKind.ELECTION}
    kinds = usual if walk.through is None else walk.through
    over = walk.max_degree is not None and thing.degree(walk.types) > walk.max_degree
    return over or thing.kind not in kinds


def derived(edges: Sequence[Relationship]) -> int:
    """Count the derived edges."""
    return sum(edge.basis is Basis.DERIVED for edge in edges)


def overlap(edges: Sequence[Relationship]) -> bool:
    """Tell whether edges surely share a day."""
    pairs = ((one, other) for one in edges for other in edges if one is not other)
    return all(one.sure_start <= other.sure_end for one, other in pairs)


def _rank(edge: Relationship) -> tuple[bool, int, str]:
    return (edge.basis is Basis.DERIVED, TYPE_ORDER[edge.type], edge.key)
