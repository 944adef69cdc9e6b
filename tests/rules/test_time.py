"""What dates mean: events and states, `on` and `asOf`, affiliations and mandates."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Ask

AskChanged = Callable[[str], Ask]

EVENTS = ["RAN_IN", "WON", "SUCCEEDED", "STOOD_FOR", "SPLIT_FROM", "MERGED_INTO", "RENAMED_TO"]
MOVES = "query ($id: ID!) { person(id: $id) { defectedTo { since until year } } }"
PARTY = """query ($id: ID!, $on: PartialDate) {
  person(id: $id) { party(on: $on) { id } affiliation(on: $on) { status party { id } } }
}"""
MAYOR = """query ($id: ID!, $on: PartialDate, $asOf: PartialDate) {
  municipality(id: $id, asOf: $asOf) { mayor(on: $on) { person { name } since until } }
}"""
EVERYTHING = """query (
  $types: [RelationshipType!], $since: PartialDate, $until: PartialDate, $after: String
) {
  relationships(types: $types, since: $since, until: $until, first: 100, after: $after) {
    nodes { id since until } pageInfo { hasNextPage endCursor }
  }
}"""


def edges_of(ask: Ask, types: list[str], **span: str | None) -> list[dict[str, Any]]:
    """Give all edges of some types, or those in a span of time."""
    page = ask(EVERYTHING, types=types, **span)["relationships"]
    nodes = page["nodes"]
    while page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        page = ask(EVERYTHING, types=types, after=after, **span)["relationships"]
        nodes += page["nodes"]
    return list(nodes)


def party_on(ask: Ask, person: str, on: str | None) -> str:
    """Give the party on a date; `independent` or `unknown` where there is none."""
    found = ask(PARTY, id=f"person/{person}", on=on)["person"]
    affiliation = found["affiliation"]
    assert found["party"] == affiliation["party"]
    if affiliation["status"] == "AFFILIATED":
        return str(affiliation["party"]["id"].removeprefix("party/"))
    assert affiliation["party"] is None
    return str(affiliation["status"].lower())


def mayor_on(ask: Ask, place: str, on: str | None, as_of: str | None = None) -> str | None:
    """Give the name of the mayor on a date."""
    found = ask(MAYOR, id=f"municipality/{place}", on=on, asOf=as_of)["municipality"]["mayor"]
    return found and str(found["person"]["name"])


# 1


def test_an_event_has_its_date_in_both_since_and_until(ask: Ask) -> None:
    events = edges_of(ask, EVENTS)

    assert len(events) > 1000
    assert all(event["since"] == event["until"] for event in events)


def test_structural_links_are_timeless(ask: Ask) -> None:
    links = edges_of(ask, ["PART_OF", "HELD_IN", "FORMED_FROM"])

    assert len(links) > 400
    assert not any(link["since"] or link["until"] for link in links)


@pytest.mark.parametrize(
    ("person", "since", "until", "year"),
    [
        ("agim-bahtiri", "2019-08", "2019-08", 2019),
        ("xhafer-gashi", "2021-10-17", "2025-10-12", None),
        ("vjosa-osmani", None, None, None),
        ("izet-ibrahimi", None, None, None),
    ],
)
def test_a_move_has_its_date_or_those_of_the_candidacies_around_it(
    ask: Ask, person: str, since: str | None, until: str | None, year: int | None
) -> None:
    moves = ask(MOVES, id=f"person/{person}")["person"]["defectedTo"]

    assert moves[-1] == {"since": since, "until": until, "year": year}


def test_a_move_between_candidacies_of_one_year_has_that_year(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        elections
        - bora-2012
        + bora-2012,Bora extraordinary mayoral election,EXTRAORDINARY,2014-05,,,,,,,,,,,,daily
        rounds
        - mayor-bora-2012,1,FIRST,2012-05,FINAL,,daily,
        + mayor-bora-2012,1,FIRST,2014-05,FINAL,,daily,
        candidacies
        - cand-bora-2012-cen-dreni,mayor-bora-2012,cen-dreni,red,false,,UNKNOWN,daily
        + cand-bora-2012-cen-dreni,mayor-bora-2012,cen-dreni,green,false,,UNKNOWN,daily
        party_moves
        + cen-dreni,green,red,,DEFECTION,STATED,daily,,
        """
    )

    move = {"since": "2014-05", "until": "2014-10-12", "year": 2014}
    assert ask(MOVES, id="person/cen-dreni")["person"]["defectedTo"] == [move]


