"""Writes a made-up election world of a chosen size in the form of `data/`.

Places grow in number, not in size: each has the same few contests, so that the cost of a question
about one of them can be compared between worlds. The same seed gives the same files.
"""

import argparse
from pathlib import Path
from random import Random

from bench.invented import person_name, slug, word
from bench.races import add_races, day_of
from bench.rows import COMMISSION, NATIONAL_PARTIES, PRESS, SEED, YEARS, Standing, World

PEOPLE_OF_A_PLACE = 18
PLACES_OF_A_LOCAL_PARTY = 4


def made_up_world(relationships: int, seed: int) -> World:
    """Make up a world that has about so many relationships, and not less."""
    world = World(Random(seed))  # noqa: S311  # an invented world holds no secrets
    _add_sources(world)
    for year in YEARS:
        _add_election(world, year)
    for _ in range(NATIONAL_PARTIES):
        _add_party(world)
    _add_facts(world)
    while world.relationships < relationships:
        _add_place(world)
    return world


def _add_sources(world: World) -> None:
    for key, kind, precedence in (
        (SEED, "ENCYCLOPEDIA", 1),
        (COMMISSION, "OFFICIAL", 2),
        (PRESS, "PRESS", 3),
    ):
        title = f"The made-up {key}"
        world.add("sources", id=key, title=title, kind=kind, precedence=precedence)


def _add_election(world: World, year: int) -> None:
    world.add(
        "elections",
        id=f"local-{year}",
        name=f"{year} local elections",
        kind="GENERAL_LOCAL",
        first_round=day_of(year, 1),
        second_round=day_of(year, 2),
        turnout_first=world.chance.randint(30, 60),
        source_id=COMMISSION,
    )
    world.add(
        "tallies",
        election_id=f"local-{year}",
        measure="TURNOUT_FIRST",
        value=world.chance.randint(30, 60),
        source_id=PRESS,
    )


def _add_party(world: World) -> None:
    number = len(world.parties)
    name = f"{word(world.chance)} {word(world.chance)} {number}"
    short = f"{name[:2].upper()}{number}"
    key = slug(name)
    world.parties.append(key)
    world.add(
        "parties",
        id=key,
        name_en=name,
        abbreviation=short,
        kind="PARTY",
        source_id=COMMISSION,
    )
    for label, kind in ((short, "ABBREVIATION"), (name.upper(), "BALLOT")):
        world.add("party_names", party_id=key, name=label, kind=kind, source_id=COMMISSION)


def _add_facts(world: World) -> None:
    """Add what is no race: an alliance, a statement, a disagreement and a line of the ledger."""
    first, second = world.parties[:2]
    world.add(
        "party_links",
        from_party=first,
        to_party=second,
        kind="ALLIED_WITH",
        since="2013",
        source_id=PRESS,
    )
    world.relationships += 1
    world.add("coverage", ledger_no=1, fact_table="parties", fact_key=first)
    world.add(
        "former_ids",
        kind="party",
        former_id=f"{first}-before",
        current_id=first,
        source_id=PRESS,
        reason="renamed",
    )
    _add_words(world, first)


def _add_words(world: World, party: str) -> None:
    world.add(
        "statements",
        id="calm",
        subject_type="election",
        subject_id=f"local-{YEARS[0]}",
        kind="OTHER",
        text="The vote was calm.",
        source_id=PRESS,
    )
    world.add(
        "disputes",
        table="parties",
        key=party,
        field="leader",
        value_a="one",
        source_a=PRESS,
        value_b="another",
        source_b=SEED,
    )


def _add_place(world: World) -> None:
    if world.places % PLACES_OF_A_LOCAL_PARTY == 0:
        _add_party(world)
    name = f"{word(world.chance)} {world.places}"
    key = slug(name)
    world.add(
        "municipalities",
        id=key,
        name_en=name,
        district=f"District {world.places % 7}",
        population_2011=world.chance.randint(2_000, 200_000),
        area_km2=world.chance.randint(10, 900),
        source_ids=COMMISSION,
    )
    world.places += 1
    add_races(world, key, [_add_person(world) for _ in range(PEOPLE_OF_A_PLACE)])


def _add_person(world: World) -> Standing:
    name = person_name(world.chance)
    person = Standing(slug(f"{name.shown} {world.people}"), name, world.some_party())
    world.people += 1
    world.add("people", id=person.key, name=name.shown, sort_name=name.sorted)
    world.add(
        "person_names",
        person_id=person.key,
        name=name.shown.upper(),
        kind="BALLOT",
        source_id=COMMISSION,
    )
    return person


def main() -> None:
    """Write a world into a directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--relationships", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    made_up_world(wanted.relationships, wanted.seed).write(wanted.directory)


if __name__ == "__main__":
    main()
