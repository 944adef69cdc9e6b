"""Matching: which names a text may mean, how each of them matches, and how well."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from graph.lexicon import allowed_edits
from graph.name_index import Form, NameIndex
from graph.names import fold, joined, marked_letter, script
from graph.vocabulary import EntityKind, MatchKind, NameKind

_EQUAL = {
    MatchKind.EXACT: 1.0,
    MatchKind.FOLDED: 0.95,
    MatchKind.ABBREVIATION: 0.9,
    MatchKind.TRANSLITERATED: 0.85,
}
_WHOLE_WORDS = 0.7
_PART_OF_WORD = 0.6
_ANY_ORDER = 0.55
_POSITION = 0.1
_OTHER_MARK = 0.2
_MISSPELT_NAME = 0.5
_MISSPELT_WORDS = 0.4
LONGEST = 200  # twice the longest name of the data; what stands behind it is not read


@dataclass(frozen=True, slots=True)
class Match:
    """A form of the index that a text may mean."""

    number: int
    kind: MatchKind
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """A text to match with the names of things of some kinds.

    | match | score |
    |---|---|
    | EXACT: the name, character by character | 1 |
    | FOLDED: the name but for case, accents, punctuation, an Albanian ending | 0.95 |
    | ABBREVIATION: a name that is an abbreviation | 0.9 |
    | TRANSLITERATED: the name in another script or by ear (Špend for Shpend) | 0.85 |
    | PREFIX: words of the name in their order, p words after its beginning | 0.7 + 0.1 / (1 + p) |
    | the same, but the last word is not complete | 0.6 + 0.1 / (1 + p) |
    | a letter with a mark, such as Đ: as if it were that beginning | 0.6 + 0.1 / (1 + p) |
    | the same, but the name has another mark or none | 0.2 less |
    | words, or beginnings of words, in any order | 0.55 |
    | FUZZY: the name with e edits in n letters | 0.5 * (1 - e / n) |
    | words of it in any order, with e edits | 0.4 * (1 - e / n) |
    """

    index: NameIndex
    text: str
    kinds: frozenset[EntityKind]

    def matches(self) -> Iterator[Match]:
        """Give all matches, best first; each sort is looked for when the better ones are used up.

        Equal scores are in the order of numbers, so by the prominence of things.
        """
        text = self.text[:LONGEST].strip()
        folded = fold(text)
        words = list(dict.fromkeys(folded.split()))
        if words:
            yield from self._equal(text, folded)
            yield from self._phrases(folded, marked_letter(text))
            yield from self._words(words)
            yield from _best_first([*self._misspelt_names(folded), *self._misspelt_words(words)])

    def _wanted(self, numbers: Iterable[int]) -> list[int]:
        forms, kinds = self.index.forms, self.kinds
        return [number for number in numbers if forms[number].kind in kinds]

    def _equal(self, text: str, folded: str) -> list[Match]:
        numbers = self._wanted(self.index.equal(folded))
        kinds = ((number, _kind(self.index.forms[number], text)) for number in numbers)
        return _best_first(Match(number, kind, _EQUAL[kind]) for number, kind in kinds)

    def _phrases(self, folded: str, letter: str) -> Iterator[Match]:
        for before, number in self.index.initials(letter, self.kinds):
            yield _prefix(number, _PART_OF_WORD, before)
        less = _OTHER_MARK if letter else 0
        for whole, base in ((True, _WHOLE_WORDS), (False, _PART_OF_WORD)):
            for before, number in self.index.phrases(folded, self.kinds, whole=whole):
                yield _prefix(number, base - less, before)

    def _words(self, words: list[str]) -> Iterator[Match]:
        if len(words) > 1:
            numbers = set[int].intersection(*map(self.index.with_start, words))
            for number in sorted(self._wanted(numbers)):
                yield Match(number, MatchKind.PREFIX, _ANY_ORDER)

    def _misspelt_names(self, folded: str) -> Iterator[Match]:
        text = joined(folded)
        edits = allowed_edits(text)
        near = self.index.wholes.near(text, edits) if edits else {}
        for whole, distance in near.items():
            for number in self._wanted(self.index.equal(whole)):
                yield _fuzzy(number, _MISSPELT_NAME, distance, len(text))

    def _misspelt_words(self, words: list[str]) -> Iterator[Match]:
        if not any(map(allowed_edits, words)):
            return
        letters = sum(map(len, words))
        for number in self._wanted(set[int].intersection(*map(self._with_near, words))):
            edits = _edits(words, self.index.forms[number].text)
            if edits:
                yield _fuzzy(number, _MISSPELT_WORDS, edits, letters)

    def _with_near(self, word: str) -> set[int]:
        edits = allowed_edits(word)
        near = self.index.words.near(word, edits) if edits else {}
        return self.index.with_start(word).union(*map(self.index.with_word, near))


def _kind(form: Form, text: str) -> MatchKind:
    if form.transcribed:
        return MatchKind.TRANSLITERATED
    if form.name.kind is NameKind.ABBREVIATION:
        return MatchKind.ABBREVIATION
    if form.name.value == text:
        return MatchKind.EXACT
    crossed = script(form.name.value) != script(text)
    if crossed or form.name.kind is NameKind.TRANSLITERATION:
        return MatchKind.TRANSLITERATED
    return MatchKind.FOLDED


def _edits(words: list[str], form: str) -> int:
    """Count the edits that make each word a word of that form, or the beginning of one."""
    marked, parts = f" {form}", form.split()
    return sum(
        0 if f" {word}" in marked else min(OSA.distance(word, part) for part in parts)
        for word in words
    )


def _prefix(number: int, base: float, before: int) -> Match:
    return Match(number, MatchKind.PREFIX, base + _POSITION / (1 + before))


def _fuzzy(number: int, best: float, edits: int, letters: int) -> Match:
    return Match(number, MatchKind.FUZZY, best * (1 - edits / letters))


def _best_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, match.number))
