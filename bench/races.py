"""The races of one made-up municipality: contests, candidacies, results, mandates and moves."""

from collections.abc import Sequence
from itertools import pairwise

from bench.rows import COMMISSION, PRESS, YEARS, Standing, Term, World

CHANCE_OF_A_MOVE = 0.07
CHANCE_OF_A_COMEBACK = 0.3
EVERY_PLACE_WITHOUT_NAMES = 20


def add_races(world: World, place: str, people: Sequence[Standing]) -> None:
    """Add all races for mayor of a municipality, and who followed whom."""
    nameless = world.places % EVERY_PLACE_WITHOUT_NAMES == 1
    years = YEARS[1:] if nameless else YEARS
    if nameless:
        _race_of_parties(world, place, YEARS[0])
    terms = [_race(world, place, year, people) for year in years]
    for before, after in pairwise(terms):
        _add_succession(world, place, before, after)


def _race_of_parties(world: World, place: str, year: int) -> None:
    """Add a race of which the votes are known by party only."""
    contest = _add_contest(world, place, year, completeness="PARTY_ONLY")
    _add_round(world, contest, year, 1)
    for party in world.parties[:5]:
        world.add(
            "party_results",
            contest_id=contest,
            round=1,
            party_id=party,
            party_as_written=party.upper(),
            votes=world.chance.randint(100, 9_000),
            source_id=COMMISSION,
        )


def _race(world: World, place: str, year: int, people: Sequence[Standing]) -> Term:
    standing = world.chance.sample(people, world.chance.randint(5, 9))
    if year != YEARS[0]:
        for person in standing:
            _perhaps_move(world, person, year)
    votes = sorted((world.chance.randint(50, 20_000) for _ in standing), reverse=True)
    decided = 2 * votes[0] > sum(votes)
    comeback = not decided and world.chance.random() < CHANCE_OF_A_COMEBACK
    winner, runner_up = (standing[1], standing[0]) if comeback else standing[:2]
    contest = _add_contest(
        world,
        place,
        year,
        completeness="FULL",
        winner_person_id=winner.key,
        winner_party_id=winner.party,
        winner_basis="COMPUTED",
    )
    world.relationships += 1
    _add_candidacies(world, contest, standing, winner, None if decided else runner_up)
    _add_round(world, contest, year, 1)
    _add_results(world, contest, 1, list(zip(standing, votes, strict=True)))
    if not decided:
        last = sorted((world.chance.randint(900, 20_000) for _ in range(2)), reverse=True)
        _add_round(world, contest, year, 2)
        _add_results(world, contest, 2, [(winner, last[0]), (runner_up, last[1])])
    return _add_term(world, contest, place, winner, day_of(year, 1 if decided else 2))


def day_of(year: int, number: int) -> str:
    """Give the day of a round of the election of that year."""
    return f"{year}-10-22" if number == 1 else f"{year}-11-19"


def _perhaps_move(world: World, person: Standing, year: int) -> None:
    joined = world.some_party()
    if joined == person.party or world.chance.random() > CHANCE_OF_A_MOVE:
        return
    world.add(
        "party_moves",
        person_id=person.key,
        from_party_id=person.party,
        to_party_id=joined,
        date=f"{year - 1}-{world.chance.randint(1, 12):02}",
        kind="DEFECTION" if joined else "BECAME_INDEPENDENT",
        basis="STATED",
        source_id=PRESS,
    )
    person.party = joined
    world.relationships += 1


def _add_contest(world: World, place: str, year: int, **winner: str | None) -> str:
    contest = f"mayor-{place}-{year}"
    world.add(
        "contests",
        id=contest,
        election_id=f"local-{year}",
        municipality_id=place,
        office="MAYOR",
        status="FINAL",
        source_id=COMMISSION,
        **winner,
    )
    world.relationships += 2
    return contest


def _add_round(world: World, contest: str, year: int, number: int) -> None:
    world.add(
        "rounds",
        contest_id=contest,
        round=number,
        label="FIRST" if number == 1 else "RUNOFF",
        date=day_of(year, number),
        status="FINAL",
        source_id=COMMISSION,
    )


def _add_candidacies(
    world: World,
    contest: str,
    standing: Sequence[Standing],
    winner: Standing,
    runner_up: Standing | None,
) -> None:
    for person in standing:
        lost = "RUNOFF_LOST" if person is runner_up else "NOT_ELECTED"
        world.add(
            "candidacies",
            id=f"cand-{contest}-{person.key}",
            contest_id=contest,
            person_id=person.key,
            party_id=person.party,
            independent="false" if person.party else "true",
            ballot_label=person.party.upper() if person.party else None,
            outcome="ELECTED" if person is winner else lost,
            source_id=COMMISSION,
        )
        world.relationships += 2 if person.party else 1


def _add_results(
    world: World, contest: str, number: int, votes: Sequence[tuple[Standing, int]]
) -> None:
    total = sum(count for _, count in votes)
    for person, count in votes:
        world.add(
            "results",
            contest_id=contest,
            round=number,
            person_id=person.key,
            votes=count,
            percent=round(100 * count / total, 2),
            name_as_written=person.name.shown.upper(),
            party_as_written=person.party.upper() if person.party else None,
            source_id=COMMISSION,
            locator=f"round {number}",
            is_final="true",
        )


def _add_term(world: World, contest: str, place: str, winner: Standing, start: str) -> Term:
    world.add(
        "mandates",
        person_id=winner.key,
        municipality_id=place,
        office="MAYOR",
        party_id=winner.party,
        start=start,
        start_basis="DECIDING_ROUND_DATE",
        how="ELECTED",
        contest_id=contest,
        source_id=COMMISSION,
    )
    world.relationships += 1
    return Term(winner.key, start, winner.party)


def _add_succession(world: World, place: str, before: Term, after: Term) -> None:
    same = before.person == after.person
    world.add(
        "successions",
        municipality_id=place,
        from_person_id=before.person,
        from_start=before.start,
        from_party_id=before.party,
        to_person_id=after.person,
        to_start=after.start,
        to_party_id=after.party,
        relation="SAME_PERSON" if same else "SUCCEEDED",
    )
    world.relationships += 0 if same else 1
