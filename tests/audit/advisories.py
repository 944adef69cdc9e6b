"""Advisories from a copy on the disk: files as OSV has them, as in pypa/advisory-database."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is not there everywhere
READERS = {".json": json.loads, ".yaml": partial(yaml.load, Loader=LOADER)}
Packages = Mapping[str, str]


@dataclass(slots=True)
class Advisories:
    """What is known to be wrong, by ecosystem and package, and the day of the latest word."""

    latest: str = ""
    entries: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def holes_in(self, ecosystem: str, packages: Packages) -> Iterator[str]:
        """Name the known holes in packages, given their versions."""
        for name, version in sorted(packages.items()):
            for each in self.entries.get((ecosystem, _plain(name)), ()):
                if _is_meant(each["affected"], version):
                    yield f"{name} {version}: {each['id']}"


def read_advisories(folder: Path) -> Advisories:
    """Read all advisories below a folder that have not been withdrawn."""
    found = Advisories()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in READERS):
        entry = READERS[path.suffix](path.read_text(encoding="utf-8"))
        if not isinstance(entry, dict) or "affected" not in entry or "withdrawn" in entry:
            continue
        found.latest = max(found.latest, str(entry["modified"])[:10])
        for affected in entry["affected"]:
            package = affected["package"]
            key = package["ecosystem"], _plain(package["name"])
            found.entries.setdefault(key, []).append({"id": entry["id"], "affected": affected})
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_meant(affected: Mapping[str, Any], version: str) -> bool:
    if version in affected.get("versions", ()):
        return True
    ranges = (each for each in affected.get("ranges", ()) if each["type"] != "GIT")
    return any(_is_within(each["events"], version) for each in ranges)


def _is_within(events: list[Mapping[str, str]], version: str) -> bool:
    """Say whether a version lies where a hole is open; events come in order."""
    is_open = False
    for event in events:
        kind, at = next(iter(event.items()))
        if kind == "introduced":
            is_open = is_open or _reaches(version, at)
        elif kind == "fixed":
            is_open = is_open and not _reaches(version, at)
        elif kind == "last_affected":
            is_open = is_open and (version == at or not _reaches(version, at))
    return is_open


def _reaches(version: str, other: str) -> bool:
    """Say whether a version is another one or a later one; what makes no sense is taken to be."""
    try:
        return Version(version) >= Version(other)
    except InvalidVersion:
        return True
