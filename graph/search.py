"""Search: what a text may name, best first, and what a name surely names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from rapidfuzz.distance import OSA

from graph.evidence import Name
from graph.graph import Graph
from graph.lexicon import allowed_edits
from graph.name_index import Form, NameIndex, index_of
from graph.names import fold, joined, script
from graph.nodes import Entity
from graph.vocabulary import EntityKind, MatchKind, NameKind

EntityT = TypeVar("EntityT", bound=Entity)

_SCORE = {
    MatchKind.EXACT: 1.0,
    MatchKind.FOLDED: 0.95,
    MatchKind.ABBREVIATION: 0.9,
    MatchKind.TRANSLITERATED: 0.85,
}
_WHOLE_WORDS, _PART_OF_WORD, _SCATTERED, _MISSPELT, _MISSPELT_WORDS = 0.7, 0.6, 0.55, 0.5, 0.4
_POSITION = 0.1
_ALL_KINDS = frozenset(EntityKind)
_TELLING = 2  # letters that a slug needs before another can be meant by it


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thing that a text may mean: by which of its names, how, and how well (0 to 1)."""

    entity: Entity
    matched: Name
    match: MatchKind
    score: float


@dataclass(frozen=True, slots=True)
class _Match:
    number: int
    kind: MatchKind
    score: float


def search(
    graph: Graph, text: str, kinds: frozenset[EntityKind] | None = None, first: int = 10
) -> tuple[SearchHit, ...]:
    """Give the things of those kinds (None: all) that a text may mean, best first, each once.

    A better kind of match always stands before a worse one, in the order of MatchKind. A part
    of a name scores more when it ends with a word, and the fewer words stand before it; words in
    another order than the name's come last of these. A misspelling scores by its edits. Equal
    scores are ordered by degree in the whole graph, by kind, by key. Misspellings are looked for
    only when all else gives fewer than `first`.
    """
    index = index_of(graph)
    hits: dict[str, SearchHit] = {}
    for match in _matches(index, text):
        if len(hits) == first:
            break
        form = index.forms[match.number]
        if form.key in hits or (kinds is not None and form.kind not in kinds):
            continue
        entity = graph.find(form.key)
        if entity:
            hits[form.key] = SearchHit(entity, form.name, match.kind, match.score)
    return tuple(hits.values())


def _matches(index: NameIndex, text: str) -> Iterator[_Match]:
    """Give all matches, best first; each kind is looked for when the better ones are used up."""
    folded = fold(text)
    if folded:
        yield from _equal(index, text.strip(), folded)
        yield from _parts(index, folded)
        yield from _misspelt(index, folded)


def _equal(index: NameIndex, text: str, folded: str) -> list[_Match]:
    kinds = ((number, _kind(index.forms[number], text)) for number in index.equal(folded))
    return _best_first(_Match(number, kind, _SCORE[kind]) for number, kind in kinds)


def _kind(form: Form, text: str) -> MatchKind:
    if form.name.kind is NameKind.ABBREVIATION:
        return MatchKind.ABBREVIATION
    if form.name.value == text:
        return MatchKind.EXACT
    crossed = script(form.name.value) != script(text)
    if crossed or form.name.kind is NameKind.TRANSLITERATION:
        return MatchKind.TRANSLITERATED
    return MatchKind.FOLDED


def _parts(index: NameIndex, folded: str) -> Iterator[_Match]:
    for whole, base in ((True, _WHOLE_WORDS), (False, _PART_OF_WORD)):
        for before, number in index.phrases(folded, whole=whole):
            yield _Match(number, MatchKind.PREFIX, base + _POSITION / (1 + before))
    words = folded.split()
    if len(words) > 1:
        fewest = min((index.with_start(word) for word in words), key=len)
        for number in sorted(fewest):
            if _edits(words, index.forms[number].text, allowed=False) == 0:
                yield _Match(number, MatchKind.PREFIX, _SCATTERED)


def _misspelt(index: NameIndex, folded: str) -> list[_Match]:
    return _best_first([*_misspelt_wholes(index, folded), *_misspelt_words(index, folded)])


def _misspelt_wholes(index: NameIndex, folded: str) -> Iterator[_Match]:
    text = joined(folded)
    allowed = allowed_edits(text)
    near = index.wholes.near(text, allowed) if allowed else {}
    for whole, edits in near.items():
        for number in index.equal(whole):
            yield _fuzzy(number, _MISSPELT, edits, text)


def _misspelt_words(index: NameIndex, folded: str) -> Iterator[_Match]:
    words = folded.split()
    fewest = min((_with_near_word(index, word) for word in words), key=len)
    for number in fewest:
        edits = _edits(words, index.forms[number].text, allowed=True)
        if edits is not None:
            yield _fuzzy(number, _MISSPELT_WORDS, edits, joined(folded))


def _with_near_word(index: NameIndex, word: str) -> set[int]:
    near = index.words.near(word, allowed_edits(word))
    return index.with_start(word).union(*(index.with_word(each) for each in near))


def _edits(words: list[str], form: str, *, allowed: bool) -> int | None:
    """Count the edits that make each word the beginning of a word or a word; None if too many."""
    total = 0
    for word in words:
        if f" {word}" in f" {form}":
            continue
        most = allowed_edits(word) if allowed else 0
        edits = min(OSA.distance(word, each, score_cutoff=most) for each in form.split())
        if edits > most:
            return None
        total += edits
    return total


def _fuzzy(number: int, best: float, edits: int, text: str) -> _Match:
    return _Match(number, MatchKind.FUZZY, best * (1 - edits / len(text)))


def _best_first(matches: Iterable[_Match]) -> list[_Match]:
    return sorted(matches, key=lambda match: (-match.score, match.number))


def by_name(graph: Graph, kind: type[EntityT], name: str) -> tuple[EntityT, ...]:
    """Give the things of one class that go by a name, whatever its case, accents and script.

    A display name that is the name character by character beats all that merely folds to it.
    """
    index = index_of(graph)
    forms = (index.forms[number] for number in index.equal(fold(name)))
    keys = dict.fromkeys(form.key for form in forms if form.kind is kind.KIND)
    found = [cast("EntityT", thing) for key in keys if (thing := graph.find(key))]
    exact = [thing for thing in found if thing.display_name == name.strip()]
    return tuple(exact or found)


def nearest_id(graph: Graph, given: str) -> str | None:
    """Give the key of a thing that an unknown id may have meant; None if nothing is near.

    A key of the same kind whose slug is a misspelling away comes first, the more prominent one
    of two; then what a search for the slug finds.
    """
    prefix, _, slug = given.partition("@")[0].rpartition("/")
    if len(slug) < _TELLING:
        return None
    kinds = frozenset(kind for kind in EntityKind if kind.lower() == prefix) or _ALL_KINDS
    index = index_of(graph)
    near = index.slugs.near(slug, max(1, allowed_edits(slug)))
    keys = (f"{kind.lower()}/{each}" for each in near for kind in kinds)
    found = [key for key in keys if graph.find(key)]
    if found:
        return min(found, key=lambda key: (near[key.partition("/")[2]], index.ranks[key]))
    hits = search(graph, slug, kinds, first=1)
    return hits[0].entity.key if hits else None
