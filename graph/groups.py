"""Groups: candidacies counted and added up by party, election, municipality or outcome."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.edges import RanIn
from graph.elections import Election
from graph.listings import Listing
from graph.nodes import Municipality, Party
from graph.vocabulary import CandidacyKey, Outcome
from graph.whole_numbers import readable

BYTES_PER_GROUP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidacyGroup:
    """What a group of candidacies has in common, and what they come to together."""

    party: Party | None
    independent: bool | None
    election: Election | None
    municipality: Municipality | None
    outcome: Outcome | None
    candidacies: int
    people: int
    elected: int
    votes: int | None
    counted: int

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """The place among groups: by votes (unknown last), candidacies and what they share."""
        shared = (self.party, self.election, self.municipality)
        keys = " ".join(each.key if each else "" for each in shared)
        ends = f"{keys} {self.outcome or ''} {self.independent}"
        return (self.votes is None, -(self.votes or 0), -self.candidacies, ends)


def groups(
    listing: Listing[RanIn], by: frozenset[CandidacyKey], number: int
) -> tuple[CandidacyGroup, ...]:
    """Group a list of candidacies that its graph keeps, which keeps the groups as well.

    Votes are the shown ones of that round, none from an annulled round.
    """
    if not listing.items:
        return ()
    graph = listing.items[0].person.graph
    question = (groups, listing.question, by, number)
    return graph.keep(question, lambda: _grouped(listing.items, by, number), BYTES_PER_GROUP)


def _grouped(
    candidacies: Iterable[RanIn], by: frozenset[CandidacyKey], number: int
) -> tuple[CandidacyGroup, ...]:
    members: defaultdict[tuple[object, ...], list[RanIn]] = defaultdict(list)
    for candidacy in candidacies:
        members[_shared(candidacy, by)].append(candidacy)
    found = [_group(same, by, number) for same in members.values()]
    return tuple(sorted(found, key=lambda group: group.order))


def _shared(candidacy: RanIn, by: frozenset[CandidacyKey]) -> tuple[object, ...]:
    contest = candidacy.contest
    return (
        (candidacy.party, candidacy.independent) if CandidacyKey.PARTY in by else None,
        contest.election if CandidacyKey.ELECTION in by else None,
        contest.municipality if CandidacyKey.MUNICIPALITY in by else None,
        candidacy.outcome if CandidacyKey.OUTCOME in by else None,
    )


def _group(members: list[RanIn], by: frozenset[CandidacyKey], number: int) -> CandidacyGroup:
    one = members[0]
    votes = [known for each in members if (known := _votes_in(each, number)) is not None]
    by_party = CandidacyKey.PARTY in by
    return CandidacyGroup(
        party=one.party if by_party else None,
        independent=one.independent if by_party else None,
        election=one.contest.election if CandidacyKey.ELECTION in by else None,
        municipality=one.contest.municipality if CandidacyKey.MUNICIPALITY in by else None,
        outcome=one.outcome if CandidacyKey.OUTCOME in by else None,
        candidacies=len(members),
        people=len({each.person.key for each in members}),
        elected=sum(each.outcome is Outcome.ELECTED for each in members),
        votes=readable(sum(votes)) if votes else None,
        counted=len(votes),
    )


def _votes_in(candidacy: RanIn, number: int) -> int | None:
    result = candidacy.result_in(number)
    return result.votes if result and result.of.counted else None
