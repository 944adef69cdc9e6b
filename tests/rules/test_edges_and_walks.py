"""What edges and walks mean: ends, ids, degrees, derivations, paths, surroundings, rankings."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest

from graph.build import build_graph
from graph.load import load_tables
from graph.revision import Revision
from schema.context import Context
from schema.execution import Executor
from tests.conftest import ROOT, Ask
from tests.rules.conftest import Asker
from tests.rules.whole import pages, whole

AskChanged = Callable[[str], Ask]
Rows = list[dict[str, Any]]

TYPES = [
    *("RAN_IN", "WON", "DEFECTED_TO", "SUCCEEDED", "HELD_OFFICE", "STOOD_FOR", "ALLIED_WITH"),
    *("MEMBER_OF", "SPLIT_FROM", "MERGED_INTO", "RENAMED_TO", "PART_OF", "HELD_IN", "FORMED_FROM"),
]
EDGE = """id type basis since until source { id kind } target { id kind }
  derivation { rule inputs { id since } }"""


def edges_of(ask: Ask) -> Rows:
    """Read every edge."""
    return [each["node"] for each in pages(ask, "relationships", EDGE)]


@pytest.fixture(scope="module")
def small_edges(ask_small: Ask) -> Rows:
    """Give every edge of the small world."""
    return edges_of(ask_small)


@pytest.fixture(scope="module")
def real_edges(ask: Ask) -> Rows:
    """Give every edge of the real data."""
    return edges_of(ask)


# 24


@pytest.mark.parametrize(
    ("key", "source", "target"),
    [
        ("ran-in/ada-prifti/mayor-alba-2010", "person/ada-prifti", "contest/mayor-alba-2010"),
        ("won/ada-prifti/mayor-alba-2010", "person/ada-prifti", "contest/mayor-alba-2010"),
        ("held-office/ada-prifti/alba/2010-10-10", "person/ada-prifti", "municipality/alba"),
        ("defected-to/dara-hoti/blue/2011-06", "person/dara-hoti", "party/blue"),
        ("defected-to/fana-zogu/red/2010-10-10", "person/fana-zogu", "party/red"),
        (
            "defected-to/goran-ilic/citizens-dushk/2010-10-10",
            "person/goran-ilic",
            "party/citizens-dushk",
        ),
        ("succeeded/ada-prifti/bes-kola/2010-10-10", "person/ada-prifti", "person/bes-kola"),
        ("stood-for/ada-prifti/blue/2010-10-10", "person/ada-prifti", "party/blue"),
        ("allied-with/blue/green/2010-11", "party/blue", "party/green"),
        ("member-of/green/red-green/2014", "party/green", "party/red-green"),
        ("split-from/red/blue/2004-05", "party/red", "party/blue"),
        ("part-of/mayor-alba-2010/local-2010", "contest/mayor-alba-2010", "election/local-2010"),
        ("held-in/mayor-alba-2010/alba", "contest/mayor-alba-2010", "municipality/alba"),
        ("formed-from/cerma/bora", "municipality/cerma", "municipality/bora"),
        (
            "held-office/edi-marku-dushk/dushk/undated",
            "person/edi-marku-dushk",
            "municipality/dushk",
        ),
    ],
)
def test_an_edge_leaves_the_subject_of_its_sentence_and_reaches_its_object(
    ask_small: Ask, key: str, source: str, target: str
) -> None:
    document = """query ($id: ID!) { node(id: $id) {
      ... on Relationship { id source { id } target { id } } } }"""

    node = ask_small(document, id=key)["node"]
    assert node == {"id": key, "source": {"id": source}, "target": {"id": target}}


# 25

ONCE = {"RAN_IN", "WON", "PART_OF", "HELD_IN", "FORMED_FROM"}


def test_ids_are_type_source_and_target_and_the_earliest_date_where_there_can_be_several(
    real_edges: Rows,
) -> None:
    ids = [edge["id"] for edge in real_edges]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+){2,4}", key) for key in ids)
    for edge in real_edges:
        slugs = (edge[end]["id"].partition("/")[2] for end in ("source", "target"))
        stem = "/".join((edge["type"].lower().replace("_", "-"), *slugs))
        dated = "" if edge["type"] in ONCE else f"/{edge['since'] or 'undated'}"
        assert re.fullmatch(f"{stem}{dated}(/[2-9])?", edge["id"])


CLASHES = """
    candidacies
    + cand-bora-2010-ada-prifti,mayor-bora-2010,ada-prifti,blue,false,,NOT_ELECTED,daily
    + cand-dushk-2010-ada-prifti,mayor-dushk-2010,ada-prifti,blue,false,,NOT_ELECTED,daily
    party_moves
    + dara-hoti,red,blue,2011-06,DEFECTION,STATED,article,,
    + hana-leka,green,red,,DEFECTION,STATED,daily,,
    + hana-leka,green,red,,DEFECTION,STATED,article,,
    + hana-leka,green,red,2013,DEFECTION,STATED,ledger,,
    mandates
    + hana-leka,bora,MAYOR,,2012-02,2012-03,STATED,APPOINTED_BY_ASSEMBLY,,daily,,
    + cen-dreni,bora,MAYOR,,2012-02,2012-03,STATED,APPOINTED_BY_ASSEMBLY,,daily,,
    person_names
    + ada-prifti,A. Prifti,ALIAS,,daily
    + ada-prifti,Adë Prifti,ALIAS,,commission
