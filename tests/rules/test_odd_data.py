"""Data that are odd or contradict themselves: served, and unknown where they cannot be true."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Ask

AskChanged = Callable[[str], Ask]

UNCONTESTED = """
    contests
    + mayor-dushk-2012,bora-2012,dushk,MAYOR,FINAL,hana-leka,red,STATED,true,FULL,daily,
    candidacies
    + cand-dushk-2012-hana,mayor-dushk-2012,hana-leka,red,false,,ELECTED,daily
"""
CONTEST = """query ($id: ID!, $asOf: PartialDate) { contest(id: $id, asOf: $asOf) {
  name status comeback winnerParty { id } rounds { id }
  winner { since margin { votes } person { id } sentence }
  candidates { outcome votes results { id } sentence }
} }"""


def contest(ask: Ask, slug: str, as_of: str | None = None) -> Any:
    return ask(CONTEST, id=f"contest/{slug}", asOf=as_of)["contest"]


def test_a_seat_without_a_vote_is_decided_on_the_day_of_its_election(
    ask_changed: AskChanged,
) -> None:
    seat = contest(ask_changed(UNCONTESTED), "mayor-dushk-2012")

    assert (seat["status"], seat["rounds"], seat["comeback"]) == ("FINAL", [], None)
    assert seat["winner"]["since"] == "2012-05"
    assert seat["winner"]["margin"] is None
    (only,) = seat["candidates"]
    assert (only["outcome"], only["votes"], only["results"]) == ("ELECTED", None, [])


def test_a_seat_without_a_vote_stands_in_every_list(ask_changed: AskChanged) -> None:
    ask = ask_changed(UNCONTESTED)

    lists = ask("""{
      byDate: contests { totalCount nodes { id } }
      byMargin: contests(orderBy: MARGIN) { nodes { id } }
      close: contests(filter: { maxMarginPoints: 100 }) { nodes { id } }
      municipality(id: "municipality/dushk") { contests { nodes { id } } }
      election(id: "election/bora-2012") { standings { party { id } mayors } }
    }""")

    seat = {"id": "contest/mayor-dushk-2012"}
    assert lists["byDate"]["totalCount"] == 10
    assert seat in lists["byMargin"]["nodes"]
    assert seat not in lists["close"]["nodes"]
    assert seat in lists["municipality"]["contests"]["nodes"]
    assert {"party": {"id": "party/red"}, "mayors": 1} in lists["election"]["standings"]


def test_a_seat_without_a_vote_is_there_from_its_election_on(ask_changed: AskChanged) -> None:
    ask = ask_changed(UNCONTESTED)

    assert contest(ask, "mayor-dushk-2012", "2012-04") is None
    assert contest(ask, "mayor-dushk-2012", "2012-05")["winner"]["person"] == {
        "id": "person/hana-leka@2012-05"
    }


def test_a_bare_contest_is_served(ask_changed: AskChanged) -> None:
    ask = ask_changed("contests\n+ mayor-alba-2012,bora-2012,alba,MAYOR,UNKNOWN,,,,,LEADERS,daily,")

    bare = contest(ask, "mayor-alba-2012")
    assert (bare["winner"], bare["rounds"], bare["candidates"]) == (None, [], [])


LATE_FRAMES = {
    "a municipality established after a contest": """
        municipalities
        - cerma,
        + cerma,Çerma,Çerma,,South,4000,40.25,42.1,20.9,2012-06,alba;bora,article
    """,
    "a first round before its election": """
        elections
        - local-2010,
        + local-2010,2010,GENERAL_LOCAL,2011-03-01,2011-04-01,,,,,,,,,,,article
    """,
    "an election that is known to the year": """
        elections
        - local-2010,
        + local-2010,2010,GENERAL_LOCAL,2010,,,,,,,,,,,,article
    """,
    "a party founded after it stood": """
        parties
        - blue,
        + blue,Blue League,,,BL,PARTY,2013,,article
    """,
    "rounds out of order": """
        rounds
        - mayor-alba-2014,1,
        + mayor-alba-2014,1,FIRST,2014-12-12,FINAL,1000,commission,
    """,
}


@pytest.mark.parametrize("edits", LATE_FRAMES.values(), ids=LATE_FRAMES)
@pytest.mark.parametrize(
    "date", ["0001", "2010", "2010-10", "2010-10-10", "2011", "2012", "2012-07", "2014", "9999"]
)
def test_what_began_before_its_frame_is_answered_in_every_view(
    ask_changed: AskChanged, edits: str, date: str
) -> None:
    ask = ask_changed(edits)

    answer = ask(
        """query ($date: PartialDate!) {
          municipalities(asOf: $date) { id degree contests { nodes { id name } } mayors { id } }
          elections(asOf: $date) { id contests { nodes { id } } standings { mayors }
            tallies { measure party { id } } }
          contests(asOf: $date, first: 100) { nodes { id election { id } municipality { id }
            rounds { id } candidates { id party { id } } } }
          parties(asOf: $date, first: 100) { nodes { id candidacies { nodes { person { id } } } } }
          people(asOf: $date, first: 100) { nodes { id party { id } ranIn { id } won { id } } }
          relationships(asOf: $date, first: 100) { nodes { sentence source { id } target { id } } }
        }""",
        date=date,
    )

    assert all(each["election"] for each in answer["contests"]["nodes"])


@pytest.mark.parametrize("day", ["0001", "0001-01-01", "9999", "9999-12-31"])
@pytest.mark.parametrize("as_of", [None, "0001-01-01", "2012", "9998", "9999-12-31"])
def test_the_first_and_the_last_days_of_the_calendar_are_days(
    ask_changed: AskChanged, day: str, as_of: str | None
) -> None:
    ask = ask_changed(f"""
        mandates
        - ada-prifti,alba,MAYOR,blue,2014
        + ada-prifti,alba,MAYOR,blue,{day},,STATED,ELECTED,mayor-alba-2014,commission,,
        successions
        - alba,ada-prifti
        party_moves
        - dara-hoti,green,blue,2011,
        + dara-hoti,green,blue,{day},DEFECTION,STATED,article,,
        statements
        - st-2012-leka
        + st-2012-leka,person,hana-leka,{day},OTHER,Led Bora.,daily,
    """)

    answer = ask(
        """query ($asOf: PartialDate, $on: PartialDate) {
          municipalities(asOf: $asOf) { mayor(on: $on) { id } mayors { since sentence } }
          people(asOf: $asOf) { nodes { affiliation(on: $on) { status }
            defectedTo { whileHolding { id } sentence } statements { date } } }
        }""",
        asOf=as_of,
        on=day,
    )

    assert len(answer["municipalities"]) >= 3


def test_what_has_no_date_is_in_no_view(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        "party_links\n+ green,blue,ALLIED_WITH,,,,article,,\n+ red,green,MERGED_INTO,,,,article,,"
    )

    types = "types: [ALLIED_WITH, MERGED_INTO]"
    assert ask(f"{{ relationships({types}) {{ totalCount }} }}")["relationships"] == {
        "totalCount": 3
    }
    view = ask(f'{{ relationships({types}, asOf: "9999") {{ totalCount }} }}')
    assert view["relationships"] == {"totalCount": 1}


# 8, 16: figures against the recorded winner
BEHIND = """
    results
    - mayor-alba-2010,1,ada-prifti,600,60,
    - mayor-alba-2010,1,ada-prifti,600,,
    + mayor-alba-2010,1,ada-prifti,200,,,,,,commission,,true
