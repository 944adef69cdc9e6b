"""What figures mean: reports, shares, places, margins, comebacks, filters, orders and groups."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from anyascii import anyascii

from tests.conftest import ROOT, Ask

AskChanged = Callable[[str], Ask]
Rows = list[dict[str, Any]]

ROUNDS = """query ($id: ID!) { contest(id: $id) {
  completeness
  winner { margin { votes points } }
  comeback
  candidates { person { name } votes share }
  rounds { number status validVotes
    results { candidacy { person { name } } votes share shareBasis place
      reports { votes share preferred final citation { source { id precedence } } } }
    partyResults { label votes share } }
} }"""
ALL_CONTESTS = """query ($after: String, $filter: ContestFilter, $order: ContestOrder! = DATE) {
  page: contests(first: 100, after: $after, filter: $filter, orderBy: $order) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id status completeness comeback winnerParty { id } election { id date }
      municipality { id name } winner { margin { votes points } candidacy { independent } }
      rounds { id label status validVotes
        results { votes share shareBasis place
          reports { votes share preferred final citation { source { id precedence } } } }
        partyResults { votes share } } } } }"""
ALL_CANDIDACIES = """query (
  $after: String, $filter: CandidacyFilter, $order: CandidacyOrder! = VOTES
) {
  page: candidacies(first: 100, after: $after, filter: $filter, orderBy: $order) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id since votes share outcome independent party { id } person { id sortName }
      contest { id election { id } municipality { id } }
      results { round votes share } } } }"""


def everything(ask: Ask, document: str, **variables: Any) -> Rows:
    """Follow the pages of a list to its end."""
    page = ask(document, **variables)["page"]
    nodes: Rows = page["nodes"]
    while page["pageInfo"]["hasNextPage"]:
        page = ask(document, after=page["pageInfo"]["endCursor"], **variables)["page"]
        nodes += page["nodes"]
    assert len(nodes) == page["totalCount"]
    return nodes


def contest(ask: Ask, slug: str) -> dict[str, Any]:
    """Read a contest."""
    found: dict[str, Any] = ask(ROUNDS, id=f"contest/{slug}")["contest"]
    return found


def result(ask: Ask, slug: str, number: int, person: str) -> dict[str, Any]:
    """Read one result of a contest."""
    (found,) = (
        each
        for of_round in contest(ask, slug)["rounds"]
        if of_round["number"] == number
        for each in of_round["results"]
        if each["candidacy"]["person"]["name"] == person
    )
    return dict(found)


@pytest.fixture(scope="module")
def contests(ask: Ask) -> Rows:
    """Give every contest of the real data."""
    return everything(ask, ALL_CONTESTS)


@pytest.fixture(scope="module")
def candidacies(ask: Ask) -> Rows:
    """Give every candidacy of the real data."""
    return everything(ask, ALL_CANDIDACIES)


def rounds_of(contests: Rows) -> Rows:
    """Give the rounds of contests."""
    return [each for contest in contests for each in contest["rounds"]]


# 10


def test_exactly_one_report_of_each_result_is_preferred_and_gives_votes_and_share(
    contests: Rows,
) -> None:
    results = [each for of_round in rounds_of(contests) for each in of_round["results"]]

    assert len(results) > 700
    for each in results:
        (preferred,) = (report for report in each["reports"] if report["preferred"])
        assert each["votes"] == preferred["votes"]
        if preferred["share"] is not None:
            assert each["share"] == preferred["share"]


def test_the_preferred_report_has_votes_then_the_lowest_precedence(contests: Rows) -> None:
    for of_round in rounds_of(contests):
        for each in of_round["results"]:
            ranks = [
                (
                    report["votes"] is None,
                    report["citation"]["source"]["precedence"],
                    not report["final"],
                    report["citation"]["source"]["id"],
                )
                for report in each["reports"]
            ]
            assert each["reports"][ranks.index(min(ranks))]["preferred"]


REPORTED = "mayor-dushk-2014,1,goran-ilic"


@pytest.mark.parametrize(
    ("reports", "preferred"),
    [
        (["70,,,,,,commission,,true", ",71.5,,,,,article,,false"], "commission"),
        (["70,,,,,,commission,,true", "72,,,,,,article,,false"], "article"),
        (["70,,,,,,daily,,false", "72,,,,,,ledger,,true"], "ledger"),
        (["70,,,,,,ledger,,false", "72,,,,,,daily,,false"], "daily"),
        ([",70,,,,,daily,,true", ",71,,,,,article,,false"], "article"),
    ],
)
def test_reports_are_preferred_by_votes_then_precedence_then_final_then_source(
    ask_changed: AskChanged, reports: list[str], preferred: str
) -> None:
    rows = "\n".join(f"+ {REPORTED},{report}" for report in reports)

    ask = ask_changed(f"results\n- {REPORTED}\n{rows}")
    shown = result(ask, "mayor-dushk-2014", 1, "Goran Ilić")
    (chosen,) = (report for report in shown["reports"] if report["preferred"])
    assert chosen["citation"]["source"]["id"] == f"source/{preferred}"


def test_votes_and_share_are_of_one_report(ask_changed: AskChanged) -> None:
    ask = ask_changed(f"results\n+ {REPORTED},,71.5,,,,,article,,false")

    shown = result(ask, "mayor-dushk-2014", 1, "Goran Ilić")
    assert (shown["votes"], shown["share"], shown["shareBasis"]) == (70, 70.0, "DERIVED")


# 11


@pytest.mark.parametrize(
    ("slug", "number", "person", "share"),
    [
        ("mayor-alba-2010", 1, "Ada Prifti", (60, "STATED")),
        ("mayor-alba-2010", 1, "Bes Kola", (30, "DERIVED")),
        ("mayor-bora-2012", 1, "Cën Dreni", (34.5, "STATED")),
        ("mayor-bora-2012", 1, "Hana Leka", (None, None)),
        ("mayor-dushk-2010", 1, "Goran Ilić", (None, None)),
    ],
)
def test_a_share_is_printed_else_worked_out_else_null(
    *, ask_small: Ask, slug: str, number: int, person: str, share: tuple[float | None, str | None]
) -> None:
    shown = result(ask_small, slug, number, person)

    assert (shown["share"], shown["shareBasis"]) == share


def test_a_share_that_is_worked_out_is_not_rounded(contests: Rows) -> None:
    worked_out = [
        (each["share"], 100 * each["votes"] / of_round["validVotes"])
        for of_round in rounds_of(contests)
        for each in of_round["results"]
        if each["shareBasis"] == "DERIVED"
    ]

    assert len(worked_out) > 500
    assert all(share == exact for share, exact in worked_out)
    assert any(share != round(share, 4) for share, _ in worked_out)


def test_the_share_of_a_party_is_of_all_columns_of_the_round(contests: Rows) -> None:
    tables = [each["partyResults"] for each in rounds_of(contests) if each["partyResults"]]

    assert len(tables) > 40
    for columns in tables:
        whole = sum(column["votes"] for column in columns)
        assert all(column["share"] == 100 * column["votes"] / whole for column in columns)


def test_a_column_without_votes_leaves_the_shares_of_its_round_unknown(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        party_results
        - mayor-cerma-2010,1,,Others
        + mayor-cerma-2010,1,,Others,,ledger,page 3,
        """
    )

    first, second = contest(ask, "mayor-cerma-2010")["rounds"]
    assert [column["share"] for column in first["partyResults"]] == [None, None, None]
    assert [column["share"] for column in second["partyResults"]] == [52.5, 47.5]