# 2


@pytest.mark.parametrize(
    ("on", "party"),
    [
        ("2018", "akr"),
        ("2019-03", "akr"),
        ("2019-07-31", "akr"),
        ("2019", "unknown"),
        ("2019-08", "unknown"),
        ("2019-08-01", "unknown"),
        ("2019-08-31", "unknown"),
        ("2019-09", "vetevendosje"),
        ("2020", "vetevendosje"),
    ],
)
def test_a_party_is_told_only_if_it_held_on_every_day_asked_about(
    ask: Ask, on: str, party: str
) -> None:
    assert party_on(ask, "agim-bahtiri", on) == party


@pytest.mark.parametrize(
    ("on", "mayor"),
    [
        ("2010", None),
        ("2010-11", None),
        ("2010-11-06", None),
        ("2010-11-07", "Dara Hoti"),
        ("2010-12", "Dara Hoti"),
        ("2011", "Dara Hoti"),
        ("2012", None),
        ("2012-02", None),
        ("2012-02-02", None),
        ("2012-03", "Hana Leka"),
        ("2012-05", None),
        ("2013", None),
        ("2014-10", None),
        ("2014-11", "Fana Zogu"),
    ],
)
def test_a_state_answers_only_if_it_surely_covers_every_day_asked_about(
    ask_small: Ask, on: str, mayor: str | None
) -> None:
    assert mayor_on(ask_small, "bora", on) == mayor


# 3


def test_a_mandate_of_which_only_the_end_is_published_has_begun_by_then(ask: Ask) -> None:
    document = """query ($asOf: PartialDate) {
      person(id: "person/ismet-beqiri", asOf: $asOf) { heldOffice { since until } }
      municipality(id: "municipality/pristina", asOf: $asOf) {
        mayors { person { name } } successions { predecessor { name } }
      }
    }"""
    before, after = ask(document, asOf="2007-12-13"), ask(document, asOf="2007-12-14")

    assert before == {"person": None, "municipality": {"mayors": [], "successions": []}}
    assert after["person"] == {"heldOffice": [{"since": None, "until": "2007-12-14"}]}
    assert {"person": {"name": "Ismet Beqiri"}} in after["municipality"]["mayors"]
    assert after["municipality"]["successions"] == [{"predecessor": {"name": "Ismet Beqiri"}}]


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [("2007-12-14", None, True), ("2007-12-15", None, False), (None, "1999", True)],
)
def test_what_has_an_end_alone_may_overlap_what_comes_before_it(
    ask: Ask, since: str | None, until: str | None, *, there: bool
) -> None:
    terms = edges_of(ask, ["HELD_OFFICE"], since=since, until=until)

    assert ("held-office/ismet-beqiri/pristina/undated" in {term["id"] for term in terms}) is there


VIEW = """query ($id: ID!, $asOf: PartialDate, $types: [RelationshipType!]) {
  person(id: $id, asOf: $asOf) { relationships(types: $types) { nodes { id since until } } }
}"""