"""
BEHIND_BY_SHARE = """
    results
    - mayor-bora-2014,1,fana-zogu
    + mayor-bora-2014,1,fana-zogu,,35.5,,,,,daily,,true
"""
FOUND = """{ discrepancies(first: 100) { nodes { kind field note subject { id }
  values { value citation { source { id } } } } } }"""


def found(ask: Ask, field: str) -> list[Any]:
    nodes = ask(FOUND)["discrepancies"]["nodes"]
    return [each for each in nodes if each["field"].startswith(field)]


@pytest.mark.parametrize(
    ("edits", "slug"), [(BEHIND, "mayor-alba-2010"), (BEHIND_BY_SHARE, "mayor-bora-2014")]
)
def test_a_winner_with_less_than_another_has_no_known_margin(
    ask_changed: AskChanged, edits: str, slug: str
) -> None:
    ask = ask_changed(edits)

    assert contest(ask, slug)["winner"]["margin"] is None
    closest = ask("{ contests(orderBy: MARGIN) { nodes { id winner { margin { points } } } } }")
    first, *_ = closest["contests"]["nodes"]
    assert first["id"] != f"contest/{slug}"
    near = ask("{ contests(filter: { maxMarginPoints: 50 }) { nodes { id } } }")
    assert {"id": f"contest/{slug}"} not in near["contests"]["nodes"]


def test_a_winner_with_less_than_another_is_a_discrepancy(ask_changed: AskChanged) -> None:
    (each,) = found(ask_changed(BEHIND), "winner")

    assert each["kind"] == "SOURCES_DISAGREE"
    assert each["subject"] == {"id": "contest/mayor-alba-2010"}
    assert each["field"] == "winner in round 1"
    values = [value["value"] for value in each["values"]]
    assert values == ["Ada Prifti, 200 votes", "Bes Kola, 300 votes"]
    (by_share,) = found(ask_changed(BEHIND_BY_SHARE), "winner")
    assert by_share["values"][0]["value"] == "Fana Zogu, 35.5 per cent"


def test_a_winner_with_as_much_as_another_is_none(ask_changed: AskChanged) -> None:
    ask = ask_changed(BEHIND.replace(",200,", ",300,"))

    assert contest(ask, "mayor-alba-2010")["winner"]["margin"] == {"votes": 0}
    assert found(ask, "winner") == []


@pytest.mark.parametrize(
    ("slug", "outcome"), [("ada-prifti", "NOT_ELECTED"), ("ada-prifti", "WITHDRAWN")]
)
def test_a_winner_whom_the_candidacy_denies_is_a_discrepancy(
    ask_changed: AskChanged, slug: str, outcome: str
) -> None:
    ask = ask_changed(f"""
        candidacies
        - cand-alba-2010-{slug}
        + cand-alba-2010-{slug},mayor-alba-2010,{slug},blue,false,,{outcome},commission
    """)

    (each,) = found(ask, "outcome")
    assert each["subject"] == {"id": f"ran-in/{slug}/mayor-alba-2010"}
    assert [value["value"] for value in each["values"]] == [outcome, "the winner is Ada Prifti"]


# 2, 8: terms that overlap
OVERLAPPING = """
    mandates
    - dara-hoti,bora
    + dara-hoti,bora,MAYOR,green,2010-11-07,2012-04-20,STATED,ELECTED,mayor-bora-2010,article,,
    - hana-leka,bora
    + hana-leka,bora,MAYOR,,2012-02-10,2012-05,STATED,,,daily,,