# 12


def test_a_page_adds_up_where_everybodys_votes_are_known(contests: Rows) -> None:
    complete = [
        of_round
        for contest in contests
        if contest["completeness"] == "FULL"
        for of_round in contest["rounds"]
        if of_round["results"] and all(each["votes"] is not None for each in of_round["results"])
    ]

    assert len(complete) > 100
    for of_round in complete:
        assert of_round["validVotes"] == sum(each["votes"] for each in of_round["results"])


def test_where_the_seed_is_shown_the_total_is_its_sum_not_the_stored_one(contests: Rows) -> None:
    with (ROOT / "data" / "rounds.csv").open(encoding="utf-8") as file:
        stored = {
            f"round/{row['contest_id']}/{row['round']}": int(row["valid_votes"])
            for row in csv.DictReader(file)
            if row["valid_votes"]
        }

    shown = {each["id"]: each["validVotes"] for each in rounds_of(contests)}
    assert {key for key, value in stored.items() if shown[key] != value} == {
        f"round/mayor-{place}-2017/{number}"
        for place in ("ferizaj", "gjilan", "pristina", "prizren")
        for number in (1, 2)
    }


@pytest.mark.parametrize(
    ("edits", "slug", "number", "valid"),
    [
        ("", "mayor-bora-2010", 2, 1000),
        ("", "mayor-cerma-2010", 1, 450),
        ("", "mayor-bora-2014", 1, None),
        ("", "mayor-dushk-2010", 1, None),
        (
            """results
            - mayor-dushk-2014,1,edi-marku-dushk
            + mayor-dushk-2014,1,edi-marku-dushk,,31,,,,,commission,,true""",
            "mayor-dushk-2014",
            1,
            100,
        ),
        ("results\n- mayor-alba-2010,1,edi-marku", "mayor-alba-2010", 1, 1000),
        (
            """results
            - mayor-alba-2010,1,edi-marku
            candidacies
            - cand-alba-2010-edi-marku
            + cand-alba-2010-edi-marku,mayor-alba-2010,edi-marku,,true,,WITHDRAWN,commission""",
            "mayor-alba-2010",
            1,
            900,
        ),
        ("results\n- mayor-bora-2010,2,cen-dreni,490\n", "mayor-bora-2010", 2, 1005),
        (
            """results
            - mayor-alba-2014,2,bes-kola""",
            "mayor-alba-2014",
            2,
            1000,
        ),
    ],
)
def test_valid_votes_are_the_sum_shown_else_the_stored_total_else_null(
    ask_changed: AskChanged, edits: str, slug: str, number: int, valid: int | None
) -> None:
    shown = contest(ask_changed(edits), slug)["rounds"][number - 1]

    assert shown["validVotes"] == valid


