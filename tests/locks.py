"""Locks: what `make lock` has written in `requirements/`, read line by line."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ENTRY = re.compile(r"^(?P<locked>\w[^\\\n]*?) ?\\\n(?P<more>(?:[ ]+\S.*\n?)+)", re.MULTILINE)
OURS = "kosovo-election-graph (pyproject.toml"
HASH = "--hash=sha256:"


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock: its exact version, on which systems, and whether we ask for it."""

    requirement: Requirement
    is_hashed: bool
    is_ours: bool

    @property
    def version(self) -> str:
        """Its version, which is one alone."""
        (specifier,) = self.requirement.specifier
        return specifier.version


def read_lock(path: Path) -> list[Locked]:
    """Read all packages of a lock."""
    return [
        Locked(Requirement(entry["locked"]), HASH in entry["more"], OURS in entry["more"])
        for entry in ENTRY.finditer(path.read_text(encoding="utf-8"))
    ]


def versions_in(path: Path) -> dict[str, str]:
    """Give the version of each package of a lock that concerns this system."""
    return {
        each.requirement.name: each.version
        for each in read_lock(path)
        if each.requirement.marker is None or each.requirement.marker.evaluate()
    }
