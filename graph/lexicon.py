"""A lexicon: many texts at once, among which those near to a given one are found quickly."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORT = 4
_LONG = 8
_LAST = "\U0010ffff"


def allowed_edits(text: str) -> int:
    """Give how many edits are still a misspelling: none below 4 letters, 1 below 8, else 2.

    A year is never misspelt into another one: digits alone allow none.
    """
    if len(text) < _SHORT or text.isdigit():
        return 0
    return 1 if len(text) < _LONG else 2


class Lexicon:
    """Different texts, in order from the front and from the back."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(dict.fromkeys(texts))
        mirrored = [text[::-1] for text in self._texts]
        self._mirrored = array("q", sorted(range(len(mirrored)), key=mirrored.__getitem__))

    def near(self, text: str, edits: int) -> dict[str, int]:
        """Give the texts within that many edits, with the number of them.

        An edit adds, drops or changes a letter, or swaps two neighbours. Only texts that share
        the first or the last half with the given one are looked at, so one edit is always
        found, and several when they lie in one half.
        """
        found = process.extract(
            text, self._candidates(text), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        return {each: int(distance) for each, distance, _ in found}

    def _candidates(self, text: str) -> set[str]:
        middle = len(text) // 2
        first, last = text[:middle], text[middle:]
        swapped = first[:-1] + last[:1] + first[-1:] + last[1:]
        return {*self._starting(first), *self._ending(last), *self._starting(swapped)}

    def _starting(self, start: str) -> list[str]:
        first = bisect_left(self._texts, start)
        return self._texts[first : bisect_left(self._texts, start + _LAST, first)]

    def _ending(self, end: str) -> Iterator[str]:
        start = end[::-1]
        first = bisect_left(self._mirrored, start, key=self._mirror)
        last = bisect_left(self._mirrored, start + _LAST, first, key=self._mirror)
        return map(self._texts.__getitem__, self._mirrored[first:last])

    def _mirror(self, place: int) -> str:
        return self._texts[place][::-1]