def test_both_of_a_run_off_are_everybody_though_others_of_the_contest_are_not_recorded(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        contests
        - mayor-bora-2010
        + mayor-bora-2010,local-2010,bora,MAYOR,FINAL,dara-hoti,green,STATED,,LEADERS,article,
        rounds
        - mayor-bora-2010,1
        - mayor-bora-2010,2
        + mayor-bora-2010,1,FIRST,2010-10-10,FINAL,,commission,
        + mayor-bora-2010,2,RUNOFF,2010-11-07,FINAL,,commission,
        """
    )

    first, second = contest(ask, "mayor-bora-2010")["rounds"]
    assert first["validVotes"] is None
    assert second["validVotes"] == 1000


# 13

VOTES = """query ($person: ID!, $contest: String!, $round: Int) {
  person(id: $person) { ranIn { contest { name } votes(round: $round) share(round: $round) } }
}"""


def votes_in(ask: Ask, person: str, slug: str, number: int | None) -> int | None:
    """Give the votes of a candidacy in a round."""
    found = ask(
        """query ($id: ID!, $round: Int) {
          node(id: $id) { ... on RanIn { votes(round: $round) share(round: $round) } }
        }""",
        id=f"ran-in/{person}/{slug}",
        round=number,
    )["node"]
    assert (found["votes"] is None) == (found["share"] is None)
    votes: int | None = found["votes"]
    return votes


@pytest.mark.parametrize(
    ("person", "number", "votes"),
    [
        ("bes-kola", None, 492),
        ("bes-kola", 1, 480),
        ("bes-kola", 2, 505),
        ("edi-marku", None, 100),
        ("edi-marku", 2, None),
        ("edi-marku", 9, None),
        ("edi-marku", 0, None),
        ("edi-marku", -1, None),
    ],
)
def test_votes_are_those_of_the_last_counted_round_reached_unless_a_round_is_named(
    ask_small: Ask, person: str, number: int | None, votes: int | None
) -> None:
    assert votes_in(ask_small, person, "mayor-alba-2014", number) == votes


ANNULLED_FIRST = """
    rounds
    - mayor-alba-2014,1
    + mayor-alba-2014,1,FIRST,2014-10-12,ANNULLED,1000,commission,
"""


def test_who_has_only_annulled_rounds_is_shown_with_the_last_of_them(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(ANNULLED_FIRST)

    assert votes_in(ask, "edi-marku", "mayor-alba-2014", None) == 100
    assert votes_in(ask, "bes-kola", "mayor-alba-2014", None) == 492


def test_the_votes_of_istog_are_those_of_the_repeat(ask: Ask) -> None:
    assert votes_in(ask, "haki-rugova", "mayor-istog-2017", None) == 10033
    assert votes_in(ask, "haki-rugova", "mayor-istog-2017", 2) != 10033


# 14


@pytest.mark.parametrize(
    ("bes", "edi", "places"),
    [
        ("300,", "100,", {"Ada Prifti": 1, "Bes Kola": 2, "Edi Marku": 3}),
        ("300,", "300,", {"Ada Prifti": 1, "Bes Kola": 2, "Edi Marku": 2}),
        ("600,60", "100,", {"Ada Prifti": 1, "Bes Kola": 1, "Edi Marku": 3}),
        ("600,59", "100,", {"Ada Prifti": 1, "Bes Kola": 2, "Edi Marku": 3}),
        (",70", ",80", {"Ada Prifti": 3, "Bes Kola": 2, "Edi Marku": 1}),
        ("5,0.5", ",80", {"Ada Prifti": 2, "Bes Kola": 3, "Edi Marku": 1}),
        (",", "0,", {"Ada Prifti": 1, "Bes Kola": None, "Edi Marku": 2}),
    ],
)
def test_places_go_by_votes_or_by_share_where_any_are_unknown_and_equals_share_one(
    ask_changed: AskChanged, bes: str, edi: str, places: dict[str, int | None]
) -> None:
    ask = ask_changed(
        f"""
        results
        - mayor-alba-2010,1,bes-kola
        + mayor-alba-2010,1,bes-kola,{bes},,,,,commission,,true
        - mayor-alba-2010,1,edi-marku
        + mayor-alba-2010,1,edi-marku,{edi},,,,,commission,,true
        """
    )

    (shown,) = contest(ask, "mayor-alba-2010")["rounds"]
    found = {each["candidacy"]["person"]["name"]: each["place"] for each in shown["results"]}
    assert found == places


def test_in_zvecan_2023_who_has_a_third_of_the_votes_stands_before_who_has_five(ask: Ask) -> None:
    found = contest(ask, "mayor-zvecan-2023")

    assert [each["person"]["name"] for each in found["candidates"]] == [
        "Ilir Peci",
        "Fetah Peci",
        "Slađana Pantović",
    ]
    margin = found["winner"]["margin"]
    assert margin == {"votes": None, "points": pytest.approx(25.6)}


# 15


@pytest.mark.parametrize(
    ("edits", "slug", "names"),
    [
        ("", "mayor-alba-2014", ["Ada Prifti", "Bes Kola", "Edi Marku"]),
        ("", "mayor-bora-2010", ["Dara Hoti", "Cën Dreni", "Fana Zogu"]),
        ("", "mayor-bora-2012", ["Cën Dreni", "Hana Leka"]),
        ("", "mayor-bora-2014", ["Fana Zogu", "Dara Hoti"]),
        (ANNULLED_FIRST, "mayor-alba-2014", ["Ada Prifti", "Bes Kola", "Edi Marku"]),
        (
            """results
            - mayor-alba-2014,3,ada-prifti
            - mayor-alba-2014,3,bes-kola
            rounds
            - mayor-alba-2014,3""",
            "mayor-alba-2014",
            ["Bes Kola", "Ada Prifti", "Edi Marku"],
        ),
        (
            """results
            - mayor-alba-2010,1,bes-kola
            - mayor-alba-2010,1,edi-marku
            - mayor-alba-2010,1,ada-prifti,600,60
            - mayor-alba-2010,1,ada-prifti,600,,""",
            "mayor-alba-2010",
            ["Bes Kola", "Edi Marku", "Ada Prifti"],
        ),
    ],
)
def test_candidates_go_by_last_counted_round_reached_votes_share_and_name(
    ask_changed: AskChanged, edits: str, slug: str, names: list[str]
) -> None:
    candidates = contest(ask_changed(edits), slug)["candidates"]

    assert [each["person"]["name"] for each in candidates] == names


# 16


@pytest.mark.parametrize(
    ("slug", "margin"),
    [
        ("mayor-prizren-2017", {"votes": 329, "points": 0.64}),
        ("mayor-pristina-2017", {"votes": 237, "points": 0.28}),
        ("mayor-istog-2017", {"votes": 14, "points": pytest.approx(0.0698, abs=1e-4)}),
    ],
)
def test_a_margin_is_the_lead_in_the_last_counted_round(
    ask: Ask, slug: str, margin: dict[str, float]
) -> None:
    assert contest(ask, slug)["winner"]["margin"] == margin


ONE_SOURCE_EACH = "results\n- mayor-bora-2010,2,cen-dreni,490"
POINTS_UNKNOWN = """
    contests
    - mayor-alba-2010
    + mayor-alba-2010,local-2010,alba,MAYOR,FINAL,ada-prifti,blue,STATED,true,LEADERS,article,
    rounds
    - mayor-alba-2010
    + mayor-alba-2010,1,FIRST,2010-10-10,FINAL,,commission,
"""
LED_BY_ANOTHER = """
    contests
    - mayor-dushk-2014
    + mayor-dushk-2014,local-2014,dushk,MAYOR,FINAL,edi-marku-dushk,blue,STATED,,FULL,daily,
    candidacies
    - cand-dushk-2014-edi
    + cand-dushk-2014-edi,mayor-dushk-2014,edi-marku-dushk,blue,false,,ELECTED,commission
    - cand-dushk-2014-goran
    + cand-dushk-2014-goran,mayor-dushk-2014,goran-ilic,,true,,NOT_ELECTED,commission
"""


@pytest.mark.parametrize(
    ("edits", "slug", "margin"),
    [
        ("", "mayor-alba-2014", {"votes": 16, "points": 1.6}),
        ("", "mayor-bora-2010", {"votes": 20, "points": 2}),
        ("", "mayor-bora-2014", {"votes": None, "points": 10}),
        ("", "mayor-cerma-2014", None),
        (
            ONE_SOURCE_EACH,
            "mayor-bora-2010",
            {"votes": 15, "points": pytest.approx(1.7463, abs=1e-4)},
        ),
        (POINTS_UNKNOWN, "mayor-alba-2010", {"votes": 300, "points": None}),
        (LED_BY_ANOTHER, "mayor-dushk-2014", None),
        ("results\n- mayor-dushk-2014,1,edi-marku-dushk", "mayor-dushk-2014", None),
        ("results\n- mayor-dushk-2014,1,goran-ilic", "mayor-dushk-2014", None),
    ],
)
def test_a_margin_needs_two_known_figures(
    ask_changed: AskChanged, edits: str, slug: str, margin: dict[str, float] | None
) -> None:
    assert contest(ask_changed(edits), slug)["winner"]["margin"] == margin


# 17


@pytest.mark.parametrize(
    ("slug", "comeback"),
    [
        ("mayor-prizren-2017", True),
        ("mayor-pristina-2017", False),
        ("mayor-partes-2017", False),
        ("mayor-mitrovica-2007", None),  # who led is known, but only of the leaders
    ],
)
def test_a_comeback_is_a_win_after_trailing(ask: Ask, slug: str, *, comeback: bool | None) -> None:
    assert contest(ask, slug)["comeback"] is comeback


def first_round(ada: str, bes: str) -> str:
    """Change what two of three had in the first round of Alba 2014."""
    return f"""
        results
        - mayor-alba-2014,1,ada-prifti
        + mayor-alba-2014,1,ada-prifti,{ada},,,,,,commission,,true
        - mayor-alba-2014,1,bes-kola
        + mayor-alba-2014,1,bes-kola,{bes},,,,,,commission,,true
    """


@pytest.mark.parametrize(
    ("edits", "slug", "comeback"),
    [
        ("", "mayor-alba-2010", False),
        ("", "mayor-alba-2014", True),
        ("", "mayor-bora-2010", True),
        ("", "mayor-bora-2014", False),
        ("", "mayor-cerma-2010", None),
        ("", "mayor-bora-2012", None),
        ("", "mayor-dushk-2010", None),
        (ANNULLED_FIRST, "mayor-alba-2014", False),
        (first_round("480", "420"), "mayor-alba-2014", False),
        (first_round("450", "450"), "mayor-alba-2014", False),
        (first_round("", "450"), "mayor-alba-2014", None),
        (first_round("450", ""), "mayor-alba-2014", None),
        (first_round("90", ""), "mayor-alba-2014", True),
    ],
)
def test_a_comeback_needs_two_counted_rounds_and_the_figures_of_the_first(
    ask_changed: AskChanged,
    edits: str,
    slug: str,
    *,
    comeback: bool | None,
) -> None:
    assert contest(ask_changed(edits), slug)["comeback"] is comeback


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ("hadRunoff: true", {"alba-2014", "bora-2010", "cerma-2010"}),
        ("hadRepeat: true", {"alba-2014"}),
        ("comeback: true", {"alba-2014", "bora-2010"}),
        ("comeback: false", {"alba-2010", "bora-2014", "cerma-2014", "dushk-2014"}),
        ("status: UNKNOWN", {"bora-2012"}),
        ('winnerParty: "party/blue"', {"alba-2010", "alba-2014", "cerma-2010"}),
        ("maxMarginPoints: 2", {"alba-2014", "bora-2010"}),
        ("maxMarginPoints: 1.9", {"alba-2014"}),
        ("maxMarginPoints: 0", set()),
        (
            "maxMarginPoints: 100",
            {"alba-2010", "alba-2014", "bora-2010", "bora-2014", "dushk-2014"},
        ),
        ("status: null, comeback: null, maxMarginPoints: null, election: null", None),
    ],
)
def test_what_is_not_known_fits_no_filter(
    ask_small: Ask, wanted: str, slugs: set[str] | None
) -> None:
    found = ask_small(f"{{ contests(filter: {{ {wanted} }}) {{ totalCount nodes {{ id }} }} }}")

    ids = {each["id"].removeprefix("contest/mayor-") for each in found["contests"]["nodes"]}
    assert ids == slugs if slugs is not None else len(ids) == 9


def test_run_offs_and_repeats_count_annulled_or_not(ask: Ask) -> None:
    document = """{ contests(filter: { hadRunoff: true, hadRepeat: true }) { nodes { id } }
      repeats: contests(filter: { hadRepeat: true, election: "election/local-2017" }) {
        nodes { id } } }"""

    answer = ask(document)
    assert {"id": "contest/mayor-istog-2017"} in answer["contests"]["nodes"]
    assert {"id": "contest/mayor-partes-2017"} in answer["repeats"]["nodes"]


# 18


def highest_first(value: float | None) -> tuple[bool, float]:
    """Sort high before low, unknown last."""
    return (value is None, -(value or 0))


CANDIDACY_ORDERS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "VOTES": lambda each: (highest_first(each["votes"]), each["id"]),
    "SHARE": lambda each: (highest_first(each["share"]), each["id"]),
    "NAME": lambda each: (anyascii(each["person"]["sortName"]).lower(), each["id"]),
    "DATE": lambda each: (each["since"], each["id"]),
}


@pytest.mark.parametrize("order", CANDIDACY_ORDERS)
def test_candidacies_come_in_order_with_ties_by_id(ask: Ask, order: str) -> None:
    found = everything(ask, ALL_CANDIDACIES, order=order)

    assert [each["id"] for each in found] == [
        each["id"] for each in sorted(found, key=CANDIDACY_ORDERS[order])
    ]


def margin_points(contest: dict[str, Any]) -> float | None:
    """Read a margin in points."""
    margin = contest["winner"] and contest["winner"]["margin"]
    points: float | None = margin and margin["points"]
    return points


def test_contests_come_by_margin_narrowest_first_and_unknown_last(ask: Ask) -> None:
    found = everything(ask, ALL_CONTESTS, order="MARGIN")

    def key(each: dict[str, Any]) -> tuple[bool, float, str]:
        points = margin_points(each)
        return (points is None, points or 0, each["id"])

    assert [each["id"] for each in found] == [each["id"] for each in sorted(found, key=key)]


def test_contests_come_by_municipality_with_ties_by_id(ask: Ask) -> None:
    found = everything(ask, ALL_CONTESTS, order="MUNICIPALITY")

    def key(each: dict[str, Any]) -> tuple[str, str]:
        return (anyascii(each["municipality"]["name"]).lower(), each["id"])

    assert [each["id"] for each in found] == [each["id"] for each in sorted(found, key=key)]


def test_contests_come_by_date_with_ties_by_id(ask_small: Ask) -> None:
    found = everything(ask_small, ALL_CONTESTS, order="DATE")

    assert [each["id"].removeprefix("contest/mayor-") for each in found] == [
        *("alba-2010", "bora-2010", "cerma-2010", "dushk-2010", "bora-2012"),
        *("alba-2014", "bora-2014", "cerma-2014", "dushk-2014"),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("municipality", "municipality/klokot"),
        ("election", "election/local-2025"),
        ("party", "party/ldk"),
    ],
)
def test_those_who_did_not_win_and_those_who_did_are_all_who_stood(
    ask: Ask, key: str, value: str
) -> None:
    document = """query ($wanted: PersonFilter, $after: String) {
      people(filter: $wanted, first: 100, after: $after) {
        nodes { id ranIn(%s: "%s") { outcome } } pageInfo { hasNextPage endCursor } } }"""

    def people(*, won: bool | None) -> dict[str, list[str]]:
        wanted, after, found = {key: value, "won": won}, None, {}
        while True:
            page = ask(document % (key, value), wanted=wanted, after=after)["people"]
            for each in page["nodes"]:
                found[each["id"]] = [candidacy["outcome"] for candidacy in each["ranIn"]]
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]

    winners, others = people(won=True), people(won=False)
    stood = {each for each, outcomes in people(won=None).items() if outcomes}
    assert winners
    assert all("ELECTED" in outcomes for outcomes in winners.values())
    assert all(outcomes and "ELECTED" not in outcomes for outcomes in others.values())
    assert winners.keys() | others.keys() == stood


def test_without_a_race_those_who_never_won_are_all_others(ask: Ask) -> None:
    counted = ask(
        """{ all: people { totalCount } won: people(filter: { won: true }) { totalCount }
             not: people(filter: { won: false }) { totalCount } }"""
    )
    assert counted["won"]["totalCount"] > 0
    assert counted["not"]["totalCount"] == (
        counted["all"]["totalCount"] - counted["won"]["totalCount"]
    )


@pytest.mark.parametrize(
    ("order", "field"), [("CANDIDACIES", "ranIn"), ("WINS", "won"), ("MOVES", "defectedTo")]
)
def test_people_come_by_how_many_descending_with_ties_by_id(
    ask: Ask, order: str, field: str
) -> None:
    document = f"""query ($after: String, $order: PersonOrder!) {{
      page: people(first: 100, after: $after, orderBy: $order) {{
        totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ id {field} {{ id }} }} }} }}"""

    found = everything(ask, document, order=order)
    ranks = [(-len(each[field]), each["id"]) for each in found]
    assert ranks == sorted(ranks)


def test_people_come_by_family_name_with_ties_by_id(ask: Ask) -> None:
    document = """query ($after: String) { page: people(first: 100, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id sortName } } }"""

    ranks = [(anyascii(each["sortName"]).lower(), each["id"]) for each in everything(ask, document)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("wanted", "field", "least"),
    [
        ({"minVotes": 0}, "votes", 0),
        ({"minVotes": 9000}, "votes", 9000),
        ({"minShare": 50}, "share", 50),
    ],
)
def test_filters_by_votes_and_share_use_the_value_shown_and_leave_out_the_unknown(
    ask: Ask, candidacies: Rows, wanted: dict[str, int], field: str, least: int
) -> None:
    found = everything(ask, ALL_CANDIDACIES, filter=wanted)

    expected = {c["id"] for c in candidacies if c[field] is not None and c[field] >= least}
    assert {each["id"] for each in found} == expected
    assert 0 < len(expected) < len(candidacies)


def test_the_filter_by_margin_uses_the_margin_shown(ask: Ask, contests: Rows) -> None:
    found = everything(ask, ALL_CONTESTS, filter={"maxMarginPoints": 1})

    close = {
        each["id"]
        for each in contests
        if (points := margin_points(each)) is not None and points <= 1
    }
    assert {each["id"] for each in found} == close
    assert {"contest/mayor-prizren-2017", "contest/mayor-istog-2017"} <= close


# 19

GROUPS = """query ($filter: CandidacyFilter, $by: [CandidacyKey!]!, $round: Int! = 1) {
  candidacies(filter: $filter, first: 1) { totalCount groups(by: $by, round: $round) {
    party { id } independent election { id } municipality { id } outcome
    candidacies people elected votes counted } }
}"""
KEYS = {
    "PARTY": lambda each: (each["party"] and each["party"]["id"], each["independent"]),
    "ELECTION": lambda each: each["contest"]["election"]["id"],
    "MUNICIPALITY": lambda each: each["contest"]["municipality"]["id"],
    "OUTCOME": lambda each: each["outcome"],
}


def groups(ask: Ask, by: list[str], number: int = 1, **wanted: Any) -> Rows:
    """Read groups of candidacies."""
    found: Rows = ask(GROUPS, filter=wanted, by=by, round=number)["candidacies"]["groups"]
    return found


@pytest.mark.parametrize("by", [["PARTY"], ["ELECTION"], ["MUNICIPALITY"], ["OUTCOME"]])
@pytest.mark.parametrize("number", [1, 2])
def test_groups_cover_the_whole_filter_whatever_the_page(
    ask: Ask, candidacies: Rows, contests: Rows, by: list[str], number: int
) -> None:
    counted = {
        each["id"]: [of_round["status"] != "ANNULLED" for of_round in each["rounds"]]
        for each in contests
    }
    found = groups(ask, by, number)
    members: dict[object, Rows] = {}
    for each in candidacies:
        members.setdefault(KEYS[by[0]](each), []).append(each)

    assert len(found) == len(members)
    assert sum(group["candidacies"] for group in found) == len(candidacies)
    for group in found:
        party = (group["party"] and group["party"]["id"], group["independent"])
        keys = {
            "PARTY": party,
            "ELECTION": group["election"] and group["election"]["id"],
            "MUNICIPALITY": group["municipality"] and group["municipality"]["id"],
            "OUTCOME": group["outcome"],
        }
        own = members[keys[by[0]]]
        empty = {"PARTY": (None, None)}
        assert all(keys[key] == empty.get(key) for key in keys if key != by[0])
        votes = [
            result["votes"]
            for each in own
            for result in each["results"]
            if result["round"] == number
            and result["votes"] is not None
            and counted[each["contest"]["id"]][number - 1]
        ]
        assert group["candidacies"] == len(own)
        assert group["people"] == len({each["person"]["id"] for each in own})
        assert group["elected"] == sum(each["outcome"] == "ELECTED" for each in own)
        assert group["votes"] == (sum(votes) if votes else None)
        assert group["counted"] == len(votes)


def test_groups_come_by_votes_then_candidacies_then_key(ask: Ask) -> None:
    found = groups(ask, ["PARTY"])
    ranks = [
        (highest_first(each["votes"]), -each["candidacies"], (each["party"] or {}).get("id", ""))
        for each in found
    ]

    assert ranks == sorted(ranks)


def test_a_group_without_party_is_of_independents_or_of_unknown_labels(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        candidacies
        - cand-bora-2012-cen-dreni
        + cand-bora-2012-cen-dreni,mayor-bora-2012,cen-dreni,,false,,UNKNOWN,daily
        """
    )

    found = [group for group in groups(ask, ["PARTY"]) if group["party"] is None]
    labels = [(each["independent"], each["candidacies"], each["people"]) for each in found]
    assert labels == [(True, 4, 3), (False, 1, 1)]


def test_groups_add_up_one_round_alone_and_nothing_annulled(ask_small: Ask) -> None:
    alba = {"municipality": "municipality/alba", "election": "election/local-2014"}
    figures = [
        [(each["votes"], each["counted"]) for each in groups(ask_small, [], number, **alba)]
        for number in (1, 2, 3, 4)
    ]

    assert figures == [[(1000, 3)], [(None, 0)], [(1000, 2)], [(None, 0)]]


def test_several_keys_group_by_each_combination(ask_small: Ask) -> None:
    found = groups(ask_small, ["PARTY", "ELECTION"], party="party/blue")

    assert [(each["election"]["id"], each["votes"], each["elected"]) for each in found] == [
        ("election/local-2010", 808, 1),
        ("election/local-2014", 450, 1),
    ]
