"""Known holes in what is locked, asked of those who know of them; the status is 1 if there are.

Many networks have a package registry and nothing else, and most registries know of no holes. What
could not be looked up is told as such and is no pass; a copy of the advisories can be named then:

    git clone https://github.com/pypa/advisory-database
    python -m tests.audit.holes advisory-database
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.audit.advisories import Advisories, Packages, read_advisories
from tests.locks import versions_in

ROOT = Path(__file__).parent.parent.parent
SERVICES = ("pypi", "osv")
LOCK = ROOT / "requirements" / "dev.txt"  # all that is installed to serve is in it too
PIP_AUDIT = (sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json")
AS_LOCKED = ("--disable-pip", "--requirement", str(LOCK))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of looking some packages up; without a source, they were not looked up at all."""

    what: str
    source: str | None = None
    number: int = 0
    holes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Say it in one line."""
        if self.source is None:
            return f"{self.what}: NOT AUDITED, no advisories could be reached; this is no pass"
        found = "; ".join(self.holes) or "no known hole"
        return f"{self.what}: {self.number} packages, by {self.source}: {found}"


def locked_for_python(service: str) -> Verdict:
    """Ask a service about what is locked for Python, by pip-audit."""
    what = "python"
    told = _answer([*PIP_AUDIT, *AS_LOCKED, "--vulnerability-service", service])
    known = [each for each in told.get("dependencies", ()) if "vulns" in each]
    if not known:
        return Verdict(what)
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}"
        for each in known
        for hole in each["vulns"]
    ]
    return Verdict(what, service, len(known), holes)


def locked_for_node(folder: Path) -> Verdict:
    """Ask npm's registry about what a lock file names."""
    told = _answer(["npm", "audit", "--json"], folder)
    if "vulnerabilities" not in told:
        return Verdict(_named(folder))
    holes = [f"{name}: {each['severity']}" for name, each in told["vulnerabilities"].items()]
    number = told["metadata"]["dependencies"]["total"]
    return Verdict(_named(folder), "npm", number, holes)


def looked_up(what: str, ecosystem: str, packages: Packages, advisories: Advisories) -> Verdict:
    """Look packages up in a copy of advisories, if that has any of their kind."""
    if not any(kind == ecosystem for kind, _ in advisories.entries):
        return Verdict(what)
    holes = list(advisories.holes_in(ecosystem, packages))
    return Verdict(what, f"advisories up to {advisories.latest}", len(packages), holes)


def verdicts(copy: Path | None) -> Iterator[Verdict]:
    """Look everything up: in a copy of advisories, or else with those who answer."""
    locks = sorted(each.parent for each in ROOT.glob("*/*/package-lock.json"))
    if copy is None:
        asked = map(locked_for_python, SERVICES)
        yield next((each for each in asked if each.source), Verdict("python"))
        yield from map(locked_for_node, locks)
        return
    advisories = read_advisories(copy)
    yield looked_up("python", "PyPI", versions_in(LOCK), advisories)
    for folder in locks:
        yield looked_up(_named(folder), "npm", _versions_below(folder), advisories)


def _versions_below(folder: Path) -> Packages:
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {
        path.rpartition("node_modules/")[2]: each["version"]
        for path, each in packages.items()
        if path
    }


def _named(folder: Path) -> str:
    return f"npm, {folder.relative_to(ROOT)}"


def _answer(command: list[str], folder: Path = ROOT) -> dict[str, Any]:
    """Run a command that answers in JSON; what it cannot answer is an empty answer."""
    if shutil.which(command[0]) is None:
        return {}
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        told: dict[str, Any] = json.loads(ended.stdout)
    except json.JSONDecodeError:
        return {}
    return told


if __name__ == "__main__":
    found = list(verdicts(Path(sys.argv[1]) if sys.argv[1:] else None))
    print(*found, sep="\n")  # noqa: T201  # a command speaks by printing
    sys.exit(any(each.holes for each in found))