"""


@pytest.mark.parametrize(
    ("stem", "contests"),
    [("stood-for/ada-prifti/blue/2010-10-10", ["alba-2010", "bora-2010", "dushk-2010"])],
)
def test_ids_that_clash_are_numbered(
    ask_changed: AskChanged, stem: str, contests: list[str]
) -> None:
    ask = ask_changed(CLASHES)
    document = """query ($id: ID!) { node(id: $id) {
      ... on StoodFor { candidacy { contest { id } } } } }"""

    keys = [stem, f"{stem}/2", f"{stem}/3"]
    found = [ask(document, id=key)["node"]["candidacy"]["contest"]["id"] for key in keys]
    assert found == [f"contest/mayor-{contest}" for contest in contests]


@pytest.mark.parametrize(
    "key",
    ["defected-to/dara-hoti/blue/2011-06/2", "held-office/hana-leka/bora/2012-02/2"],
)
def test_a_second_edge_of_a_day_has_a_2(ask_changed: AskChanged, key: str) -> None:
    nodes = ask_changed(CLASHES)(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[key, f"{key[:-1]}3"]
    )

    assert nodes["nodes"] == [{"id": key}, None]


def shuffled(graph_of: str, seed: int, tables: Any) -> Revision:
    """Build a graph from the same rows in another order."""
    rows = {each.name: getattr(tables, each.name) for each in fields(tables)}
    mixed = random.Random(f"{graph_of} {seed}")  # a shuffle, no secret
    return build_graph(
        replace(
            tables,
            **{
                name: tuple(mixed.sample(each, len(each)))
                for name, each in rows.items()
                if isinstance(each, tuple)
            },
        )
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_means_nothing(
    changed: Callable[[str], Revision], tmp_path: Any, asker: Asker, seed: int
) -> None:
    graph = changed(CLASHES)

    mixed = shuffled("small", seed, load_tables(tmp_path / "world"))
    assert whole(asker(mixed)) == whole(asker(graph))


def test_the_order_of_rows_means_nothing_in_the_real_data(ask: Ask, asker: Asker) -> None:
    mixed = shuffled("real", 1, load_tables(ROOT / "data"))

    assert whole(asker(mixed)) == whole(ask)


# 26


@pytest.mark.parametrize(
    "key",
    [
        *("person/agim-bahtiri", "party/vetevendosje", "municipality/prizren"),
        *("election/local-2017", "contest/mayor-prizren-2017"),
    ],
)
@pytest.mark.parametrize("direction", ["OUT", "IN", "BOTH"])
@pytest.mark.parametrize("types", [None, ["RAN_IN"], ["STOOD_FOR", "DEFECTED_TO", "HELD_IN"]])
def test_a_degree_is_the_count_of_relationships_with_the_same_arguments(
    ask: Ask, real_edges: Rows, key: str, direction: str, types: list[str] | None
) -> None:
    document = """query ($id: ID!, $types: [RelationshipType!], $direction: Direction!) {
      node(id: $id) { ... on Entity {
        degree(types: $types, direction: $direction)
        relationships(types: $types, direction: $direction) { totalCount } } } }"""

    node = ask(document, id=key, types=types, direction=direction)["node"]
    ends = {"OUT": ["source"], "IN": ["target"], "BOTH": ["source", "target"]}[direction]
    own = {
        edge["id"]
        for edge in real_edges
        if any(edge[end]["id"] == key for end in ends) and (types is None or edge["type"] in types)
    }
    assert node == {"degree": len(own), "relationships": {"totalCount": len(own)}}


def test_a_loop_counts_once(ask_changed: AskChanged) -> None:
    ask = ask_changed(
        """
        municipalities
        - dushk,
        + dushk,Dushk,Dushk,Душк,,,,,,,dushk,article
        """
    )

    answer = ask(
        """{ municipality(id: "municipality/dushk") {
          both: degree(types: [FORMED_FROM]) out: degree(types: [FORMED_FROM], direction: OUT)
          in: degree(types: [FORMED_FROM], direction: IN)
          relationships(types: [FORMED_FROM]) { totalCount }
        } ranking(by: DEGREE, types: [FORMED_FROM], kinds: [MUNICIPALITY]) { value } }"""
    )
    counts = {"both": 1, "out": 1, "in": 1, "relationships": {"totalCount": 1}}
    assert answer["municipality"] == counts
    assert [each["value"] for each in answer["ranking"]] == [2, 1, 1, 1]


# 27


def in_lists(edge: dict[str, Any]) -> tuple[bool, str, str, int, str]:
    """Give the place of an edge in lists: by since (unknown last), type and id."""
    since = edge["since"] or ""
    first, last = f"{since}-01-01"[:10], f"{since}-99-99"[:10]
    return (not since, first, last, TYPES.index(edge["type"]), edge["id"])


def test_relationships_come_by_since_type_and_id(ask: Ask, real_edges: Rows) -> None:
    document = """query ($id: ID!) { node(id: $id) { ... on Entity {
      relationships(first: 100) { nodes { id since type } } } } }"""

    assert real_edges == sorted(real_edges, key=in_lists)
    for key in ("party/vetevendosje", "municipality/istog", "person/agim-bahtiri"):
        nodes = ask(document, id=key)["node"]["relationships"]["nodes"]
        assert nodes == sorted(nodes, key=in_lists)


# 28


def test_the_inputs_of_a_derived_edge_come_earliest_first(real_edges: Rows) -> None:
    derived = [edge for edge in real_edges if edge["basis"] == "DERIVED"]

    assert {edge["type"] for edge in derived} == {"WON", "DEFECTED_TO", "SUCCEEDED", "STOOD_FOR"}
    for edge in real_edges:
        assert (edge["derivation"] is not None) is (edge["basis"] == "DERIVED")
    for edge in derived:
        inputs = [each["since"] or "9999" for each in edge["derivation"]["inputs"]]
        assert inputs
        if edge["type"] != "SUCCEEDED":  # a term without a beginning stands where it ended
            assert inputs == sorted(inputs)


@pytest.mark.parametrize(
    ("edits", "people"),
    [
        ("", ["ada-prifti", "bes-kola"]),
        (
            """results
            - mayor-alba-2014,3,ada-prifti
            - mayor-alba-2014,3,bes-kola
            rounds
            - mayor-alba-2014,3""",
            ["ada-prifti", "bes-kola", "edi-marku"],
        ),
    ],
)
def test_a_computed_win_rests_on_those_of_the_last_counted_round(
    ask_changed: AskChanged, edits: str, people: list[str]
) -> None:
    won = ask_changed(edits)(
        """{ node(id: "won/ada-prifti/mayor-alba-2014") {
          ... on Won { basis derivation { inputs { source { id } } } } } }"""
    )["node"]

    assert won["basis"] == "DERIVED"
    sources = [each["source"]["id"] for each in won["derivation"]["inputs"]]
    assert sources == [f"person/{person}" for person in people]


def test_an_inferred_move_rests_on_a_sign_of_the_party_left_and_the_next_of_the_one_joined(
    ask_changed: AskChanged,
) -> None:
    ask = ask_changed(
        """
        mandates
        + fana-zogu,dushk,MAYOR,green,2012-01-01,2012-02-01,STATED,ACTING,,daily,,
        candidacies
        - cand-bora-2010-fana-zogu
        + cand-bora-2010-fana-zogu,mayor-bora-2010,fana-zogu,red,false,,NOT_ELECTED,commission
        party_moves
        - fana-zogu,blue
        + fana-zogu,green,red,,DEFECTION,INFERRED_FROM_CANDIDACIES,daily,,
        """
    )

    (move,) = ask(
        """{ person(id: "person/fana-zogu") { defectedTo {
          since until derivation { inputs { id } } } } }"""
    )["person"]["defectedTo"]
    assert (move["since"], move["until"]) == (None, None)
    assert [each["id"] for each in move["derivation"]["inputs"]] == [
        "held-office/fana-zogu/dushk/2012-01-01",
        "ran-in/fana-zogu/mayor-bora-2014",
    ]


def test_a_succession_joins_consecutive_terms_of_different_people(ask_small: Ask) -> None:
    found = ask_small(
        """{ municipalities { id successions {
          successor { name } predecessor { name } immediate } } }"""
    )["municipalities"]

    assert {each["id"]: each["successions"] for each in found if each["successions"]} == {
        "municipality/alba": [
            {
                "successor": {"name": "Ada Prifti"},
                "predecessor": {"name": "Bes Kola"},
                "immediate": True,
            }
        ],
        "municipality/bora": [
            {
                "successor": {"name": "Fana Zogu"},
                "predecessor": {"name": "Dara Hoti"},
                "immediate": False,
            }
        ],
    }


def test_a_succession_is_immediate_but_over_a_gap_of_the_data(ask: Ask) -> None:
    found = ask("{ municipalities { successions { immediate before { id } after { id } } } }")
    immediate = {
        (each["before"]["id"], each["after"]["id"]): each["immediate"]
        for place in found["municipalities"]
        for each in place["successions"]
    }
    gaps = {
        (
            f"held-office/{row.from_person_id}/{row.municipality_id}/{row.from_start or 'undated'}",
            f"held-office/{row.to_person_id}/{row.municipality_id}/{row.to_start or 'undated'}",
        )
        for row in load_tables(ROOT / "data").successions
        if row.gap
    }

    assert len(gaps) == 8
    assert {pair for pair, alone in immediate.items() if not alone} == gaps
    assert sum(immediate.values()) > 70


# 29 and 30: a brute force to compare with

PATHS = """query ($from: ID!, $to: ID!, $walk: WalkInput, $first: Int! = 100, $asOf: PartialDate) {
  paths(from: $from, to: $to, walk: $walk, first: $first, asOf: $asOf) {
    exhaustive excluded { id }
    paths { length sentence entities { id }
      hops { forward from { id } to { id } relationship { id sentence } } } } }"""
ALL_BUT_ELECTIONS = {"PERSON", "PARTY", "MUNICIPALITY", "CONTEST"}


def rank(edge: dict[str, Any]) -> tuple[bool, int, str]:
    """Give the place of an edge among parallel ones."""
    return (edge["basis"] == "DERIVED", TYPES.index(edge["type"]), edge["id"])


def hops_between(edges: Rows, walk: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """Give, for each thing and each thing next to it, the edge that a path shows."""
    near: dict[str, dict[str, dict[str, Any]]] = {}
    for edge in sorted(edges, key=rank):
        if edge["type"] in walk.get("types", TYPES):
            source, target = edge["source"]["id"], edge["target"]["id"]
            if walk.get("direction", "BOTH") != "IN":
                near.setdefault(source, {}).setdefault(target, edge)
            if walk.get("direction", "BOTH") != "OUT":
                near.setdefault(target, {}).setdefault(source, edge)
    return near


def passable(edges: Rows, key: str, walk: dict[str, Any]) -> bool:
    """Tell whether a walk may pass through a thing."""
    types = walk.get("types", TYPES)
    degree = sum(
        key in (edge["source"]["id"], edge["target"]["id"]) and edge["type"] in types
        for edge in edges
    )
    return (
        key not in walk.get("avoid", [])
        and key.partition("/")[0].upper() in walk.get("through", ALL_BUT_ELECTIONS)
        and degree <= walk.get("maxDegree", 10**6)
    )


def simple_paths(
    edges: Rows, start: str, end: str, walk: dict[str, Any]
) -> list[tuple[int, int, list[str], list[str]]]:
    """Give all simple paths in the order of the rule: length, derived hops, keys; and the edges."""
    near = hops_between(edges, walk)
    open_doors = {key: passable(edges, key, walk) for key in near}

    def onward(keys: list[str]) -> Iterator[list[str]]:
        if keys[-1] == end:
            yield keys
        elif len(keys) <= walk["maxLength"] and (len(keys) == 1 or open_doors.get(keys[-1])):
            for key in near.get(keys[-1], {}):
                if key not in keys:
                    yield from onward([*keys, key])

    found = []
    for keys in onward([start]):
        taken = [near[first][second] for first, second in pairwise(keys)]
        derived = sum(edge["basis"] == "DERIVED" for edge in taken)
        found.append((len(taken), derived, keys, [edge["id"] for edge in taken]))
    return sorted(found)


ENDS = [
    ("person/ada-prifti", "person/dara-hoti"),
    ("person/bes-kola", "person/goran-ilic"),
    ("party/blue", "person/cen-dreni"),
    ("election/local-2010", "party/red"),
    ("contest/mayor-cerma-2010", "municipality/dushk"),
    ("person/edi-marku", "person/edi-marku-dushk"),
]
WALKS: list[dict[str, Any]] = [
    {"maxLength": 4},
    {"maxLength": 3, "through": ["ELECTION", "CONTEST"]},
    {"maxLength": 4, "types": ["RAN_IN", "STOOD_FOR", "DEFECTED_TO", "WON"]},
    {"maxLength": 6, "direction": "OUT"},
    {"maxLength": 4, "direction": "IN"},
    {"maxLength": 4, "avoid": ["party/blue", "person/fana-zogu"]},
    {"maxLength": 4, "maxDegree": 8},
    {"maxLength": 5, "types": ["STOOD_FOR", "MEMBER_OF", "RAN_IN"], "maxDegree": 4},
]


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("walk", WALKS, ids=str)
def test_paths_are_all_the_simple_ones_in_their_order(
    ask_small: Ask, small_edges: Rows, ends: tuple[str, str], walk: dict[str, Any]
) -> None:
    expected = simple_paths(small_edges, *ends, walk)

    answer = ask_small(PATHS, **{"from": ends[0], "to": ends[1]}, walk=walk)["paths"]
    found = [
        (
            path["length"],
            [each["id"] for each in path["entities"]],
            [hop["relationship"]["id"] for hop in path["hops"]],
        )
        for path in answer["paths"]
    ]
    assert found == [(length, keys, taken) for length, _, keys, taken in expected[:100]]
    assert answer["exhaustive"] is (len(expected) <= 100)


def test_the_walks_that_are_compared_find_something(small_edges: Rows) -> None:
    found = [simple_paths(small_edges, *ends, walk) for ends in ENDS for walk in WALKS]

    assert sum(map(bool, found)) > 15


@pytest.mark.parametrize("key", ["person/ada-prifti", "election/local-2010", "party/blue"])
def test_from_a_thing_to_itself_leads_one_path_of_length_0(ask_small: Ask, key: str) -> None:
    answer = ask_small(PATHS, **{"from": key, "to": key})["paths"]

    (path,) = answer["paths"]
    assert (path["length"], path["hops"], path["entities"]) == (0, [], [{"id": key}])
    assert answer["exhaustive"] is True


def test_the_sentence_of_a_path_joins_those_of_its_hops(ask: Ask) -> None:
    ends = {"from": "person/shpend-ahmeti", "to": "person/agim-bahtiri"}
    paths = ask(PATHS, **ends, walk={"maxLength": 4}, first=5)["paths"]["paths"]

    assert len(paths) == 5
    for path in paths:
        said = [hop["relationship"]["sentence"].removesuffix(".") for hop in path["hops"]]
        assert path["sentence"] == "; ".join(said) + "."
        ids = [each["id"] for each in path["entities"]]
        assert [(hop["from"]["id"], hop["to"]["id"]) for hop in path["hops"]] == [*pairwise(ids)]


def test_of_parallel_edges_the_stated_one_is_shown_before_a_derived_one_then_by_type(
    ask_small: Ask,
) -> None:
    hops = [
        [hop["relationship"]["id"] for hop in path["hops"]]
        for ends in (("ada-prifti", "contest/mayor-alba-2014"), ("dara-hoti", "party/blue"))
        for path in ask_small(
            PATHS, **{"from": f"person/{ends[0]}", "to": ends[1]}, walk={"maxLength": 1}
        )["paths"]["paths"]
    ]

    assert hops == [["ran-in/ada-prifti/mayor-alba-2014"], ["defected-to/dara-hoti/blue/2011-06"]]


def test_a_search_is_not_exhaustive_when_there_is_more_than_asked_for(ask_small: Ask) -> None:
    ends = {"from": "person/ada-prifti", "to": "person/bes-kola"}
    two = ask_small(PATHS, **ends, walk={"maxLength": 2}, first=100)["paths"]

    count = len(two["paths"])
    assert two["exhaustive"] is True
    for first, exhaustive in ((count, True), (count - 1, False)):
        answer = ask_small(PATHS, **ends, walk={"maxLength": 2}, first=first)["paths"]
        assert answer["exhaustive"] is exhaustive
        assert answer["paths"] == two["paths"][:first]


@pytest.mark.parametrize(
    "field",
    [
        'common(of: ["party/blue", "party/green"], depth: 3) { entity { id } }',
        'traverse(from: "party/blue", steps: {types: STOOD_FOR, direction: IN}) { totalCount }',
    ],
)
def test_what_lists_all_that_it_finds_is_refused_without_the_budget_for_it(
    executor: Executor, small: Revision, field: str
) -> None:
    document = executor.prepare(f"{{ {field} }}")
    (error,) = executor.answer(document, Context(graph=small, walk_budget=3))["errors"]

    assert error["extensions"]["code"] == "TOO_MUCH_WORK"
    assert "errors" not in executor.answer(document, Context(graph=small))


def test_a_search_that_spent_its_budget_says_so(executor: Executor, small: Revision) -> None:
    ends = {"from": "person/ada-prifti", "to": "person/goran-ilic"}

    for budget, exhaustive in ((3, False), (10**6, True)):
        context = Context(graph=small, walk_budget=budget)
        variables = {**ends, "walk": {"maxLength": 4}, "first": 100}
        response = executor.answer(executor.prepare(PATHS), context, variables)
        assert response["data"]["paths"]["exhaustive"] is exhaustive


def test_an_empty_answer_proves_that_there_is_no_such_path(ask: Ask) -> None:
    ends = {"from": "person/shpend-ahmeti", "to": "person/agim-bahtiri"}
    walk = {"maxLength": 2, "types": ["DEFECTED_TO"], "avoid": ["party/vetevendosje"]}

    answer = ask(PATHS, **ends, walk=walk)["paths"]
    assert (answer["paths"], answer["exhaustive"], answer["excluded"]) == ([], True, [])


@pytest.mark.parametrize(
    ("walk", "excluded"),
    [
        ({"maxLength": 2}, []),
        ({"maxLength": 4}, ["election/local-2010", "election/local-2014"]),
        (
            {"maxLength": 4, "through": ["CONTEST", "ELECTION", "MUNICIPALITY"]},
            ["party/", "person/"],
        ),
        ({"maxLength": 2, "types": ["STOOD_FOR"], "maxDegree": 5}, ["party/blue"]),
        ({"maxLength": 2, "types": ["STOOD_FOR"], "maxDegree": 6}, []),
        ({"maxLength": 2, "types": ["STOOD_FOR"], "avoid": ["party/blue"]}, []),
    ],
)
def test_things_not_passed_through_because_of_kind_or_degree_are_named(
    ask_small: Ask, walk: dict[str, Any], excluded: list[str]
) -> None:
    ends = {"from": "person/ada-prifti", "to": "person/edi-marku-dushk"}

    answer = ask_small(PATHS, **ends, walk=walk)["paths"]
    found = [each["id"] for each in answer["excluded"]]
    kinds = [each for each in excluded if each.endswith("/")]
    assert bool(found) is bool(excluded)
    assert found == excluded if not kinds else all(key.startswith(tuple(kinds)) for key in found)


# 31


def length_of_first(ask: Ask, ends: tuple[str, str], **walk: Any) -> int | None:
    """Give the length of the first path; None where there is none."""
    paths = ask(PATHS, **{"from": ends[0], "to": ends[1]}, walk=walk)["paths"]["paths"]
    return paths[0]["length"] if paths else None


def test_hops_of_one_time_share_a_day(ask: Ask) -> None:
    ends = ("person/shpend-ahmeti", "person/agim-bahtiri")
    walk: dict[str, Any] = {"types": ["DEFECTED_TO"], "maxLength": 2}

    assert length_of_first(ask, ends, **walk) == 2
    assert length_of_first(ask, ends, **walk, sameTime=True) is None


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2011-06", "2011-06", None),
        ("2011-06-15", "2011-06-15", 2),
        ("2011-06-15", "2011-06-16", None),
        ("2011-06-15", "2011-06", None),
        ("", "", None),
    ],
)
def test_two_events_share_a_day_only_if_it_is_surely_one(
    ask_changed: AskChanged, first: str, second: str, together: int | None
) -> None:
    ask = ask_changed(
        f"""
        party_moves
        - dara-hoti,green,blue,2011,
        - dara-hoti,green,blue,2011-06
        + dara-hoti,green,blue,{first},DEFECTION,STATED,daily,,
        + bes-kola,green,blue,{second},DEFECTION,STATED,daily,,
        """
    )

    ends = ("person/dara-hoti", "person/bes-kola")
    walk: dict[str, Any] = {"types": ["DEFECTED_TO"], "maxLength": 2}
    assert length_of_first(ask, ends, **walk) == 2
    assert length_of_first(ask, ends, **walk, sameTime=True) == together


@pytest.mark.parametrize(
    ("ends", "types", "length"),
    [
        (("person/ada-prifti", "person/bes-kola"), ["HELD_OFFICE"], None),
        (("person/ada-prifti", "person/bes-kola"), ["RAN_IN"], 2),
        (("municipality/alba", "election/local-2010"), ["HELD_IN", "PART_OF"], 2),
        (("person/ada-prifti", "municipality/alba"), ["RAN_IN", "HELD_IN"], 2),
        (("person/dara-hoti", "person/hana-leka"), ["HELD_OFFICE"], None),
        (("party/red", "party/green"), ["MEMBER_OF"], None),
        (("person/dara-hoti", "party/blue"), ["DEFECTED_TO"], 1),
    ],
)
def test_states_share_the_days_that_both_surely_hold(
    ask_small: Ask, ends: tuple[str, str], types: list[str], length: int | None
) -> None:
    walk = {"types": types, "maxLength": 2, "sameTime": True}

    assert length_of_first(ask_small, ends, **walk) == length


@pytest.mark.parametrize(
    ("on", "length"), [("2010", None), ("2011", 1), ("2012", None), ("2012-03", None)]
)
def test_on_follows_only_what_holds_on_that_date(
    ask_small: Ask, on: str, length: int | None
) -> None:
    ends = ("person/dara-hoti", "municipality/bora")

    assert length_of_first(ask_small, ends, types=["HELD_OFFICE"], maxLength=1, on=on) == length


# 32

SURROUNDINGS = """query ($of: [ID!]!, $depth: Int!, $walk: WalkInput, $most: Int!) {
  neighborhood(of: $of, depth: $depth, walk: $walk, maxEntities: $most) {
    truncated entities { id } relationships { id } frontier { entity { id } hidden } } }"""


def layers(edges: Rows, starts: list[str], depth: int, walk: dict[str, Any]) -> list[list[str]]:
    """Give what a walk reaches, layer by layer."""
    near = hops_between(edges, walk)
    found = [starts]
    for _ in range(min(depth, walk.get("maxLength", 6))):
        seen = {key for layer in found for key in layer}
        doors = [key for key in found[-1] if key in starts or passable(edges, key, walk)]
        found.append(sorted({each for key in doors for each in near.get(key, {})} - seen))
    return found


@pytest.mark.parametrize("most", [1, 4, 9, 200])
@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize(
    ("of", "walk"),
    [
        (["person/ada-prifti"], {}),
        (["election/local-2014", "party/red"], {}),
        (["municipality/bora"], {"types": ["HELD_OFFICE", "DEFECTED_TO", "STOOD_FOR"]}),
        (["party/blue"], {"maxLength": 1}),
        (["person/cen-dreni"], {"avoid": ["party/red"], "maxDegree": 9}),
    ],
)
def test_a_neighborhood_keeps_the_nearest_then_the_best_connected(  # noqa: PLR0913, PLR0917
    ask_small: Ask,
    small_edges: Rows,
    of: list[str],
    walk: dict[str, Any],
    depth: int,
    most: int,
) -> None:
    types = walk.get("types", TYPES)
    edges = [edge for edge in small_edges if edge["type"] in types]
    degrees = Counter(edge[end]["id"] for edge in edges for end in ("source", "target"))
    in_reach = [
        key
        for layer in layers(small_edges, of, depth, walk)
        for key in sorted(layer, key=lambda key: (-degrees[key], key))
    ]
    shown = in_reach[:most]
    inside = [
        edge for edge in edges if edge["source"]["id"] in shown and edge["target"]["id"] in shown
    ]
    drawn = Counter(edge[end]["id"] for edge in inside for end in ("source", "target"))

    answer = ask_small(SURROUNDINGS, of=of, depth=depth, walk=walk, most=most)["neighborhood"]
    assert [each["id"] for each in answer["entities"]] == shown
    assert [each["id"] for each in answer["relationships"]] == [edge["id"] for edge in inside]
    assert {each["entity"]["id"]: each["hidden"] for each in answer["frontier"]} == {
        key: degrees[key] - drawn[key] for key in shown if degrees[key] > drawn[key]
    }
    assert answer["truncated"] is (len(in_reach) > most)


COMMON = """query ($of: [ID!]!, $depth: Int!) { common(of: $of, depth: $depth) {
  entity { id } paths { length entities { id } hops { relationship { id } } } } }"""


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize(
    "of", [*combinations(["person/ada-prifti", "party/green", "municipality/bora"], 2)]
)
def test_common_are_the_things_reached_from_each_closest_first(
    ask_small: Ask, small_edges: Rows, of: tuple[str, ...], depth: int
) -> None:
    distances = [
        {
            key: distance
            for distance, layer in enumerate(layers(small_edges, [start], depth, {}))
            for key in layer
        }
        for start in of
    ]
    shared = sorted(
        (sum(each[key] for each in distances), key)
        for key in set.intersection(*map(set, distances))
        if key not in of
    )

    found = ask_small(COMMON, of=list(of), depth=depth)["common"]
    assert [each["entity"]["id"] for each in found] == [key for _, key in shared][:50]
    for each in found:
        for start, path in zip(of, each["paths"], strict=True):
            expected = simple_paths(small_edges, start, each["entity"]["id"], {"maxLength": depth})
            taken = [hop["relationship"]["id"] for hop in path["hops"]]
            assert (path["length"], taken) == (expected[0][0], expected[0][3])


TRAVERSE = """query ($from: [ID!]!, $steps: [StepInput!]!) {
  traverse(from: $from, steps: $steps, first: 100) {
    totalCount nodes { entity { id } path { length entities { id } } } } }"""


@pytest.mark.parametrize(
    ("start", "steps"),
    [
        ("party/blue", ["STOOD_FOR IN", "RAN_IN OUT", "HELD_IN OUT"]),
        ("person/ada-prifti", ["RAN_IN OUT", "RAN_IN IN", "STOOD_FOR OUT"]),
        ("party/red", ["MEMBER_OF OUT", "MEMBER_OF IN"]),
        ("municipality/bora", ["HELD_OFFICE BOTH", "SUCCEEDED BOTH"]),
    ],
)
def test_a_traversal_gives_each_thing_once_with_its_first_path(
    ask_small: Ask, small_edges: Rows, start: str, steps: list[str]
) -> None:
    ways: list[tuple[int, list[str]]] = [(0, [start])]
    for step in steps:
        kind, direction = step.split()
        near = hops_between(small_edges, {"types": [kind], "direction": direction})
        ways = [
            (derived + (edge["basis"] == "DERIVED"), [*keys, key])
            for derived, keys in ways
            for key, edge in near.get(keys[-1], {}).items()
            if key not in keys
        ]
    first = {keys[-1]: keys for _, keys in sorted(ways, reverse=True)}

    pattern = [dict(zip(("types", "direction"), step.split(), strict=True)) for step in steps]
    answer = ask_small(TRAVERSE, **{"from": [start]}, steps=pattern)["traverse"]
    found = {
        each["entity"]["id"]: [thing["id"] for thing in each["path"]["entities"]]
        for each in answer["nodes"]
    }
    assert found == first
    assert len(answer["nodes"]) == answer["totalCount"] == len(first) > 0


# 33

RANKING = """query ($by: Measure!, $types: [RelationshipType!], $kinds: [EntityKind!]) {
  ranking(by: $by, types: $types, kinds: $kinds, first: 100) { entity { id } value rank } }"""


def as_simple_graph(edges: Rows, types: list[str]) -> "nx.Graph[str]":
    """Join every pair of things that an edge joins, once, without loops."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(edge[end]["id"] for edge in edges for end in ("source", "target"))
    pairs = (
        (edge["source"]["id"], edge["target"]["id"]) for edge in edges if edge["type"] in types
    )
    simple.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    return simple


