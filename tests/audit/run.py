"""Audits a server of its own with what clients bring: graphql-http's audits, and Apollo Client."""

import subprocess
import sys
from pathlib import Path

from tests.service.processes import ROOT, serving

SCRIPTS = ("audit.mjs", "apollo.mjs")


def passes(script: str, url: str) -> bool:
    """Run one script against a server, and tell whether it ends well."""
    command = ["node", str(Path(__file__).parent / script), url]
    return subprocess.run(command, check=False).returncode == 0  # node of the path


if __name__ == "__main__":
    with serving(data=ROOT / "data") as running:
        passed = [passes(script, f"{running.url}/graphql") for script in SCRIPTS]
    sys.exit(0 if all(passed) else 1)