@pytest.mark.parametrize(
    ("person", "kind", "as_of", "there"),
    [
        ("dara-hoti", "DEFECTED_TO", "2011-06-29", False),
        ("dara-hoti", "DEFECTED_TO", "2011-06", True),
        ("fana-zogu", "DEFECTED_TO", "2014-10-11", False),
        ("fana-zogu", "DEFECTED_TO", "2014-10-12", True),
        ("dara-hoti", "WON", "2010-11-06", False),
        ("dara-hoti", "WON", "2010-11-07", True),
        ("cen-dreni", "RAN_IN", "2010-10-09", False),
        ("cen-dreni", "RAN_IN", "2010-10-10", True),
        ("hana-leka", "HELD_OFFICE", "2012-02-28", False),
        ("hana-leka", "HELD_OFFICE", "2012-02", True),
        ("fana-zogu", "SUCCEEDED", "2014-10-11", False),
        ("fana-zogu", "SUCCEEDED", "2014", True),
        ("ada-prifti", "STOOD_FOR", "2010", True),
        ("edi-marku-dushk", "HELD_OFFICE", "2100", False),
    ],
)
def test_as_of_a_date_is_there_what_has_surely_happened_or_begun_by_its_last_day(
    ask_small: Ask, person: str, kind: str, as_of: str, *, there: bool
) -> None:
    found = ask_small(VIEW, id=f"person/{person}", asOf=as_of, types=[kind])["person"]

    assert bool(found and found["relationships"]["nodes"]) is there


@pytest.mark.parametrize(
    ("as_of", "until"), [("2012-05-30", None), ("2012-05-31", "2012-05"), ("2012", "2012-05")]
)
def test_an_end_that_is_not_surely_past_reads_null(
    ask_small: Ask, as_of: str, until: str | None
) -> None:
    found = ask_small(VIEW, id="person/hana-leka", asOf=as_of, types=["HELD_OFFICE"])["person"]

    assert [edge["until"] for edge in found["relationships"]["nodes"]] == [until]


@pytest.mark.parametrize("person", ["vjosa-osmani", "izet-ibrahimi"])
def test_an_undated_move_without_bracket_is_in_no_view(ask: Ask, person: str) -> None:
    found = ask(VIEW, id=f"person/{person}", asOf="2100", types=["DEFECTED_TO"])["person"]

    assert not (found and found["relationships"]["nodes"])


# 4

CONTEST = """query ($id: ID!, $asOf: PartialDate) {
  contest(id: $id, asOf: $asOf) {
    status winnerBasis tookOffice comeback
    winner { person { name } margin { votes } } winnerParty { name }
    rounds { number status validVotes }
    candidates { person { name } outcome votes }
  }
}"""


@pytest.mark.parametrize(
    ("kind", "given", "day_before", "day"),
    [
        ("election", "election/local-2017", "2017-10-21", "2017-10-22"),
        ("contest", "contest/mayor-prizren-2017", "2017-10-21", "2017-10-22"),
        ("contest", "contest/mayor-kacanik-2012", "2012-12-30", "2012-12-31"),
        ("municipality", "municipality/north-mitrovica", "2012", "2013"),
        ("municipality", "municipality/junik", "2007", "2008"),
        ("party", "party/nisma", "2014-02-27", "2014-02-28"),
        ("party", "party/aak", "2001-04-28", "2001-04-29"),
        ("person", "person/albulena-behlulu-hetimi", "2023-04-22", "2023-04-23"),
    ],
)
def test_a_thing_is_there_from_its_beginning(
    ask: Ask, kind: str, given: str, day_before: str, day: str
) -> None:
    document = f"""query ($id: ID!, $before: PartialDate, $then: PartialDate) {{
      before: {kind}(id: $id, asOf: $before) {{ id }} then: {kind}(id: $id, asOf: $then) {{ id }}
    }}"""

    answer = ask(document, id=given, before=day_before, then=day)
    assert answer == {"before": None, "then": {"id": f"{given}@{day}"}}


def test_what_has_no_beginning_was_always_there(ask: Ask) -> None:
    answer = ask(
        """{ party(id: "party/ktb", asOf: "1900") { id }
             municipality(id: "municipality/prizren", asOf: "1900") { id degree } }"""
    )

    assert answer["party"] == {"id": "party/ktb@1900"}
    assert answer["municipality"] == {"id": "municipality/prizren@1900", "degree": 0}


