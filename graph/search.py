"""Search: what a text may mean, what a name names, and what an unknown id was meant to be."""

from dataclasses import dataclass
from typing import TypeVar, cast

from graph.evidence import Name
from graph.graph import Graph
from graph.lexicon import allowed_edits
from graph.matching import LONGEST, Question
from graph.name_index import index_of, prominence
from graph.names import fold
from graph.nodes import Entity
from graph.vocabulary import EntityKind, MatchKind

EntityT = TypeVar("EntityT", bound=Entity)

_ALL_KINDS = frozenset(EntityKind)
_TELLING = 2  # letters that a slug needs before another can be meant by it


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thing that a text may mean: by which of its names, how, and how well (0 to 1)."""

    entity: Entity
    matched: Name
    match: MatchKind
    score: float


def search(
    graph: Graph, text: str, kinds: frozenset[EntityKind] | None = None, first: int = 10
) -> tuple[SearchHit, ...]:
    """Give the things of those kinds (None: all) that a text may mean, best first, each once.

    A better kind of match always stands before a worse one, in the order of MatchKind; the
    scores are a table at `Question`. Equal scores are ordered by degree in the whole graph, then
    by kind, then by key. Misspellings are looked for only when all else gives fewer than `first`.
    A text without letters and digits means nothing.
    """
    index = index_of(graph)
    hits: dict[str, SearchHit] = {}
    for match in Question(index, text, _ALL_KINDS if kinds is None else kinds).matches():
        if len(hits) >= first:
            break
        form = index.forms[match.number]
        entity = None if form.key in hits else graph.find(form.key)
        if entity:
            hits[form.key] = SearchHit(entity, form.name, match.kind, match.score)
    return tuple(hits.values())


def by_name(graph: Graph, kind: type[EntityT], name: str) -> tuple[EntityT, ...]:
    """Give the things of one class that go by a name, whatever its case, accents and script.

    A display name that is the name character by character beats all that merely folds to it, and
    this what is spelt so only by ear.
    Several are ordered by degree in the whole graph, then by key.
    """
    if len(name.strip()) > LONGEST:
        return ()
    index = index_of(graph)
    forms = [index.forms[number] for number in index.equal(fold(name))]
    forms = [form for form in forms if form.kind is kind.KIND]
    written = [form for form in forms if not form.transcribed]
    keys = dict.fromkeys(form.key for form in written or forms)
    found = tuple(cast("EntityT", thing) for key in keys if (thing := graph.find(key)))
    exact = tuple(thing for thing in found if thing.display_name == name.strip())
    return exact or found


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
        return min(found, key=lambda key: (near[key.partition("/")[2]], prominence(graph, key)))
    hits = search(graph, slug, kinds, first=1)
    return hits[0].entity.key if hits else None
