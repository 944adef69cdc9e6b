"""Filters: what clients ask of lists, turned into the graph's own filters."""

from typing import TypeVar

import strawberry
from strawberry import UNSET

from graph import filters
from graph.elections import Election
from graph.graph import Graph
from graph.nodes import Municipality, Party, Person
from schema.enums import Outcome, PartyKind, ResultStatus
from schema.fields import input_field
from schema.ids import optional_thing

ValueT = TypeVar("ValueT")


def _given(value: ValueT | None) -> ValueT | None:
    """Give a value that may be left out; left out and null both mean 'do not filter'."""
    return None if value is UNSET else value


@strawberry.input(
    description=(
        "Which people. `party`, `election` and `municipality` speak of one and the same candidacy, "
        "and `won` of whether it was won; where neither `election` nor `won` is given, a mandate "
        "fits as well."
    )
)
class PersonFilter:
    """Which people."""

    party: strawberry.ID | None = input_field(description="Stood or served for it.")
    election: strawberry.ID | None = input_field(description="Stood at it.")
    municipality: strawberry.ID | None = input_field(description="Stood or served in it.")
    won: bool | None = input_field(description="Whether any such candidacy was won.")
    defected: bool | None = input_field(description="Whether any move is recorded.")
    held_office: bool | None = input_field(description="Whether any mandate is recorded.")

    def wanted(self, graph: Graph) -> filters.PersonFilter:
        """Give the graph's own filter."""
        return filters.PersonFilter(
            party=optional_thing(graph, self.party, Party),
            election=optional_thing(graph, self.election, Election),
            municipality=optional_thing(graph, self.municipality, Municipality),
            won=_given(self.won),
            defected=_given(self.defected),
            held_office=_given(self.held_office),
        )


@strawberry.input(description="Which parties.")
class PartyFilter:
    """Which parties."""

    party_kind: PartyKind | None = input_field(description="Of this kind.")
    election: strawberry.ID | None = input_field(
        description="With a candidacy or a column of votes at this election."
    )

    def wanted(self, graph: Graph) -> filters.PartyFilter:
        """Give the graph's own filter."""
        return filters.PartyFilter(
            party_kind=_given(self.party_kind),
            election=optional_thing(graph, self.election, Election),
        )


@strawberry.input(description="Which contests; what is not known never fits.")
class ContestFilter:
    """Which contests."""

    election: strawberry.ID | None = input_field(description="Of this election.")
    municipality: strawberry.ID | None = input_field(description="In this municipality.")
    status: ResultStatus | None = input_field(description="With a result of this status.")
    winner_party: strawberry.ID | None = input_field(description="Won under this label.")
    comeback: bool | None = input_field(
        description="Whether someone else led the winner in the first round."
    )
    max_margin_points: float | None = input_field(
        description="Decided by this many percentage points or fewer."
    )
    had_runoff: bool | None = input_field(description="Whether a run-off was held.")
    had_repeat: bool | None = input_field(description="Whether a vote was repeated.")

    def wanted(self, graph: Graph) -> filters.ContestFilter:
        """Give the graph's own filter."""
        return filters.ContestFilter(
            election=optional_thing(graph, self.election, Election),
            municipality=optional_thing(graph, self.municipality, Municipality),
            status=_given(self.status),
            winner_party=optional_thing(graph, self.winner_party, Party),
            comeback=_given(self.comeback),
            max_margin_points=_given(self.max_margin_points),
            had_runoff=_given(self.had_runoff),
            had_repeat=_given(self.had_repeat),
        )


@strawberry.input(
    description=(
        "Which candidacies. Votes and shares are those of the last counted round that each one "
        "reached; what is not known never fits."
    )
)
class CandidacyFilter:
    """Which candidacies."""

    election: strawberry.ID | None = input_field(description="At this election.")
    municipality: strawberry.ID | None = input_field(description="In this municipality.")
    party: strawberry.ID | None = input_field(description="Under this party's label.")
    person: strawberry.ID | None = input_field(description="Of this person.")
    independent: bool | None = input_field(description="Without a party, or with one.")
    outcome: Outcome | None = input_field(description="That ended like this.")
    min_share: float | None = input_field(description="With this share or more.")
    min_votes: int | None = input_field(description="With this many votes or more.")

    def wanted(self, graph: Graph) -> filters.CandidacyFilter:
        """Give the graph's own filter."""
        return filters.CandidacyFilter(
            election=optional_thing(graph, self.election, Election),
            municipality=optional_thing(graph, self.municipality, Municipality),
            party=optional_thing(graph, self.party, Party),
            person=optional_thing(graph, self.person, Person),
            independent=_given(self.independent),
            outcome=_given(self.outcome),
            min_share=_given(self.min_share),
            min_votes=_given(self.min_votes),
        )
