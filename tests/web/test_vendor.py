"""The libraries of the pages are those that `make vendor` made: nobody has edited a build."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "web" / "vendor"
LINES = (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines()
SUMS = {name: digest for digest, name in (line.split() for line in LINES)}


def test_every_build_has_the_hash_that_was_recorded() -> None:
    files = [path for path in VENDOR.iterdir() if path.name != "SHA256SUMS"]
    assert files
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == SUMS


def test_the_licences_of_the_builds_stand_beside_them() -> None:
    licences = (VENDOR / "LICENSES.txt").read_text("utf-8")
    for name in ("preact", "htm", "cytoscape", "cytoscape-fcose", "graphiql", "monaco-editor"):
        assert f"\n{name} " in licences