def test_statements_are_there_by_their_own_date_and_tallies_with_their_election(
    ask_small: Ask,
) -> None:
    document = """query ($asOf: PartialDate) {
      statements(asOf: $asOf) { nodes { id } }
      election(id: "election/local-2010", asOf: $asOf) { tallies { measure } }
    }"""

    early, late = ask_small(document, asOf="2010-10-09"), ask_small(document, asOf="2010-10-10")
    assert [each["id"] for each in early["statements"]["nodes"]] == [
        "statement/st-cerma@2010-10-09"
    ]
    assert early["election"] is None
    assert [each["id"] for each in late["statements"]["nodes"]] == [
        "statement/st-cerma@2010-10-10",
        "statement/st-2010-boycott@2010-10-10",
    ]
    assert len(late["election"]["tallies"]) == 5


def test_a_contest_whose_later_round_is_hidden_is_undecided(ask: Ask) -> None:
    contest = ask(CONTEST, id="contest/mayor-prizren-2017", asOf="2017-11-18")["contest"]

    assert contest["status"] == "UNKNOWN"
    assert [each["number"] for each in contest["rounds"]] == [1]
    undecided = ("winner", "winnerParty", "winnerBasis", "tookOffice", "comeback")
    assert {name: contest[name] for name in undecided} == dict.fromkeys(undecided)
    assert {each["outcome"] for each in contest["candidates"]} == {"UNKNOWN"}
    assert [each["votes"] for each in contest["candidates"]][:2] == [19340, 14590]


def test_a_win_is_hidden_while_a_later_round_is_even_if_that_one_was_annulled(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        rounds
        - mayor-alba-2014,3,REPEAT,2014-12-07,FINAL,1000,commission,
        results
        - mayor-alba-2014,3,ada-prifti,508,,,,,,commission,,true
        - mayor-alba-2014,3,bes-kola,492,,,,,,commission,,true
        """
    )

    between = ask(CONTEST, id="contest/mayor-alba-2014", asOf="2014-11-08")["contest"]
    assert between["winner"] is None
    assert between["winnerParty"] is None
    after = ask(CONTEST, id="contest/mayor-alba-2014", asOf="2014-11-09")["contest"]
    assert after["winner"]["person"]["name"] == "Ada Prifti"


def test_an_annulment_to_come_is_not_known_yet(ask: Ask) -> None:
    contest = ask(CONTEST, id="contest/mayor-istog-2017", asOf="2017-12-16")["contest"]

    assert [each["number"] for each in contest["rounds"]] == [1, 2]
    assert contest["rounds"][1]["status"] == "UNKNOWN"
    assert contest["winner"] is None
    assert contest["comeback"] is None


def test_standings_and_degrees_are_worked_out_from_what_remains(ask: Ask) -> None:
    document = """query ($asOf: PartialDate) {
      election(id: "election/local-2017", asOf: $asOf) { standings { mayors published { value } } }
      person(id: "person/mytaher-haskuka", asOf: $asOf) { degree relationships { totalCount } }
      party(id: "party/vetevendosje", asOf: $asOf) { wins { id } }
    }"""

    between, after = ask(document, asOf="2017-11-18"), ask(document, asOf="2018-01")
    mayors = [
        sum(row["mayors"] for row in each["election"]["standings"]) for each in (between, after)
    ]
    assert mayors == [18, 38]
    for each in (between, after):
        assert each["person"]["degree"] == each["person"]["relationships"]["totalCount"]
    assert between["person"]["degree"] < after["person"]["degree"]
    assert len(between["party"]["wins"]) == 1
    assert len(after["party"]["wins"]) == 4


def test_a_view_at_a_late_date_has_all_that_is_dated(ask_small: Ask) -> None:
    document = """query ($asOf: PartialDate) {
      contests(first: 100, asOf: $asOf) { nodes {
        name status winnerBasis comeback winnerParty { name }
        winner { sentence since } rounds { number status results { votes share place } }
        candidates { sentence outcome votes }
      } }
    }"""

    assert ask_small(document, asOf="2100") == ask_small(document)


def test_a_party_founded_later_is_in_no_candidacy_of_a_view(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        parties
        - blue,
        + blue,Blue League,Lidhja e Kaltër,Плава лига,BL,PARTY,2011-01-01,Ada Prifti,article
        """
    )

    found = ask(
        """{ person(id: "person/ada-prifti", asOf: "2010-10-10") {
          ranIn { party { id } independent ballotLabel }
          relationships(types: [STOOD_FOR]) { totalCount }
          affiliation { status }
        } }"""
    )["person"]
    label = {"party": None, "independent": False, "ballotLabel": "LIDHJA E KALTËR"}
    assert found["ranIn"] == [label]
    assert found["relationships"]["totalCount"] == 0
    assert found["affiliation"]["status"] == "UNKNOWN"


