"""Laws: what holds of every graph, whatever its data, checked in GraphQL.

They are checked on the real data, on the small world, and on made-up worlds of several seeds.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.world import made_up_world
from graph.dates import PartialDate
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.revision import Revision
from schema.execution import Executor
from tests.conftest import load, respond

SEEDS = (1,)
MADE_UP_EDGES = 3_000
LOOKED_AT = 120
LATE = "2099"
LISTS = {
    "people": "orderBy: MOVES",
    "parties": "filter: {}",
    "contests": "orderBy: MARGIN",
    "candidacies": "orderBy: SHARE",
    "relationships": "types: [RAN_IN, WON, SUCCEEDED, DEFECTED_TO]",
    "statements": "kind: null",
    "discrepancies": "kind: null",
}


@pytest.fixture(scope="module", params=["real", "small", *SEEDS])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Revision:
    """Give one graph after the other."""
    if isinstance(request.param, str):
        revision: Revision = request.getfixturevalue(request.param)
        return revision
    directory: Path = tmp_path_factory.mktemp(f"world-{request.param}")
    made_up_world(MADE_UP_EDGES, request.param).write(directory)
    return load(directory)


def ask(executor: Executor, world: Revision, document: str, **variables: Any) -> dict[str, Any]:
    response = respond(executor, world, document, variables)
    assert "errors" not in response, response["errors"]
    data: dict[str, Any] = response["data"]
    return data


def some(world: Revision) -> tuple[Entity, ...]:
    """Give things of all kinds, spread over the whole graph: all of a small one."""
    return world.entities[:: 1 + len(world.entities) // LOOKED_AT]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("size", [7, 100])
def test_paging_by_any_size_gives_the_whole_list_once(
    executor: Executor, world: Revision, name: str, size: int
) -> None:
    whole = [each for page in pages(executor, world, name, 100) for each in page["nodes"]]
    parts = list(pages(executor, world, name, size))
    assert [each for page in parts for each in page["nodes"]] == whole
    assert {page["totalCount"] for page in parts} == {len(whole)}
    assert len({each["id"] for each in whole}) == len(whole)


def pages(executor: Executor, world: Revision, name: str, size: int) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        document = f"""query ($after: String) {{
          page: {name}({LISTS[name]}, first: {size}, after: $after) {{
            totalCount nodes {{ id }} edges {{ cursor node {{ id }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
          }}
        }}"""
        page = ask(executor, world, document, after=after)["page"]
        where = page["pageInfo"]
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert where["hasPreviousPage"] is (after is not None)
        assert (where["endCursor"] or None) == (page["edges"][-1:] or [{"cursor": None}])[0][
            "cursor"
        ]
        yield page
        if not where["hasNextPage"]:
            return
        after = where["endCursor"]


EVERYTHING = """
fragment Edge on Relationship {
  id type source { id } target { id } since until basis sentence note
  derivation { rule inputs { id } }
  ... on RanIn { party { id } outcome votes share results { id votes share place } }
  ... on Won { margin { votes points } tookOffice }
  ... on DefectedTo { fromParty { id } toParty { id } year whileHolding { id } }
  ... on Succeeded { immediate partyChanged before { id } after { id } }
  ... on HeldOffice { party { id } electedIn { id } }
}
query ($id: ID!) {
  node(id: $id) {
    id
    ... on Entity {
      name degree statements { id date } relationships(first: 100) { totalCount nodes { ...Edge } }
    }
    ... on Person { party { id } affiliation { status basis { id } } }
    ... on Party { wins { id } arrivals { id } departures { id } mayors { id } }
    ... on Municipality { mayor { id } mayors { id } successions { id } }
    ... on Election {
      date runoffDate turnout second: turnout(round: 2)
      standings { party { id } independent mayors } coverage { measure expected recorded }
    }
    ... on Contest {
      status comeback tookOffice winner { id } winnerParty { id }
      candidates { id } rounds { id status date validVotes results { id votes place } }
    }
  }
}
"""


def test_degrees_lists_and_counts_agree(executor: Executor, world: Revision) -> None:
    document = """query ($id: ID!) {
      node(id: $id) {
        ... on Entity {
          degree
          relationships(first: 100) { totalCount nodes { type source { id } target { id } } }
        }
      }
    }"""
    counted: dict[str, int] = {}
    for entity in world.entities:
        node = ask(executor, world, document, id=entity.id)["node"]
        assert node["degree"] == node["relationships"]["totalCount"]
        for edge in node["relationships"]["nodes"]:
            ends = {edge["source"]["id"], edge["target"]["id"]}
            assert entity.id in ends
            counted[edge["type"]] = counted.get(edge["type"], 0) + 1
    dataset = ask(executor, world, "{ dataset { relationships { type count } } }")["dataset"]
    whole = {each["type"]: each["count"] for each in dataset["relationships"] if each["count"]}
    if all(entity.degree() <= 100 for entity in world.entities):
        assert counted == {kind: 2 * count for kind, count in whole.items()}


def test_every_edge_is_found_by_its_id_and_from_both_its_ends(
    executor: Executor, world: Revision
) -> None:
    document = """query ($ids: [ID!]!) {
      nodes(ids: $ids) { id ... on Relationship { citations { source { id } } } }
    }"""
    edges = world.edges
    for start in range(0, len(edges), 100):
        ids = [edge.id for edge in edges[start : start + 100]]
        found = ask(executor, world, document, ids=ids)["nodes"]
        assert [each["id"] for each in found] == ids
        assert all(each["citations"] for each in found)
    for edge in edges:
        assert edge in edge.source.outgoing
        assert edge in edge.target.incoming


def test_a_view_at_a_late_date_equals_the_graph_but_for_its_ids(
    executor: Executor, world: Revision
) -> None:
    view = world.at(PartialDate.parse(LATE))
    hidden = [edge for edge in world.edges if view.find_edge(edge.key) is None]
    assert all(edge.since is None or edge.type == "SUCCEEDED" for edge in hidden)
    touched = {end.key for edge in hidden for end in _things_of(edge)}
    touched |= {each.subject.key for each in world.statements if each.date is None}
    for entity in some(world):
        if entity.key in touched or not entity.degree():
            continue
        now = ask(executor, world, EVERYTHING, id=entity.id)["node"]
        late = ask(executor, world, EVERYTHING, id=f"{entity.id}@{LATE}")["node"]
        assert late["id"] == f"{entity.id}@{LATE}"
        assert json.loads(json.dumps(late).replace(f"@{LATE}", "")) == now


def _things_of(edge: Relationship) -> set[Entity]:
    """Give all things that an edge speaks of: its ends, and a party left."""
    named = (getattr(edge, name, None) for name in ("source", "target", "from_party"))
    return {each for each in named if each is not None}


@pytest.mark.parametrize("date", ["2008", "2013-11-20", "2018", "2021-10-30"])
def test_a_view_never_shows_what_came_later(executor: Executor, world: Revision, date: str) -> None:
    last = (date + "-12-31")[:10] if len(date) == 4 else date
    for entity in some(world):
        node = ask(executor, world, EVERYTHING, id=f"{entity.id}@{date}")["node"]
        text = json.dumps(node)
        days = re.findall(r'"(?:date|since|until|runoffDate)": "([0-9-]+)"', text)
        assert all(day <= last for day in days)
        ids = re.findall(r'"id": "([^"]+)"', text)
        assert all(each.endswith(f"@{date}") for each in ids)


def test_the_same_question_gives_the_same_bytes(executor: Executor, world: Revision) -> None:
    for entity in some(world):
        first = ask(executor, world, EVERYTHING, id=entity.id)
        assert json.dumps(first) == json.dumps(ask(executor, world, EVERYTHING, id=entity.id))
