"""Audits the server with the audits of graphql-http, against a server of its own."""

import subprocess
import sys
from pathlib import Path

from tests.service.processes import serving

if __name__ == "__main__":
    with serving() as running:
        audit = ["node", str(Path(__file__).parent / "audit.mjs"), f"{running.url}/graphql"]
        sys.exit(subprocess.run(audit, check=False).returncode)  # node of the path
