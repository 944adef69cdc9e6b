"""What is wrong with a data set: where it stands, what it is, and the way out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.quotes import plain, quoted

Cell = tuple[str, int | None, str]

MOST_TOLD = 100  # nobody reads more at once, and a log line is no file

_LEAST_LIKENESS = 0.6
_MOST_HINTS = 50  # each means a look at every word that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, at its place; what concerns a whole file has no line.

    The value of several columns is their values as `listed` words.
    """

    file: str
    line: int | None = None
    columns: tuple[str, ...] = ()
    value: str | None = None
    message: str

    @property
    def place(self) -> str:
        """Where it stands: `candidacies.csv, line 17, column party_id`."""
        line = "" if self.line is None else f", line {self.line}"
        noun = "column" if len(self.columns) == 1 else "columns"
        columns = f", {noun} {listed([*map(plain, self.columns)])}" if self.columns else ""
        return f"{plain(self.file)}{line}{columns}"

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells that it concerns, by file, line and column."""
        return ((self.file, self.line, column) for column in self.columns)

    def __str__(self) -> str:
        """Give the place, then what is wrong and what to do."""
        return f"{self.place}: {self.message}"


class DataError(Exception):
    """A data set that is refused, with all that is wrong with it, by file, line and column.

    The message tells the first hundred problems, and how many there are.
    """

    def __init__(self, directory: Path, problems: Iterable[Problem]) -> None:
        self.directory = directory
        self.problems = tuple(
            sorted(problems, key=lambda it: (it.file, it.line or 0, it.columns, it.message))
        )
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        closing = f"{count} {noun} in {directory}; nothing was loaded"
        told = [*map(str, self.problems[:MOST_TOLD])]
        if count > MOST_TOLD:
            told.append(f"and {count - MOST_TOLD} more, not told here; mend these first")
        super().__init__("\n".join([*told, closing]))


class NoDirectoryError(DataError):
    """There is no such directory to load."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory, ())
        self.args = (f"{directory}: no such directory; name the one that holds the tables",)


class NoDataSetError(DataError):
    """There is a directory, but no table in it."""

    def __init__(self, directory: Path, files: Sequence[str]) -> None:
        super().__init__(directory, ())
        message = (
            f"no data set in {directory}: none of the tables {listed(files)} is there; "
            "name the directory that holds them"
        )
        self.args = (message,)


def listed(words: Sequence[str]) -> str:
    """Write words as a sentence has them: `one, another and a third`."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Give the word that is most like this one; None if none is like it, the first of equals."""
    likeness = OSA.normalized_similarity  # counts two letters exchanged as one slip
    found = process.extractOne(word, [*words], scorer=likeness, score_cutoff=_LEAST_LIKENESS)
    return found[0] if found else None


def way_out(word: str, words: Iterable[str], otherwise: str) -> str:
    """Ask `did you mean` of the nearest word, or say what to do otherwise."""
    meant = nearest(word, words)
    return otherwise if meant is None else f"did you mean {quoted(meant)}?"


class WaysOut:
    """The ways out for words that are not known; the nearest is looked for fifty times."""

    def __init__(self, known: Iterable[str], otherwise: str) -> None:
        self._known = known
        self._otherwise = otherwise
        self._sorted: list[str] | None = None
        self._found: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Ask `did you mean` of the nearest word, or say what to do otherwise."""
        if word not in self._found:
            if len(self._found) >= _MOST_HINTS:
                return self._otherwise
            if self._sorted is None:
                self._sorted = sorted(self._known)
            self._found[word] = way_out(word, self._sorted, self._otherwise)
        return self._found[word]
