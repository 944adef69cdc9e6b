"""What arguments, cursors, citations, names and discrepancies mean."""

import base64
from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from graph.load import load_tables
from graph.revision import Revision
from graph.tables import Tables
from tests.conftest import ROOT, Ask
from tests.rules.conftest import Asker
from tests.rules.whole import pages

AskChanged = Callable[[str], Ask]
AskErrors = Callable[..., list[dict[str, Any]]]

# 34


@pytest.mark.parametrize(
    "document",
    [
        "{ person { id } }",
        '{ person(id: "person/agim-bahtiri", name: "Agim Bahtiri") { id } }',
        "{ party { id } }",
        '{ party(id: "party/akr", name: "AKR") { id } }',
        "{ municipality(id: null, name: null) { id } }",
        "{ election { id } }",
        '{ election(id: "election/local-2017", year: 2017) { id } }',
    ],
)
def test_a_lookup_takes_exactly_one_of_id_and_name_or_year(
    errors_of: AskErrors, document: str
) -> None:
    assert [error["extensions"]["code"] for error in errors_of(document)] == ["EXACTLY_ONE"]


@pytest.mark.parametrize(
    ("year", "election"),
    [(2017, "election/local-2017"), (2000, "election/local-2000"), (2019, None), (2016, None)],
)
def test_a_year_means_the_general_election(ask: Ask, year: int, election: str | None) -> None:
    found = ask("query ($year: Int) { election(year: $year) { id } }", year=year)["election"]

    assert found == (election and {"id": election})


def test_an_unknown_id_in_a_lookup_is_null(ask: Ask) -> None:
    answer = ask(
        """{ person(id: "person/nobody") { id } party(id: "person/agim-bahtiri") { id }
             municipality(name: "Nowhere") { id } election(id: "election/local-1900") { id }
             contest(id: "contest/none") { id } node(id: "nothing") { id }
             nodes(ids: ["party/akr", "party/none"]) { id } }"""
    )

    assert answer.pop("nodes") == [{"id": "party/akr"}, None]
    assert set(answer.values()) == {None}


@pytest.mark.parametrize(
    "document",
    [
        '{ statements(about: "%s") { totalCount } }',
        '{ paths(from: "%s", to: "party/akr") { exhaustive } }',
        '{ neighborhood(of: ["%s"]) { truncated } }',
    ],
)
def test_a_relationship_is_no_thing_to_start_from(errors_of: AskErrors, document: str) -> None:
    given = "ran-in/agim-aliu/mayor-ferizaj-2017"
    (error,) = errors_of(document % given)

    assert error["extensions"]["code"] == "WRONG_KIND"
    way_out = "give the id of a thing that it joins"
    assert error["message"] == f"'{given}' is a relationship; {way_out}"


@pytest.mark.parametrize(
    "document",
    [
        "{ people(first: %s) { totalCount } }",
        "query ($first: Int = -%s) { people(first: $first) { totalCount } }",
        '{ party(id: "party/akr", asOf: %s) { id } }',
    ],
)
def test_a_number_of_thousands_of_digits_is_told_of(errors_of: AskErrors, document: str) -> None:
    (error,) = errors_of(document % ("9" * 5000))

    most = {"limit": "digits of a number", "value": 5000, "most": 1000}
    assert error["extensions"] == {"code": "LIMIT"} | most
    assert error["locations"] == [
        {"line": 1, "column": document.index("%") + 1 - ("-" in document)}
    ]


@pytest.mark.parametrize("number", ["1e99999", "-1e99999", "1e309", "1.5E+400", "9" * 400])
@pytest.mark.parametrize(
    "document",
    [
        "{ contests(filter: { maxMarginPoints: %s }) { totalCount } }",
        "{ candidacies(filter: { minShare: %s }) { totalCount } }",
        "query ($most: Float = %s) { contests(filter: { maxMarginPoints: $most }) { totalCount } }",
    ],
)
def test_a_number_that_is_not_finite_is_refused(
    errors_of: AskErrors, document: str, number: str
) -> None:
    (error,) = errors_of(document % number)

    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "is no finite number; write a smaller one" in error["message"]
    assert error["locations"] == [{"line": 1, "column": document.index("%") + 1}]