# 5

IDS = """query ($asOf: PartialDate) {
  person(id: "person/agim-bahtiri", asOf: $asOf) {
    id
    relationships(first: 100) {
      nodes { id source { id } target { id } citations { source { id } } }
    }
    ranIn { results { id candidacy { id } } contest { rounds { id } } }
    statements { id }
  }
  statements(first: 100, asOf: $asOf) { nodes { id subject { id } citation { source { id } } } }
}"""


def ids_in(answer: object) -> list[str]:
    """Give every id in an answer."""
    if isinstance(answer, list):
        return [found for item in answer for found in ids_in(item)]
    if not isinstance(answer, dict):
        return []
    own = [answer["id"]] if "id" in answer else []
    return own + [found for item in answer.values() for found in ids_in(item)]


@pytest.mark.parametrize("as_of", ["2020", "2020-02", "2020-02-29"])
def test_every_id_in_a_view_but_those_of_sources_ends_with_the_date_as_written(
    ask: Ask, as_of: str
) -> None:
    ids = ids_in(ask(IDS, asOf=as_of))

    assert len(ids) > 100
    sources = [each for each in ids if each.startswith("source/")]
    assert not any("@" in each for each in sources)
    assert all(each.endswith(f"@{as_of}") for each in ids if each not in sources)


@pytest.mark.parametrize(
    "key", ["person/agim-bahtiri", "party/akr", "ran-in/agim-bahtiri/mayor-mitrovica-2017"]
)
def test_a_dated_id_is_the_thing_in_that_view(ask: Ask, key: str) -> None:
    nodes = ask(
        "query ($now: ID!, $then: ID!) { node(id: $then) { id } nodes(ids: [$now, $then]) { id } }",
        now=key,
        then=f"{key}@2018",
    )

    assert nodes["node"] == {"id": f"{key}@2018"}
    assert nodes["nodes"] == [{"id": key}, {"id": f"{key}@2018"}]


def test_a_dated_id_of_what_was_not_there_yet_is_null(ask: Ask) -> None:
    assert ask('{ node(id: "person/agim-bahtiri@1990") { id } }') == {"node": None}


@pytest.mark.parametrize("given", ["person/agim-bahtiri", "person/agim-bahtiri@2018"])
def test_arguments_take_ids_with_or_without_the_date(ask: Ask, given: str) -> None:
    answer = ask(
        """query ($id: ID!) {
          person(id: $id, asOf: "2018") { id }
          candidacies(filter: { person: $id }, asOf: "2018") { totalCount }
        }""",
        id=given,
    )

    assert answer["person"] == {"id": "person/agim-bahtiri@2018"}
    assert answer["candidacies"]["totalCount"] > 0


@pytest.mark.parametrize("as_of", [None, "2017", "2018-12-31"])
def test_a_date_in_an_id_that_contradicts_as_of_is_an_error(
    errors_of: Callable[..., list[dict[str, Any]]], as_of: str | None
) -> None:
    document = """query ($asOf: PartialDate) {
      person(id: "person/agim-bahtiri@2018", asOf: $asOf) { id }
      candidacies(filter: { person: "person/agim-bahtiri@2018" }, asOf: $asOf) { totalCount }
    }"""

    codes = [error["extensions"]["code"] for error in errors_of(document, asOf=as_of)]
    assert set(codes) == {"CONFLICTING_DATES"}


