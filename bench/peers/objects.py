"""The objects that peers in Python read: every relation is an attribute, worked out before."""

import os
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson

LINKS = {
    "party": "parties",
    "winnerParty": "parties",
    "fromParty": "parties",
    "toParty": "parties",
    "ranIn": "candidacies",
    "candidates": "candidacies",
    "defectedTo": "moves",
    "person": "people",
    "contest": "contests",
    "contests": "contests",
}
LONGEST = 6
SCHEMA = Path(__file__).with_name("schema.graphql").read_text(encoding="utf-8")


class Objects:
    """The world as objects that name each other."""

    def __init__(self, path: Path) -> None:
        tables = orjson.loads(path.read_bytes())
        edges = tables.pop("edges")
        self.by_id = {
            record["id"]: SimpleNamespace(**record) for table in tables.values() for record in table
        }
        self.people = [self.by_id[record["id"]] for record in tables["people"]]
        for thing in self.by_id.values():
            self._link(thing)
        self.neighbours: defaultdict[str, list[str]] = defaultdict(list)
        for source, target in edges:
            if target.startswith("election/"):
                continue  # everyone meets at an election: paths do not pass through one
            self.neighbours[source].append(target)
            self.neighbours[target].append(source)

    def _link(self, thing: SimpleNamespace) -> None:
        for name in LINKS.keys() & vars(thing).keys():
            value = getattr(thing, name)
            linked = [self.by_id[key] for key in value] if isinstance(value, list) else value
            setattr(thing, name, self.by_id[linked] if isinstance(linked, str) else linked)

    def paths(self, start: str, end: str) -> list[SimpleNamespace]:
        """Give the length of a shortest path, searched from both ends; none if it is too long."""
        sides, length = ({start}, {end}), 0
        seen = ({start}, {end})
        while length < LONGEST and all(sides):
            smaller = 0 if len(sides[0]) <= len(sides[1]) else 1
            reached = {other for key in sides[smaller] for other in self.neighbours[key]} - seen[
                smaller
            ]
            length += 1
            if not reached.isdisjoint(seen[1 - smaller]):
                return [SimpleNamespace(length=length)]
            seen[smaller].update(reached)
            sides = (reached, sides[1]) if smaller == 0 else (sides[0], reached)
        return []


def roots(objects: Objects) -> dict[str, Any]:
    """Give the resolvers of root fields; each takes the parent, the info and its arguments."""
    return {
        "person": lambda _root, _info, id: objects.by_id.get(id),  # noqa: A006
        "municipality": lambda _root, _info, id: objects.by_id.get(id),  # noqa: A006
        "election": lambda _root, _info, id: objects.by_id.get(id),  # noqa: A006
        "people": lambda _root, _info, first: SimpleNamespace(nodes=objects.people[:first]),
        "paths": lambda _root, _info, first, **ends: SimpleNamespace(
            paths=objects.paths(ends["from"], ends["to"])[:first]
        ),
    }


def contests_of(place: SimpleNamespace, _info: object, first: int) -> SimpleNamespace:
    """Give a page of contests of a municipality."""
    return SimpleNamespace(nodes=place.contests[:first])


def world() -> Objects:
    """Give the world of the file that the environment names."""
    return Objects(Path(os.environ["BENCH_WORLD"]))
