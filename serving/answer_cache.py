"""Answers kept: the bytes of recent answers, as long as their revision is the one being served."""

from sys import getsizeof
from typing import NamedTuple

import orjson

from graph.cache import Cache
from schema.written import trimmed
from serving.requests import Asked

LARGEST_SHARE = 16  # an answer may take up one part in so many of the whole
OVERHEAD = 450  # bytes of the objects around an answer

Key = tuple[str, str | None, bytes]


class KeptAnswer(NamedTuple):
    """The bytes of an answer, and what it has cost."""

    body: bytes
    cost: int | None


class AnswerCache:
    """The most recent answers without errors, by document, operation and variables.

    It holds so many bytes and no more; with 0 it holds nothing. It is emptied when it is first
    asked for another revision, so no answer outlives the data that it was worked out from.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.hits = 0
        self.misses = 0
        self._revision: object | None = None
        self.cache = self._none()

    def _none(self) -> Cache[KeptAnswer]:
        return Cache(self.most_bytes)

    @property
    def bytes(self) -> int:
        """How many bytes it holds."""
        return self.cache.bytes

    def turn_to(self, revision: object) -> None:
        """Forget the answers of any other revision."""
        if revision != self._revision:
            self._revision = revision
            self.cache = self._none()

    def find(self, revision: object, key: Key) -> KeptAnswer | None:
        """Give an answer, if it is kept."""
        self.turn_to(revision)
        answer = self.cache.get(key)
        if answer is None:
            self.misses += 1
            return None
        self.hits += 1
        return answer

    def keep(self, revision: object, key: Key, answer: KeptAnswer) -> None:
        """Keep an answer, unless it is too large or of another revision."""
        text, operation, variables = key
        size = getsizeof(text) + getsizeof(operation) + len(variables) + len(answer.body) + OVERHEAD
        if revision == self._revision and size * LARGEST_SHARE <= self.most_bytes:
            self.cache.put(key, KeptAnswer(trimmed(answer.body), answer.cost), size)


def key_of(text: str, asked: Asked) -> Key | None:
    """Give what the answer of a document is kept under; the order of variables does not matter.

    None for variables that are nested too deeply or too large to be written down.
    """
    try:
        variables = orjson.dumps(asked.variables or {}, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return None
    return text, asked.operation, trimmed(variables)
