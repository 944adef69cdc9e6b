"""The index of all names of one revision, made when it is first asked for."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from weakref import WeakKeyDictionary

from graph.evidence import Name
from graph.graph import Graph
from graph.lexicon import Lexicon
from graph.names import Words, joined
from graph.nodes import Entity
from graph.slots import filled_directly
from graph.view import View
from graph.vocabulary import EntityKind

_KIND_ORDER = {kind: place for place, kind in enumerate(EntityKind)}
_AFTER_SPACE = "!"  # sorts behind a space and before every digit and letter
_AFTER_LETTERS = "{"  # sorts behind every letter


@filled_directly
@dataclass(frozen=True, slots=True)
class Form:
    """One folded spelling of one name of one thing, as its own language has it or not."""

    key: str
    kind: EntityKind
    name: Name
    text: str
    transcribed: bool


class NameIndex:
    """Every name of every thing, numbered from the most prominent thing to the least.

    Prominence is the degree in the whole graph, then the order of kinds, then the key; within
    a thing the order of its names counts. So the smaller of two numbers is the better one.
    `words`, `wholes` and `slugs` are all words of names, all names without gaps, and all keys
    without their kinds.
    The index holds keys and names but no things: it must not keep its graph alive.
    """

    def __init__(self, whole: Graph) -> None:
        things = sorted(whole.entities, key=lambda thing: _KIND_ORDER[thing.KIND])
        things.sort(key=lambda thing: whole.width_of(thing.key), reverse=True)
        words = Words()
        self.forms = tuple(chain.from_iterable(_forms(thing, words) for thing in things))
        wholes = [joined(form.text) for form in self.forms]
        self._by_whole = array("q", sorted(range(len(wholes)), key=wholes.__getitem__))
        self._wholes = [wholes[number] for number in self._by_whole]
        self._tails, self._places = self._places_of_tails()
        self._initials = self._places_of_initials(words)
        self.words = Lexicon(tail.partition(" ")[0] for tail in self._tails)
        self.wholes = Lexicon(self._wholes)
        self.slugs = Lexicon(thing.slug for thing in whole.entities)

    def _places_of_tails(self) -> tuple[list[str], "array[int]"]:
        """Give each different spelling from each of its words on, in order, and where that is.

        A place is one number, `word * len(forms) + number of the form`, so that places in order
        are tails in order: from the first words on first, then by prominence. In a transcription
        each word counts as one further on.
        """
        found: defaultdict[int, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for number, form in self._different_forms():
            tail, before = form.text, int(form.transcribed)
            while tail:
                texts, numbers = found[before]
                texts.append(tail)
                numbers.append(before * len(self.forms) + number)
                _, _, tail = tail.partition(" ")
                before += 1
        tails = [*chain.from_iterable(found[before][0] for before in sorted(found))]
        places = [*chain.from_iterable(found[before][1] for before in sorted(found))]
        in_order = sorted(range(len(tails)), key=tails.__getitem__)
        return [tails[each] for each in in_order], array("q", map(places.__getitem__, in_order))

    def _different_forms(self) -> Iterator[tuple[int, Form]]:
        """Give the forms with their numbers, without those that a thing has had before."""
        key, texts = "", set[str]()
        for number, form in enumerate(self.forms):
            if form.key != key:
                key, texts = form.key, set()
            if form.text not in texts:
                texts.add(form.text)
                yield number, form

    def _places_of_initials(self, words: Words) -> dict[str, list[int]]:
        """Give the places where words begin with a marked letter, in order, by that letter."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        name, initials = None, list[tuple[int, str]]()
        for number, form in enumerate(self.forms):
            if form.name is not name:
                name, initials = form.name, words.marked_initials(form.name.value)
            for before, letter in initials:
                places[letter].append(before * len(self.forms) + number)
        return {letter: sorted(found) for letter, found in places.items()}

    def equal(self, folded: str) -> list[int]:
        """Give the numbers of the forms that are that folded text but for gaps."""
        whole = joined(folded)
        start, end = bisect_left(self._wholes, whole), bisect_right(self._wholes, whole)
        return list(self._by_whole[start:end])

    def phrases(
        self, folded: str, kinds: frozenset[EntityKind], *, whole: bool
    ) -> Iterator[tuple[int, int]]:
        """Give forms of those kinds with that text at the beginning of a word, best first.

        Each comes as the count of words before and its number. The text ends where a word ends
        if `whole`, inside a word if not.
        """
        start, middle, end = self._range(folded)
        span = slice(start, middle) if whole else slice(middle, end)
        yield from self._at(sorted(self._places[span]), kinds)

    def initials(self, letter: str, kinds: frozenset[EntityKind]) -> Iterator[tuple[int, int]]:
        """Give forms of those kinds with a word that begins with that marked letter, likewise."""
        yield from self._at(self._initials.get(letter, ()), kinds)

    def _at(self, places: Iterable[int], kinds: frozenset[EntityKind]) -> Iterator[tuple[int, int]]:
        for place in places:
            before, number = divmod(place, len(self.forms))
            if self.forms[number].kind in kinds:
                yield before, number

    def _range(self, folded: str) -> tuple[int, int, int]:
        """Give where tails begin with that text, where its last word goes on, where they end."""
        start = bisect_left(self._tails, folded)
        middle = bisect_left(self._tails, folded + _AFTER_SPACE, start)
        return start, middle, bisect_left(self._tails, folded + _AFTER_LETTERS, middle)

    def with_word(self, word: str) -> set[int]:
        """Give the numbers of the forms that have that word."""
        start, middle, _ = self._range(word)
        return self._numbers(start, middle)

    def with_start(self, word: str) -> set[int]:
        """Give the numbers of the forms that have a word with that beginning."""
        start, _, end = self._range(word)
        return self._numbers(start, end)

    def _numbers(self, start: int, end: int) -> set[int]:
        count = len(self.forms)
        return {place % count for place in self._places[start:end]}


_INDEXES: WeakKeyDictionary[Graph, NameIndex] = WeakKeyDictionary()


def index_of(graph: Graph) -> NameIndex:
    """Give the index of the revision that this graph is or is a view of; the first call makes it.

    It takes about 10 microseconds a name, so a server asks for it before it serves a revision.
    """
    whole = graph.whole if isinstance(graph, View) else graph
    if whole not in _INDEXES:
        _INDEXES[whole] = NameIndex(whole)
    return _INDEXES[whole]


def prominence(graph: Graph, key: str) -> tuple[int, int, str]:
    """Give the place of a thing among all of the whole graph: the most prominent come first."""
    return (-graph.width_of(key), _KIND_ORDER[graph.kind_of(key)], key)


def _forms(thing: Entity, words: Words) -> list[Form]:
    key, kind = thing.key, thing.kind
    return [
        Form(key, kind, name, spelling.text, spelling.transcribed)
        for name in thing.names
        for spelling in words.spellings(name)
    ]