# 6


def test_left_out_on_means_after_everything_recorded(ask: Ask, ask_small: Ask) -> None:
    assert party_on(ask, "agim-bahtiri", None) == "vetevendosje"
    assert party_on(ask, "vjosa-osmani", None) == "guxo"
    assert mayor_on(ask_small, "alba", None) == "Ada Prifti"
    assert mayor_on(ask_small, "cerma", None) == "Cën Dreni"


def test_left_out_on_in_a_view_means_at_its_date(ask: Ask, ask_small: Ask) -> None:
    found = ask('{ person(id: "person/agim-bahtiri", asOf: "2018") { party { id } } }')["person"]

    assert found["party"] == {"id": "party/akr@2018"}
    assert mayor_on(ask_small, "alba", None, "2010-10-09") == "Bes Kola"
    assert mayor_on(ask_small, "bora", None, "2013") == "Hana Leka"


# 7


@pytest.mark.parametrize(
    ("person", "on", "party"),
    [
        ("dara-hoti", "2010-10-09", "unknown"),
        ("dara-hoti", "2010-10-10", "green"),
        ("dara-hoti", "2011-05", "green"),
        ("dara-hoti", "2011-06-30", "unknown"),
        ("dara-hoti", "2011-07-01", "blue"),
        ("fana-zogu", "2010-10-10", "blue"),
        ("fana-zogu", "2010-10-11", "unknown"),
        ("fana-zogu", "2014-10-11", "unknown"),
        ("fana-zogu", "2014-10-12", "red"),
        ("goran-ilic", "2014-10-12", "independent"),
        ("goran-ilic", "2012", "unknown"),
        ("bes-kola", "2005", "unknown"),
        ("bes-kola", "2006-06", "unknown"),
        ("bes-kola", "2007", "green"),
        ("bes-kola", "2014-10-11", "green"),
        ("bes-kola", "2014-10-12", "red-green"),
        ("hana-leka", "2012-04", "unknown"),
        ("hana-leka", "2012-06", "independent"),
    ],
)
def test_an_affiliation_holds_from_one_sign_to_the_next(
    ask_small: Ask, person: str, on: str, party: str
) -> None:
    assert party_on(ask_small, person, on) == party


def test_the_party_left_proves_nothing_about_earlier_days(ask: Ask) -> None:
    assert party_on(ask, "aleksandar-jablanovic", "2017-04-05") == "unknown"
    assert party_on(ask, "aleksandar-jablanovic", "2017-04-06") == "pks"


@pytest.mark.parametrize(
    ("on", "party"),
    [
        ("2014-10-11", "unknown"),
        ("2014-10-12", "unknown"),
        ("2014-10-31", "unknown"),
        ("2014-11-01", "red"),
        ("2010-10-11", "unknown"),
    ],
)
def test_a_move_may_lie_anywhere_within_the_dates_around_it(
    ask_changed: AskChanged, on: str, party: str
) -> None:
    ask = ask_changed(
        """
        elections
        - local-2014
        + local-2014,2014 local elections,GENERAL_LOCAL,2014-10,2014-11-09,,,,,,,,,,,commission
        rounds
        - mayor-bora-2014,1,FIRST,2014-10-12,FINAL,,daily,
        + mayor-bora-2014,1,FIRST,2014-10,FINAL,,daily,
        mandates
        - fana-zogu,bora
        successions
        - bora,dara-hoti,2010-11-07
        """
    )

    assert party_on(ask, "fana-zogu", on) == party


UNDATED = """
    party_moves
    + bes-kola,green,red,,DEFECTION,STATED,daily,,
"""


@pytest.mark.parametrize(
    ("on", "party"),
    [
        ("2010-10-10", "green"),
        ("2010-10-11", "unknown"),
        ("2014-10-11", "unknown"),
        ("2014-10-12", "red-green"),
        (None, "red-green"),
    ],
)
def test_an_undated_move_stands_after_the_last_sign_of_the_party_left(
    ask_changed: AskChanged, on: str | None, party: str
) -> None:
    assert party_on(ask_changed(UNDATED), "bes-kola", on) == party


