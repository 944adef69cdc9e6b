"""The command `python -m graph check`: whether a data set is sound, and what is in it."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from graph.opening import InternalDataError, Opened, open_data
from graph.problems import DataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status: 0 if the data are sound, 1 if they are refused."""
    directory: Path = _parser().parse_args(arguments).directory
    try:
        opened = open_data(directory)
    except DataError as error:
        print(error, file=sys.stderr)
        if isinstance(error, InternalDataError):
            print(error.traceback, file=sys.stderr)
        return 1
    with suppress(BrokenPipeError):  # whoever reads it may have read enough
        print(summary(directory, opened), flush=True)
    return 0


def summary(directory: Path, opened: Opened) -> str:
    """Count the rows of each table, below a line that names the data and their revision."""
    rows, revision = opened.rows, opened.revision.revision
    lines = [f"{directory}: sound, revision {revision}, {sum(rows.values())} rows"]
    lines += [f"{count:8} {table}" for table, count in rows.items()]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m graph", description="Look after the data of the election graph."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="check a data set before it is served",
        description="Check a data set as the server does: read it, build the graph, and look "
        "through what requests will read. Prints how many rows each table has, or what is wrong: "
        "file, line, column, value, and what to do.",
        epilog="Exit status: 0 if the data are sound, 1 if they are refused.",
    )
    check.add_argument(
        "directory",
        nargs="?",
        type=Path,
        default=Path("data"),
        metavar="DIR",
        help="the directory that holds the tables (default: data)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