"""
MAYOR_ON = """query ($on: PartialDate!) {
  municipality(id: "municipality/bora") { mayor(on: $on) { person { id } } }
}"""


def mayor_on(ask: Ask, on: str) -> str | None:
    mayor = ask(MAYOR_ON, on=on)["municipality"]["mayor"]
    return mayor and mayor["person"]["id"].partition("/")[2]


@pytest.mark.parametrize(
    ("on", "mayor"),
    [
        ("2012-02-09", "dara-hoti"),
        ("2012-02-11", None),
        ("2012-03", None),
        ("2012-04-19", None),
        ("2012-04-21", "hana-leka"),
    ],
)
def test_nobody_is_surely_mayor_while_two_terms_overlap(
    ask_changed: AskChanged, on: str, mayor: str | None
) -> None:
    assert mayor_on(ask_changed(OVERLAPPING), on) == mayor


def test_terms_that_overlap_are_a_discrepancy(ask_changed: AskChanged) -> None:
    ask = ask_changed(OVERLAPPING)

    (each,) = found(ask, "mayor")
    assert each["subject"] == {"id": "municipality/bora"}
    assert each["note"] == "the two terms overlap"
    assert [value["value"] for value in each["values"]] == [
        "Dara Hoti from 7 November 2010 until 20 April 2012",
        "Hana Leka from 10 February 2012 until May 2012",
    ]


def test_a_handover_on_one_day_is_no_contradiction(ask_changed: AskChanged) -> None:
    ask = ask_changed(OVERLAPPING.replace("2012-04-20", "2012-02-10"))

    assert mayor_on(ask, "2012-02-10") == "hana-leka"
    assert found(ask, "mayor") == []


@pytest.mark.parametrize(("end", "overlap"), [("2014-12-20", 0), ("2015-06-30", 1)])
def test_a_term_dated_by_the_vote_may_begin_weeks_later(
    ask_changed: AskChanged, end: str, overlap: int
) -> None:
    ask = ask_changed(f"""
        mandates
        - dara-hoti,bora
        + dara-hoti,bora,MAYOR,green,2010-11-07,{end},STATED,ELECTED,mayor-bora-2010,article,,
        - hana-leka,bora
    """)

    assert len(found(ask, "mayor")) == overlap
    assert mayor_on(ask, "2014-12-01") == (None if overlap else "fana-zogu")


# 8, 28: offices of several seats
COUNCIL = """
    mandates
    + fana-zogu,dushk,COUNCIL,blue,2010-12-01,,STATED,ELECTED,,article,,
    + bes-kola,dushk,COUNCIL,green,2010-12-01,,STATED,ELECTED,,article,,
    + cen-dreni,dushk,COUNCIL,red,2011-05-01,,STATED,ELECTED,,article,,
    + fana-zogu,dushk,COUNCIL,blue,2012-01-01,,STATED,ELECTED,,article,,
"""
MOVES = """
    party_moves
    + bes-kola,green,blue,2012-06-01,DEFECTION,STATED,daily,,
    + fana-zogu,green,blue,2011-12-10,DEFECTION,STATED,daily,,
    + fana-zogu,blue,green,2012-07-01,DEFECTION,STATED,daily,,
