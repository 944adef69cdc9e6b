"""The questions of the bench, each with many values for its variables."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
from graphql import get_introspection_query

from graph.graph import Graph

PERSON = """query Person($id: ID!) { person(id: $id) {
  id name sortName
  defectedTo { since moveKind fromParty { id name } toParty { id name } }
  ranIn { id outcome votes contest { id name } party { id name } }
} }"""
PLACE = """query Place($id: ID!) { municipality(id: $id) { id name contests(first: 50) { nodes {
  id name status winnerParty { id name abbreviation }
  candidates {
    id type basis since until outcome votes share independent ballotLabel
    person { id kind name sortName party { id name } }
    party { id name abbreviation partyKind }
  }
} } } }"""
PAGE = """query Page($first: Int!) { people(first: $first) { nodes {
  id name sortName party { id name } ranIn { id outcome votes }
} } }"""
PATH = """query Path($from: ID!, $to: ID!) { paths(from: $from, to: $to, first: 1) {
  paths { length }
} }"""
SMALL = "query Small($id: ID!) { election(id: $id) { id name date } }"
VALUES = 100
PAGES = 20


@dataclass(frozen=True, slots=True)
class Question:
    """A document and the variables that it is asked with, in turn."""

    name: str
    meaning: str
    document: str
    variables: Sequence[dict[str, Any]]

    @property
    def bodies(self) -> list[bytes]:
        """The bodies of the requests."""
        return [
            orjson.dumps({"query": self.document, "variables": each}) for each in self.variables
        ]

    def cold(self, number: int) -> bytes:
        """Give a body whose document was never asked before."""
        document = self.document.replace("query ", f"query N{number}", 1)
        variables = self.variables[number % len(self.variables)]
        return orjson.dumps({"query": document, "variables": variables})


def questions(graph: Graph) -> list[Question]:
    """Give the questions about a graph; the same graph gives the same ones."""
    chance = Random(1)  # noqa: S311  # a choice of examples
    people = [{"id": each.id} for each in chance.choices(graph.people, k=VALUES)]
    places = [{"id": each.id} for each in chance.choices(graph.municipalities, k=VALUES)]
    ends = [chance.sample(graph.people, 2) for _ in range(VALUES)]
    paths = [{"from": start.id, "to": end.id} for start, end in ends]
    pages = [{"first": 100 - number} for number in range(PAGES)]
    elections = [{"id": each.id} for each in graph.elections]
    return [
        Question("person", "one person with moves and candidacies", PERSON, people),
        Question("place", "a municipality with all its contests and people", PLACE, places),
        Question("page", "a page of about 90 people", PAGE, pages),
        Question("path", "the shortest path between two people", PATH, paths),
        Question("small", "one election", SMALL, elections),
        Question("introspection", "the schema itself", get_introspection_query(), [{}]),
    ]
