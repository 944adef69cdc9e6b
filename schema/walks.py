"""Walks: what is asked of paths and surroundings, and what comes back."""

import strawberry
from strawberry import UNSET

from graph import traverse
from graph.dates import PartialDate
from graph.errors import LimitError
from graph.graph import Graph
from graph.vocabulary import Direction as Way_
from graph.walk import Walk
from schema.arguments import chosen
from schema.enums import Direction, EntityKind, MatchKind, RelationshipType
from schema.evidence import Name
from schema.fields import field, input_field
from schema.ids import entity
from schema.references import EntityRef, RelationshipRef

LONGEST_PATH = 8


@strawberry.input(description="Along which relationships to walk, and through which things.")
class WalkInput:
    """The conditions of a walk."""

    types: list[RelationshipType] | None = input_field(
        description="Only relationships of these types; all when left out."
    )
    direction: Direction = input_field(
        default=Way_.BOTH, description="Which way to follow relationships."
    )
    max_length: int = input_field(
        default=6, description=f"How many steps at most, 1 to {LONGEST_PATH}."
    )
    avoid: list[strawberry.ID] | None = input_field(description="Things never to pass through.")
    through: list[EntityKind] | None = input_field(
        description=(
            "Kinds that a path may pass through. Left out: every kind but ELECTION, since "
            "everyone meets at one."
        ),
    )
    max_degree: int | None = input_field(
        description="Do not pass through a thing with more relationships (of `types`) than this.",
    )
    on: PartialDate | None = input_field(
        description="Only states that hold on that date, and events that have happened by then.",
    )
    same_time: bool = input_field(
        default=False,
        description="All relationships of one path must surely share at least one day.",
    )

    def wanted(self, graph: Graph) -> Walk:
        """Give the graph's own walk; LimitError for a length out of bounds."""
        if not 1 <= self.max_length <= LONGEST_PATH:
            raise LimitError("maxLength", self.max_length, 1, LONGEST_PATH)
        return Walk(
            types=chosen(self.types),
            direction=self.direction,
            max_length=self.max_length,
            avoid=frozenset(entity(graph, given).key for given in self.avoid or ()),
            through=chosen(self.through),
            max_degree=None if self.max_degree is UNSET else self.max_degree,
            on=self.on or None,
            same_time=self.same_time,
        )


@strawberry.input(description="One step of a pattern.")
class StepInput:
    """A step."""

    types: list[RelationshipType] = field(description="Along relationships of these types.")
    direction: Direction = input_field(
        default=Way_.OUT, description="From source to target, the other way, or both."
    )

    def wanted(self) -> traverse.Step:
        """Give the graph's own step."""
        return traverse.Step(types=frozenset(self.types), direction=self.direction)


@strawberry.type(description="One step of a path: a whole relationship with its evidence.")
class Hop:
    """A hop."""

    relationship: RelationshipRef = field(description="The relationship.")
    from_end: EntityRef = field(name="from", description="Where the step starts.")
    to_end: EntityRef = field(name="to", description="Where it ends.")
    forward: bool = field(description="Whether it runs along the relationship's own direction.")


@strawberry.type(description="A way from one thing to another, hop by hop.")
class Path:
    """A path."""

    length: int = field(description="How many hops it has.")
    hops: list[Hop] = field(description="The hops, in order.")
    entities: list[EntityRef] = field(description="The things along it, both ends included.")
    sentence: str = field(description="The sentences of its hops, joined.")


@strawberry.type(description="Paths between two things, and how far the search went.")
class PathResult:
    """The answer to how two things are connected."""

    paths: list[Path] = field(description="Simple paths, shortest first.")
    exhaustive: bool = field(
        description=(
            "True when nothing was cut short: an empty list then proves that no such path exists."
        )
    )
    excluded: list[EntityRef] = field(
        description=(
            "Things not passed through because of their kind or of `maxDegree`, as far as they "
            "were met before the work budget ran out; `exhaustive` speaks of the paths alone."
        )
    )


@strawberry.type(description="A thing that a pattern of steps reached, and how.")
class Traversal:
    """A thing reached."""

    entity: EntityRef = field(description="The thing.")
    path: Path = field(description="The first path that reached it.")


@strawberry.type(description="A thing at the edge of a picture.")
class Frontier:
    """How much lies beyond."""

    entity: EntityRef = field(description="The thing.")
    hidden: int = field(description="How many of its relationships are not shown.")


@strawberry.type(description="The surroundings of some things, each thing and edge once.")
class Subgraph:
    """A part of the graph."""

    entities: list[EntityRef] = field(description="The things, nearest first.")
    relationships: list[RelationshipRef] = field(
        description="The relationships that join two of them."
    )
    frontier: list[Frontier] = field(
        description=(
            "Relationships that lead out of what is shown, per thing, so that a picture can mark "
            "them."
        )
    )
    truncated: bool = field(description="Whether things in reach were left out.")


@strawberry.type(
    description="A thing that all of them reach, with one shortest path from each, as asked."
)
class CommonNeighbor:
    """What several things share."""

    entity: EntityRef = field(description="The thing that they share.")
    paths: list[Path] = field(description="One shortest path from each, in the order asked.")


@strawberry.type(description="A thing with its place in a ranking.")
class Ranked:
    """A row of a ranking."""

    entity: EntityRef = field(description="The thing.")
    value: float = field(description="The value of the measure.")
    rank: int = field(description="The rank, 1 for the highest; equals share one.")


@strawberry.type(description="A thing that a search found, and why.")
class SearchHit:
    """A hit."""

    entity: EntityRef = field(description="The thing.")
    matched: Name = field(description="The name that matched.")
    match: MatchKind = field(description="How it matched.")
    score: float = field(description="How well, from 0 to 1.")
