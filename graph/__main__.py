"""The command `python -m graph check`: whether a data set is sound, and what is in it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from graph.form import row_classes
from graph.load import load_tables
from graph.problems import DataError
from graph.tables import Tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status: 0 if the data are sound, 1 if they are refused."""
    directory: Path = _parser().parse_args(arguments).directory
    try:
        tables = load_tables(directory)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(summary(directory, tables))
    return 0


def summary(directory: Path, tables: Tables) -> str:
    """Count the rows of each table, below a line that names the data and their revision."""
    counts = {table: len(getattr(tables, table)) for table in row_classes()}
    lines = [f"{directory}: sound, revision {tables.revision}, {sum(counts.values())} rows"]
    lines += [f"{count:8} {table}" for table, count in counts.items()]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m graph", description="Look after the data of the election graph."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="check a data set before it is served",
        description="Check a data set. Prints how many rows each table has, or everything that "
        "is wrong: file, line, column, value, and what to do.",
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