@pytest.mark.parametrize(
    ("on", "party"), [("2014-12-07", "blue"), ("2030", "unknown"), (None, "red")]
)
def test_an_undated_move_from_the_last_party_is_the_last_sign(
    ask_changed: AskChanged, on: str | None, party: str
) -> None:
    ask = ask_changed("party_moves\n+ ada-prifti,blue,red,,DEFECTION,STATED,daily,,")

    assert party_on(ask, "ada-prifti", on) == party


def test_undated_moves_follow_each_other_by_their_parties(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        party_moves
        + ada-prifti,blue,red,,DEFECTION,STATED,daily,,
        + ada-prifti,red,green,,DEFECTION,STATED,daily,,
        """
    )

    assert party_on(ask, "ada-prifti", None) == "green"


def test_an_undated_mandate_says_nothing_of_later_days(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        mandates
        - edi-marku-dushk,dushk,MAYOR
        + goran-ilic,dushk,MAYOR,green,,,INFERRED,EXTENDED,mayor-dushk-2010,daily,,
        """
    )

    assert party_on(ask, "goran-ilic", "2010-10-10") == "citizens-dushk"
    assert party_on(ask, "goran-ilic", None) == "independent"


# 8


@pytest.mark.parametrize(
    ("place", "on", "mayor"),
    [
        ("alba", "2014-10-12", "Ada Prifti"),
        ("alba", "2014-12-06", "Ada Prifti"),
        ("alba", "2014-12-07", "Ada Prifti"),
        ("alba", "2010-10-09", None),
        ("bora", "2012-06", None),
        ("dushk", "2008", None),
        ("dushk", "2014-10-12", "Goran Ilić"),
    ],
)
def test_a_mandate_without_end_ends_with_the_next_mandate_or_deciding_round(
    ask_small: Ask, place: str, on: str, mayor: str | None
) -> None:
    assert mayor_on(ask_small, place, on) == mayor


OPEN_ENDED = """
    mandates
    - dara-hoti,bora,MAYOR
    + dara-hoti,bora,MAYOR,green,2010-11-07,,DECIDING_ROUND_DATE,ELECTED,mayor-bora-2010,article,,
    - hana-leka,bora,MAYOR
"""


@pytest.mark.parametrize(
    ("on", "mayor"), [("2012-04", "Dara Hoti"), ("2012-05-01", None), ("2013", None)]
)
def test_a_gap_answers_null_not_the_last_known_name(
    ask_changed: AskChanged, on: str, mayor: str | None
) -> None:
    assert mayor_on(ask_changed(OPEN_ENDED), "bora", on) == mayor


def test_a_mandate_goes_on_through_the_rounds_of_the_next_election_up_to_the_deciding_one(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        mandates
        - ada-prifti,alba,MAYOR,blue,2014
        successions
        - alba,ada-prifti,2010-10-10
        """
    )

    assert mayor_on(ask, "alba", "2014-11") == "Ada Prifti"
    assert mayor_on(ask, "alba", "2014-12-06") == "Ada Prifti"
    assert mayor_on(ask, "alba", "2014-12-07") is None


def test_who_acts_in_a_year_comes_before_who_is_elected_in_it(ask: Ask) -> None:
    assert mayor_on(ask, "kacanik", "2012") is None
    assert mayor_on(ask, "kacanik", "2013-06") == "Besim Ilazi"
    assert mayor_on(ask, "kacanik", "2013-06", "2013-06") == "Besim Ilazi"
    assert mayor_on(ask, "kacanik", None, "2012") == "Besim Ilazi"
    pdk = ask("""{ party(id: "party/pdk") { mayors(on: "2013-06") { municipality { id } } } }""")
    assert {"municipality": {"id": "municipality/kacanik"}} in pdk["party"]["mayors"]


def test_a_mandate_goes_on_in_a_view_that_does_not_reach_the_deciding_round(ask: Ask) -> None:
    assert mayor_on(ask, "prizren", "2017-11-01") == "Ramadan Muja"
    assert mayor_on(ask, "prizren", "2017-11-01", "2017-11-18") == "Ramadan Muja"
    assert mayor_on(ask, "prizren", "2017-11-20", "2017-11-20") == "Mytaher Haskuka"


def test_a_round_without_date_is_held_when_its_election_is(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        mandates
        - cen-dreni,cerma
        + cen-dreni,cerma,MAYOR,red,2012,,STATED,APPOINTED_BY_ASSEMBLY,,daily,,
        """
    )

    assert mayor_on(ask, "cerma", "2014-10-11") == "Cën Dreni"
    assert mayor_on(ask, "cerma", "2014-10-12") is None