@pytest.mark.parametrize("number", ["1e308", "0e999", "1e-999", "0.1e+3"])
def test_a_large_number_that_is_finite_is_read(ask: Ask, number: str) -> None:
    assert ask(f"{{ contests(filter: {{ maxMarginPoints: {number} }}) {{ totalCount }} }}")


@pytest.mark.parametrize("date", ["2018-00", "2018-05-00", "0000", "2018-13", "2019-02-29"])
@pytest.mark.parametrize(
    "document",
    [
        "{ people(asOf: %s) { totalCount } }",
        '{ person(id: "person/agim-bahtiri") { party(on: %s) { id } } }',
        "query ($date: PartialDate = %s) { people(asOf: $date) { totalCount } }",
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused(
    errors_of: AskErrors, document: str, date: str
) -> None:
    (error,) = errors_of(document % f'"{date}"')

    assert error["extensions"]["code"] == "BAD_DATE"


def test_an_id_is_dated_by_the_same_calendar(errors_of: AskErrors) -> None:
    (error,) = errors_of('{ node(id: "person/agim-bahtiri@2018-00") { id } }')

    assert error["extensions"]["code"] == "BAD_DATE"


def test_a_date_without_quotes_is_told_of_them(errors_of: AskErrors) -> None:
    (error,) = errors_of('{ municipality(id: "municipality/prizren", asOf: 2019) { id } }')

    assert error["extensions"]["code"] == "BAD_DATE"
    assert '2019 is not a text; write a date in quotes, such as "2019"' in error["message"]


@pytest.mark.parametrize(
    ("document", "suggestion"),
    [
        ('{ people(filter: { party: "party/akrr" }) { totalCount } }', "party/akr"),
        (
            '{ parties(filter: { election: "election/local-2071" }) { totalCount } }',
            "election/local-2017",
        ),
        (
            '{ contests(filter: { municipality: "municipality/prizen" }) { totalCount } }',
            "municipality/prizren",
        ),
        (
            '{ candidacies(filter: { person: "person/agim-batiri" }) { totalCount } }',
            "person/agim-bahtiri",
        ),
        ('{ statements(about: "party/akrr") { totalCount } }', "party/akr"),
        ('{ discrepancies(about: "party/akrr") { totalCount } }', "party/akr"),
        ('{ paths(from: "party/akrr", to: "party/pdk") { exhaustive } }', "party/akr"),
        (
            """{ paths(from: "party/akr", to: "party/pdk", walk: { avoid: ["party/lkd"] }) {
              exhaustive } }""",
            "party/ldk",
        ),
        (
            '{ traverse(from: ["party/akrr"], steps: [{ types: [WON] }]) { totalCount } }',
            "party/akr",
        ),
        ('{ neighborhood(of: ["party/akrr"]) { truncated } }', "party/akr"),
        ('{ common(of: ["party/akrr", "party/pdk"]) { entity { id } } }', "party/akr"),
        (
            """{ election(year: 2017) {
              flips(sinceElection: "election/local-2031") { before { id } } } }""",
            "election/local-2013",
        ),
        (
            '{ person(name: "agim bahtiri") { ranIn(party: "party/akrr") { id } } }',
            "party/akr",
        ),
        (
            '{ party(id: "party/akr") { wins(election: "election/local-2071") { id } } }',
            "election/local-2017",
        ),
    ],
)
def test_an_unknown_id_in_a_filter_or_walk_is_an_error_with_a_suggestion(
    errors_of: AskErrors, document: str, suggestion: str
) -> None:
    (error,) = errors_of(document)

    assert error["extensions"] == {"code": "UNKNOWN_ID", "suggestion": suggestion}
    assert suggestion in error["message"]


def many(count: int) -> str:
    """Write so many ids."""
    return orjson.dumps(["party/akr"] * count).decode()


LOOSE = "exhaustive"
WAY = 'from: "party/akr", to: "party/pdk"'
LIMITS = [
    ("people(first: {})", "totalCount", 0, 100),
    ("relationships(first: {})", "totalCount", 0, 100),
    ('search(text: "akr", first: {})', "score", 0, 100),
    ("ranking(by: DEGREE, first: {})", "rank", 0, 100),
    (f"paths({WAY}, walk: {{{{ maxLength: 2 }}}}, first: {{}})", LOOSE, 0, 100),
    (f"paths({WAY}, walk: {{{{ maxLength: {{}}, types: [MEMBER_OF] }}}})", LOOSE, 1, 8),
    ('neighborhood(of: ["party/akr"], depth: {})', "truncated", 1, 3),
    ('neighborhood(of: ["party/akr"], maxEntities: {})', "truncated", 1, 1000),
    ('common(of: ["party/akr", "party/pdk"], depth: {}, first: 1)', "entity { id }", 1, 3),
]
COUNTS = [
    ("nodes(ids: {})", "id", 100),
    ("neighborhood(of: {})", "truncated", 20),
    ("common(of: {})", "entity { id }", 20),
    ("traverse(from: {}, steps: [{{ types: [WON] }}])", "totalCount", 20),
]


@pytest.mark.parametrize(("call", "fields", "least", "most"), LIMITS)
def test_a_number_within_its_limits_is_answered_and_another_is_an_error(  # noqa: PLR0913, PLR0917
    ask: Ask, errors_of: AskErrors, call: str, fields: str, least: int, most: int
) -> None:
    for given in (least, most):
        ask(f"{{ {call.format(given)} {{ {fields} }} }}")
    for given in (least - 1, most + 1, -1):
        (error,) = errors_of(f"{{ {call.format(given)} {{ {fields} }} }}")
        large_page = "first" in call and given > most and most == 100
        assert error["extensions"]["code"] == ("PAGE_TOO_LARGE" if large_page else "LIMIT")
        assert str(least if given < least else most) in error["message"]


PAGES = [
    "people",
    "parties",
    "contests",
    "candidacies",
    "relationships",
    "statements",
    "discrepancies",
    'traverse(from: ["party/akr"], steps: [{ types: [STOOD_FOR], direction: IN }], first: 0)',
]


@pytest.mark.parametrize("call", PAGES)
def test_a_page_of_none_still_counts_the_whole_list(ask: Ask, call: str) -> None:
    none = call if "(" in call else f"{call}(first: 0)"
    page = "totalCount nodes { __typename } edges { cursor } pageInfo { ...I }"
    info = "fragment I on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    (given,) = ask(f"{{ {none} {{ {page} }} }} {info}").values()
    (one,) = ask(f"{{ {none.replace('first: 0', 'first: 1')} {{ totalCount }} }}").values()

    assert given["totalCount"] == one["totalCount"] > 1
    assert given["nodes"] == given["edges"] == []
    assert given["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


def test_a_page_of_none_after_a_cursor_knows_what_lies_on_both_sides(ask: Ask) -> None:
    page = "pageInfo { hasNextPage hasPreviousPage endCursor }"
    cursor = ask(f"{{ people(first: 3) {{ {page} }} }}")["people"]["pageInfo"]["endCursor"]
    given = ask(f'{{ people(first: 0, after: "{cursor}") {{ {page} }} }}')["people"]["pageInfo"]

    assert given == {"hasNextPage": True, "hasPreviousPage": True, "endCursor": None}


@pytest.mark.parametrize(("call", "fields", "most"), COUNTS)
def test_a_list_of_ids_has_at_least_one_and_a_limit(
    ask: Ask, errors_of: AskErrors, call: str, fields: str, most: int
) -> None:
    ask(f"{{ {call.format(many(most))} {{ {fields} }} }}")
    for count in (0, most + 1):
        (error,) = errors_of(f"{{ {call.format(many(count))} {{ {fields} }} }}")
        assert error["extensions"]["code"] == "LIMIT"
        assert str(most) in error["message"]


def test_a_traversal_has_at_most_six_steps(ask: Ask, errors_of: AskErrors) -> None:
    document = """query ($steps: [StepInput!]!) {
      traverse(from: ["party/akr"], steps: $steps) { totalCount } }"""
    step = {"types": ["MEMBER_OF"], "direction": "BOTH"}

    ask(document, steps=[step] * 6)
    for count in (0, 7):
        (error,) = errors_of(document, steps=[step] * count)
        assert error["extensions"]["code"] == "LIMIT"


def test_a_request_looks_at_no_more_than_four_dates(ask: Ask, errors_of: AskErrors) -> None:
    def views(*dates: str) -> str:
        fields = (
            f'v{i}: party(id: "party/akr", asOf: "{date}") {{ id }}' for i, date in enumerate(dates)
        )
        return f"{{ {' '.join(fields)} }}"

    ask(views("2010", "2011", "2012", "2013", "2010", "2013"))
    (error,) = errors_of(views("2010", "2011", "2012", "2013", "2014"))
    assert error["extensions"]["code"] == "LIMIT"
    (error,) = errors_of(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        ids=[f"party/akr@{year}" for year in range(2010, 2015)],
    )
    assert error["extensions"]["code"] == "LIMIT"


PAGE = """query ($first: Int!, $after: String) { page: %s(first: $first, after: $after%s) {
  totalCount edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
LISTS = [
    ("people", ""),
    ("people", ", orderBy: WINS"),
    ("parties", ""),
    ("contests", ", orderBy: MARGIN"),
    ("candidacies", ""),
    ("candidacies", ", orderBy: SHARE"),
    ("relationships", ""),
    ("statements", ""),
    ("discrepancies", ""),
    ("people", ', asOf: "2012"'),
]


@pytest.mark.parametrize(("name", "arguments"), LISTS)
def test_pages_of_any_size_make_up_the_list_and_count_it_before_paging(
    ask_small: Ask, name: str, arguments: str
) -> None:
    document = PAGE % (name, arguments)
    whole = ask_small(document, first=100)["page"]
    assert len(whole["edges"]) == min(100, whole["totalCount"])

    for first in (1, 3):
        page = ask_small(document, first=first)["page"]
        edges = page["edges"]
        assert page["pageInfo"]["hasPreviousPage"] is False
        while page["pageInfo"]["hasNextPage"] and len(edges) < 100:
            page = ask_small(document, first=first, after=page["pageInfo"]["endCursor"])["page"]
            assert page["totalCount"] == whole["totalCount"]
            assert page["pageInfo"]["hasPreviousPage"] is True
            edges += page["edges"]
        assert edges[:100] == whole["edges"][: len(edges)]


def test_a_cursor_names_sort_key_id_and_revision_and_no_offset(ask_small: Ask) -> None:
    revision = ask_small("{ dataset { revision } }")["dataset"]["revision"]
    edges = ask_small(PAGE % ("candidacies", ""), first=100)["page"]["edges"]

    for edge in edges:
        cursor = edge["cursor"]
        words = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        assert words[0] == revision
        assert words[-1] == edge["node"]["id"]
    fewer = ask_small(PAGE % ("candidacies", ', filter: { party: "party/blue" }'), first=100)
    cursors = {edge["node"]["id"]: edge["cursor"] for edge in edges}
    assert all(cursors[edge["node"]["id"]] == edge["cursor"] for edge in fewer["page"]["edges"])


@pytest.mark.parametrize(
    ("edits", "name", "gone"),
    [
        ("statements\n- st-2010-boycott", "statements", "statement/st-2010-boycott"),
        ("statements\n- st-cerma\n- st-2010-boycott", "statements", "statement/st-2010-boycott"),
        (
            """candidacies
            - cand-alba-2010-edi-marku
            results
            - mayor-alba-2010,1,edi-marku""",
            "candidacies",
            "ran-in/edi-marku/mayor-alba-2010",
        ),
    ],
)
def test_a_cursor_survives_a_change_of_the_data_that_took_its_item_away(  # noqa: PLR0913, PLR0917
    small: Revision,
    changed: Callable[[str], Revision],
    asker: Asker,
    edits: str,
    name: str,
    gone: str,
) -> None:
    document = PAGE % (name, "")
    before = asker(small)(document, first=100)["page"]["edges"]
    ids = [edge["node"]["id"] for edge in before]
    cursor = before[ids.index(gone)]["cursor"]

    ask = asker(changed(edits))
    left = [edge["node"]["id"] for edge in ask(document, first=100)["page"]["edges"]]
    assert gone not in left
    after = ask(document, first=100, after=cursor)["page"]
    assert [edge["node"]["id"] for edge in after["edges"]] == ids[ids.index(gone) + 1 :]
    assert after["pageInfo"]["hasPreviousPage"] is True


def cursor_of(*words: object) -> str:
    """Write a cursor."""
    return base64.urlsafe_b64encode(orjson.dumps(words)).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "ë",
        "====",
        "MTA=",
        "bnVsbA",
        cursor_of(),
        cursor_of("r"),
        cursor_of("r", "parties by name"),
        cursor_of("r", "parties by name", "akr"),
        cursor_of("r", "parties by name", 1, "party/akr"),
        cursor_of("r", "parties by name", "akr", None),
        cursor_of("r", "parties by name", "akr", ["party/akr"]),
        cursor_of("r", "parties by name", "akr", "party/akr", "party/akr"),
        cursor_of(7, "parties by name", "akr", "party/akr"),
        cursor_of("r", "people by NAME", "akr", "party/akr"),
        f"?{cursor_of('r', 'parties by name', 'akr', 'party/akr')}",
    ],
)
def test_a_strange_cursor_is_bad(errors_of: AskErrors, cursor: str) -> None:
    document = "query ($after: String) { parties(after: $after) { totalCount } }"

    (error,) = errors_of(document, after=cursor)
    assert error["extensions"]["code"] == "BAD_CURSOR"


def test_a_dated_id_asks_for_the_same_discrepancies(ask: Ask) -> None:
    document = "query ($about: ID) { discrepancies(about: $about) { totalCount } }"
    now, then = (ask(document, about=f"election/local-2007{date}") for date in ("", "@2010"))

    assert now["discrepancies"]["totalCount"] > 0
    assert then == now


def test_a_cursor_of_another_list_is_bad(ask: Ask, errors_of: AskErrors) -> None:
    cursor = ask("{ people(orderBy: WINS) { pageInfo { endCursor } } }")["people"]["pageInfo"]

    for call in ("people(orderBy: NAME", "people(orderBy: MOVES", "contests(orderBy: DATE"):
        document = f"query ($after: String) {{ {call}, after: $after) {{ totalCount }} }}"
        (error,) = errors_of(document, after=cursor["endCursor"])
        assert error["extensions"]["code"] == "BAD_CURSOR"


# 35

CITED = "citations { source { id } locator }"


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Give the rows of the real data."""
    return load_tables(ROOT / "data")


def cited(ask: Ask, name: str) -> dict[str, list[tuple[str, str | None]]]:
    """Give the citations of each thing in a list, by id."""
    return {
        each["node"]["id"]: [
            (citation["source"]["id"].removeprefix("source/"), citation["locator"])
            for citation in each["node"]["citations"]
        ]
        for each in pages(ask, name, f"id {CITED}")
    }


def test_a_thing_cites_its_own_row(ask: Ask, tables: Tables) -> None:
    assert cited(ask, "parties") == {
        f"party/{row.id}": [(row.source_id, None)] for row in tables.parties
    }
    assert cited(ask, "contests") == {
        f"contest/{row.id}": [(row.source_id, None)] for row in tables.contests
    }
    canonical = {
        f"person/{row.person_id}": row.source_id
        for row in tables.person_names
        if row.kind == "CANONICAL"
    }
    assert cited(ask, "people") == {key: [(source, None)] for key, source in canonical.items()}
    answer = ask(f"{{ municipalities {{ id {CITED} }} }}")["municipalities"]
    assert {each["id"]: len(each["citations"]) for each in answer} == {
        f"municipality/{row.id}": len(row.source_ids) for row in tables.municipalities
    }


def test_a_relationship_cites_the_rows_that_it_was_made_of(ask: Ask, tables: Tables) -> None:
    found = cited(ask, "relationships")

    for row in tables.candidacies:
        key = f"ran-in/{row.person_id}/{row.contest_id}"
        assert found[key] == [(row.source_id, None)]
    for term in tables.mandates:
        key = f"held-office/{term.person_id}/{term.municipality_id}/{term.start or 'undated'}"
        assert found[key] == [(term.source_id, term.locator)]
    for contest in tables.contests:
        place = f"held-in/{contest.id}/{contest.municipality_id}"
        assert found[place] == [(contest.source_id, None)]
    assert all(found.values())


def test_a_move_cites_every_row_that_asserts_it(ask: Ask) -> None:
    found = cited(ask, "relationships")

    assert [source for source, _ in found["defected-to/agim-bahtiri/vetevendosje/2019-08"]] == [
        "seed-001",
        "arbresh-lajmet-bahtiri-zyrtarisht-ne-vetevendosje",
        "presheva-e-konfirmon-agim-bahtiri-te",
    ]


def test_a_succession_cites_its_two_terms_and_nothing_else(ask_small: Ask) -> None:
    found = cited(ask_small, "relationships")

    assert found["succeeded/fana-zogu/dara-hoti/2014-10-12"] == [
        *found["held-office/dara-hoti/bora/2010-11-07"],
        *found["held-office/fana-zogu/bora/2014-10-12"],
    ]
    assert found["stood-for/ada-prifti/blue/2010-10-10"] == [("commission", None)]


@pytest.mark.parametrize(
    ("dates", "moves"),
    [
        (["2011", "2011-06"], [("2011-06", 2)]),
        (["2011", "2011-06", "2011-06-14"], [("2011-06-14", 3)]),
        (["2011-06", "2011-08"], [("2011-06", 1), ("2011-08", 1)]),
        (["2011", "2011-06", "2011-08"], [("2011-06", 2), ("2011-08", 1)]),
        (["2011", "2012"], [("2011", 1), ("2012", 1)]),
        (["2011", ""], [("2011", 2)]),
        (["", ""], [(None, 2)]),
    ],
)
def test_rows_whose_dates_contain_each_other_are_one_move_of_the_finest_date(
    ask_changed: AskChanged, dates: list[str], moves: list[tuple[str | None, int]]
) -> None:
    sources = ("article", "commission", "daily")
    rows = "\n".join(
        f"+ hana-leka,green,red,{date},DEFECTION,STATED,{source},,"
        for date, source in zip(dates, sources, strict=False)
    )

    person = ask_changed(f"party_moves\n{rows}")(
        f'{{ person(id: "person/hana-leka") {{ defectedTo {{ since until {CITED} }} }} }}'
    )["person"]
    found = [(each["since"], len(each["citations"])) for each in person["defectedTo"]]
    assert found == moves
    assert all(each["since"] == each["until"] for each in person["defectedTo"])


LANGUAGES = ("en", "sq", "sr", "tr")
NAMES = f"""id name names {{ value language kind }}
  {" ".join(f'{code}: name(language: "{code}")' for code in LANGUAGES)}"""


def test_a_name_in_a_language_is_the_canonical_one_else_the_display_name(ask: Ask) -> None:
    things = [each["node"] for name in ("people", "parties") for each in pages(ask, name, NAMES)]
    things += ask(f"{{ municipalities {{ {NAMES} }} elections {{ {NAMES} }} }}")["municipalities"]

    assert any(thing["sr"] != thing["name"] for thing in things)
    for thing in things:
        assert thing["names"][0]["value"] == thing["name"]
        for code in LANGUAGES:
            canonical = [
                name["value"]
                for name in thing["names"]
                if name["kind"] == "CANONICAL" and name["language"] == code
            ]
            assert thing[code] == (canonical or [thing["name"]])[0]


def test_people_and_parties_are_shown_by_the_names_of_their_rows(ask: Ask, tables: Tables) -> None:
    people = {each["node"]["id"]: each["node"]["name"] for each in pages(ask, "people", "id name")}
    parties = {
        each["node"]["id"]: each["node"]["name"] for each in pages(ask, "parties", "id name")
    }

    assert people == {f"person/{row.id}": row.name for row in tables.people}
    shown = {f"party/{row.id}": row.name_en or row.name_sq or row.name_sr for row in tables.parties}
    for party, label in (
        ("party/ktb", "KOSOVA TÜRK BIRLIGI - KTB"),
        ("party/mamusa-halk-hareketi", "Mamuşa Halk Hareketi"),
    ):
        assert shown.pop(party) is None
        assert parties.pop(party) == label
    assert parties == shown


@pytest.mark.parametrize(
    "edits",
    [
        'people\n- cen-dreni\n+ cen-dreni,Cen Dreni,"Dreni, Cen",',
        """people
        - cen-dreni
        + cen-dreni,Cen Dreni,"Dreni, Cen",
        person_names
        - cen-dreni,Cen""",
    ],
)
def test_the_names_of_a_person_start_with_the_one_of_the_row(
    ask_changed: AskChanged, edits: str
) -> None:
    person = ask_changed(edits)('{ person(id: "person/cen-dreni") { name names { value } } }')[
        "person"
    ]

    names = [{"value": "Cen Dreni"}, {"value": "Cën Dreni"}]
    assert person == {"name": "Cen Dreni", "names": names}


DISAGREE = """id kind field subject { id } values { value citation { source { id } } }"""


def test_discrepancies_are_the_rows_of_disputes_and_what_no_row_covers(
    ask: Ask, tables: Tables
) -> None:
    found = [each["node"] for each in pages(ask, "discrepancies", DISAGREE)]

    values = Counter(tuple(sorted(value["value"] for value in each["values"])) for each in found)
    rows = Counter(tuple(sorted((row.value_a, row.value_b))) for row in tables.disputes)
    assert rows <= values
    kinds = Counter(each["kind"] for each in found)
    assert kinds["NAME_VARIANT"] == sum(row.table == "people" for row in tables.disputes) == 16
    assert set(kinds) == {"NAME_VARIANT", "SOURCES_DISAGREE", "ARITHMETIC", "TOTALS_DIFFER"}
    for kind, count in kinds.items():
        document = "query ($kind: DiscrepancyKind) { discrepancies(kind: $kind) { totalCount } }"
        assert ask(document, kind=kind)["discrepancies"]["totalCount"] == count


@pytest.mark.parametrize(
    ("edits", "kind", "subject", "values"),
    [
        (
            """results
            - mayor-alba-2010,1,ada-prifti,600,60
            + mayor-alba-2010,1,ada-prifti,600,65,,,,,article,,false
            - mayor-alba-2010,1,bes-kola
            + mayor-alba-2010,1,bes-kola,300,,,,,,article,,true
            - mayor-alba-2010,1,edi-marku
            + mayor-alba-2010,1,edi-marku,100,,,,,,article,,true""",
            "ARITHMETIC",
            "ran-in/ada-prifti/mayor-alba-2010",
            ["65", "60.00"],
        ),
        (
            "results\n+ mayor-alba-2010,1,bes-kola,310,,,,,,article,,false",
            "SOURCES_DISAGREE",
            "ran-in/bes-kola/mayor-alba-2010",
            ["310", "300"],
        ),
        (
            "tallies\n+ local-2010,MUNICIPALITIES,,5,article,,",
            "TOTALS_DIFFER",
            "election/local-2010",
            ["4", "5"],
        ),
    ],
)
def test_what_no_row_records_is_found_by_arithmetic(  # noqa: PLR0913, PLR0917
    ask_small: Ask,
    ask_changed: AskChanged,
    edits: str,
    kind: str,
    subject: str,
    values: list[str],
) -> None:
    def told(ask: Ask) -> list[tuple[str, str, list[str]]]:
        return [
            (
                each["node"]["kind"],
                each["node"]["subject"]["id"],
                [value["value"] for value in each["node"]["values"]],
            )
            for each in pages(ask, "discrepancies", DISAGREE)
        ]

    assert (kind, subject, values) in told(ask_changed(edits))
    assert (kind, subject, values) not in told(ask_small)