"""


def test_members_of_one_council_do_not_succeed_each_other(ask_changed: AskChanged) -> None:
    successions = ask_changed(COUNCIL)(
        """{ relationships(types: [SUCCEEDED], first: 100) {
          nodes { ... on Succeeded { office } } } }"""
    )
    assert {each["office"] for each in successions["relationships"]["nodes"]} == {"MAYOR"}


def test_a_later_member_ends_only_the_terms_of_the_same_person(ask_changed: AskChanged) -> None:
    ask = ask_changed(COUNCIL + MOVES)

    moves = ask("""{ relationships(types: [DEFECTED_TO], since: "2011-12", first: 100) { nodes {
      ... on DefectedTo { person { id } whileHolding { since office } } } } }""")
    held = sorted(
        (each["person"]["id"], each["whileHolding"]["since"])
        for each in moves["relationships"]["nodes"]
        if each["whileHolding"] and each["whileHolding"]["office"] == "COUNCIL"
    )
    assert held == [
        ("person/bes-kola", "2010-12-01"),
        ("person/fana-zogu", "2010-12-01"),
        ("person/fana-zogu", "2012-01-01"),
    ]


def test_two_elected_to_one_council_are_sound(ask_changed: AskChanged) -> None:
    ask = ask_changed("""
        contests
        + council-dushk-2010,local-2010,dushk,COUNCIL,FINAL,,,,,FULL,daily,
        rounds
        + council-dushk-2010,1,FIRST,2010-10-10,FINAL,,daily,
        candidacies
        + cand-council-ada,council-dushk-2010,ada-prifti,blue,false,,ELECTED,daily
        + cand-council-bes,council-dushk-2010,bes-kola,green,false,,ELECTED,daily
    """)

    outcomes = [each["outcome"] for each in contest(ask, "council-dushk-2010")["candidates"]]
    assert outcomes == ["ELECTED", "ELECTED"]


HUGE = """
    results
    - mayor-alba-2010,1,ada-prifti,600,60,
    - mayor-alba-2010,1,ada-prifti,600,,
    + mayor-alba-2010,1,ada-prifti,2147483647,,,,,,commission,,true
"""


def test_sums_that_no_client_can_read_are_unknown(ask_changed: AskChanged) -> None:
    ask = ask_changed(HUGE)

    (first,) = ask("""{ contest(id: "contest/mayor-alba-2010") {
      rounds { validVotes results { votes share } } } }""")["contest"]["rounds"]
    assert first["validVotes"] == 1000
    assert first["results"][0]["votes"] == 2**31 - 1
    groups = ask("{ candidacies { groups(by: [MUNICIPALITY]) { votes counted } } }")["candidacies"]
    assert {"votes": None, "counted": 6} in groups["groups"]


# Two contests of one place and year
def twins(election: str) -> str:
    return f"""
        elections
        + bora-2010,2010 Bora extraordinary mayoral election,EXTRAORDINARY,2010-03-14{"," * 12}daily
        contests
        + mayor-bora-2010-march,{election},bora,MAYOR,FINAL,,,,,FULL,daily,
        rounds
        + mayor-bora-2010-march,1,FIRST,,FINAL,,daily,
        candidacies
        + cand-march-cen,mayor-bora-2010-march,cen-dreni,red,false,,UNKNOWN,daily
    """


@pytest.mark.parametrize(
    ("election", "one", "other"),
    [
        ("bora-2010", "10 October 2010", "14 March 2010"),
        ("local-2010", "2010 (mayor-bora-2010)", "2010 (mayor-bora-2010-march)"),
    ],
)
def test_two_contests_of_one_place_and_year_are_told_apart(
    ask_changed: AskChanged, election: str, one: str, other: str
) -> None:
    ask = ask_changed(twins(election))

    first, second = (contest(ask, f"mayor-bora-2010{end}") for end in ("", "-march"))
    assert [first["name"], second["name"]] == [f"Mayor of Bora {one}", f"Mayor of Bora {other}"]
    sentences = {each["sentence"] for each in (*first["candidates"], *second["candidates"])}
    assert len(sentences) == len(first["candidates"]) + len(second["candidates"])
    assert any(f"the {other} race for mayor of Bora" in each for each in sentences)
    assert contest(ask, "mayor-alba-2010")["name"] == "Mayor of Alba 2010"


def test_a_move_that_joins_a_party_though_it_is_called_independent_is_told(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        "party_moves\n+ goran-ilic,citizens-dushk,blue,2012,BECAME_INDEPENDENT,STATED,daily,,"
    )

    moves = ask('{ person(id: "person/goran-ilic") { defectedTo { sentence } } }')["person"]
    assert any(
        "for BL" in each["sentence"] or "Blue" in each["sentence"] for each in moves["defectedTo"]
    )