def test_the_latest_mandate_is_the_one_with_the_latest_since(ask_small: Ask, ask: Ask) -> None:
    assert mayor_on(ask_small, "dushk", None) == "Goran Ilić"
    assert mayor_on(ask, "pristina", None) == "Përparim Rama"
    terms = ask('{ municipality(id: "municipality/pristina") { mayors { since } } }')
    assert terms["municipality"]["mayors"][0] == {"since": None}


# 9


def while_holding(ask: Ask, person: str) -> list[str | None]:
    """Give the places whose office the person held at each move."""
    found = ask(
        """query ($id: ID!) { person(id: $id) {
          defectedTo { whileHolding { municipality { name } } }
        } }""",
        id=f"person/{person}",
    )["person"]["defectedTo"]
    terms = [each["whileHolding"] for each in found]
    return [term and term["municipality"]["name"] for term in terms]


@pytest.mark.parametrize(
    ("person", "places"),
    [
        ("agim-bahtiri", ["Mitrovica"]),
        ("shpend-ahmeti", [None, "Pristina", "Pristina"]),
        ("vjosa-osmani", [None]),
    ],
)
def test_an_office_was_held_at_a_move_if_the_mandate_surely_covers_its_whole_interval(
    ask: Ask, person: str, places: list[str | None]
) -> None:
    assert while_holding(ask, person) == places


@pytest.mark.parametrize(
    ("date", "places"),
    [
        ("2010-11-07", ["Bora"]),
        ("2010-11", [None]),
        ("2011", ["Bora"]),
        ("2012-01", ["Bora"]),
        ("2012-02", [None]),
        ("2012", [None]),
        ("", [None]),
    ],
)
def test_a_mandate_that_may_not_cover_a_move_is_not_told(
    ask_changed: AskChanged, date: str, places: list[str | None]
) -> None:
    ask = ask_changed(
        f"""
        party_moves
        - dara-hoti,green,blue,2011,
        - dara-hoti,green,blue,2011-06
        + dara-hoti,green,blue,{date},DEFECTION,STATED,article,,
        """
    )

    assert while_holding(ask, "dara-hoti") == places


def test_a_label_never_changes_whatever_move_comes_later(ask: Ask) -> None:
    contest = ask(
        """{ contest(id: "contest/mayor-mitrovica-2017") {
          winnerParty { id } winner { party { id } candidacy { party { id } } }
        } }"""
    )["contest"]
    mayors = ask(
        """{ municipality(id: "municipality/mitrovica") { mayor(on: "2020") { party { id } } }
             akr: party(id: "party/akr") { mayors(on: "2020") { person { id } } }
             vv: party(id: "party/vetevendosje") { mayors(on: "2020") { person { id } } } }"""
    )

    akr = {"id": "party/akr"}
    won = {"party": akr, "candidacy": {"party": akr}}
    assert contest == {"winnerParty": akr, "winner": won}
    assert mayors["municipality"]["mayor"]["party"] == akr
    bahtiri = {"person": {"id": "person/agim-bahtiri"}}
    assert bahtiri in mayors["akr"]["mayors"]
    assert bahtiri not in mayors["vv"]["mayors"]
