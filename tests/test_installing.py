"""What is installed: what pyproject.toml asks for, as locked, and never the project itself."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.locks import read_lock, versions_in

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SERVING = PROJECT["project"]["dependencies"]
TRACING = [*SERVING, *PROJECT["project"]["optional-dependencies"]["tracing"]]
LOCKS = {
    "serve": SERVING,
    "tracing": TRACING,
    "dev": [*TRACING, *PROJECT["dependency-groups"]["dev"]],
}
WAYS = {"as it is": (), "editable": ("--editable",)}


@pytest.mark.parametrize(("lock", "asked"), LOCKS.items(), ids=LOCKS)
def test_a_lock_has_what_the_project_asks_for(lock: str, asked: list[str]) -> None:
    """If not: make lock."""
    ours = [each for each in read_lock(ROOT / "requirements" / f"{lock}.txt") if each.is_ours]
    wanted = [Requirement(each) for each in asked]

    assert _names([each.requirement for each in ours]) == _names(wanted)
    for requirement in wanted:
        versions = [each.version for each in ours if _is_same(each.requirement, requirement)]
        assert versions
        assert all(version in requirement.specifier for version in versions)


@pytest.mark.parametrize("lock", LOCKS)
def test_all_that_is_locked_has_one_version_and_its_hashes(lock: str) -> None:
    locked = read_lock(ROOT / "requirements" / f"{lock}.txt")

    assert all(each.is_hashed for each in locked)
    assert len({each.requirement.name for each in locked}) == len(locked)
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert len(re.findall(r"^\w.*==", text, flags=re.MULTILINE)) == len(locked)


@pytest.mark.parametrize("lock", ["serve", "tracing"])
def test_what_serves_is_what_is_tested(lock: str) -> None:
    serving = versions_in(ROOT / "requirements" / f"{lock}.txt")

    assert serving.items() <= versions_in(ROOT / "requirements" / "dev.txt").items()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_project_itself_is_not_installed(way: tuple[str, ...], tmp_path: Path) -> None:
    """Its `schema` and `graph` would lie over those of others in one folder."""
    pip = (sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(tmp_path / "to"))
    ended = subprocess.run([*pip, *way, ROOT], capture_output=True, text=True, check=False)

    assert ended.returncode != 0
    assert "This is an application, not a library" in ended.stdout + ended.stderr
    assert not (tmp_path / "to").exists() or not any((tmp_path / "to").iterdir())


def _names(requirements: list[Requirement]) -> set[str]:
    return {canonicalize_name(each.name) for each in requirements}


def _is_same(one: Requirement, other: Requirement) -> bool:
    return canonicalize_name(one.name) == canonicalize_name(other.name)