def page_ranks(simple: "nx.Graph[str]") -> dict[str, float]:
    """Work PageRank out by walking at random, for long."""
    count = len(simple)
    ranks = dict.fromkeys(simple, 1 / count)
    for _ in range(200):
        lost = sum(ranks[key] for key in simple if not simple[key])
        ranks = {
            key: 0.15 / count
            + 0.85 * (lost / count + sum(ranks[near] / len(simple[near]) for near in simple[key]))
            for key in simple
        }
    return ranks


@pytest.mark.parametrize("types", [None, ["RAN_IN", "STOOD_FOR"]])
@pytest.mark.parametrize("by", ["DEGREE", "PAGERANK", "BETWEENNESS"])
def test_a_ranking_is_of_the_simple_undirected_graph_and_equals_share_a_rank(
    ask_small: Ask, small_edges: Rows, by: str, types: list[str] | None
) -> None:
    wanted = types or TYPES
    simple = as_simple_graph(small_edges, wanted)
    degrees = Counter(dict.fromkeys(simple, 0))
    degrees.update(
        edge[end]["id"]
        for edge in small_edges
        for end in ("source", "target")
        if edge["type"] in wanted
    )
    expected: dict[str, float] = {
        "DEGREE": lambda: dict(degrees),
        "PAGERANK": lambda: page_ranks(simple),
        "BETWEENNESS": lambda: nx.betweenness_centrality(simple),
    }[by]()

    rows = ask_small(RANKING, by=by, types=types)["ranking"]
    values = {row["entity"]["id"]: row["value"] for row in rows}
    assert values == pytest.approx(expected, rel=1e-6, abs=1e-9)
    ordered = [row["value"] for row in rows]
    assert ordered == sorted(ordered, reverse=True)
    assert [row["rank"] for row in rows] == [1 + ordered.index(value) for value in ordered]


def test_a_ranking_of_kinds_ranks_them_among_themselves(ask: Ask) -> None:
    rows = ask(RANKING, by="DEGREE", kinds=["PARTY"])["ranking"]

    assert {row["entity"]["id"].partition("/")[0] for row in rows} == {"party"}
    assert rows[0]["rank"] == 1
    degree = ask("query ($id: ID!) { party(id: $id) { degree } }", id=rows[0]["entity"]["id"])
    assert degree["party"]["degree"] == rows[0]["value"]
