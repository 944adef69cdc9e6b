"""Calls: requests as they are understood, so that the same bytes need not be read again."""

from sys import getsizeof
from typing import NamedTuple

from graph.cache import Cache
from serving.answer_cache import Key, key_of
from serving.documents import Document
from serving.pool import Question
from serving.records import Record
from serving.requests import JSON_TYPE, Asked, asked_in_body
from serving.service import Service

LONG_TEXT = 1_000
"""From so many characters on, a document is not prepared by the event loop."""

LARGE_VARIABLES = 10_000
"""From so many bytes on, variables are coerced by the pool."""

OFTEN = 3
"""The event loop prepares a document when it is asked for so often: that takes milliseconds."""

_BYTES_SEEN = 1_000_000
_BYTES_PER_TEXT = 200  # of its hash and how often it was seen

_BYTES_KEPT = 10_000_000
BYTES_PER_CHARACTER = 24  # of variables: an empty list is written with two and a comma


class Call(NamedTuple):
    """What one request asks for, with its document if that is prepared.

    `key` is what its answer may be kept under, `body` what the call itself may be.
    """

    asked: Asked
    question: Question
    document: Document | None
    key: Key | None
    body: bytes | None = None

    @property
    def has_large_variables(self) -> bool:
        """Whether to coerce its variables takes longer than the event loop may."""
        variables = self.key[2] if self.key else self.body or b""
        return len(variables) > LARGE_VARIABLES

    @property
    def kind(self) -> str | None:
        """The kind of the operation that is meant, as far as it is known and sound."""
        return self.document.kind(self.question.operation) if self.document else None


class Calls:
    """Understands requests, and keeps the bodies that came last with what they meant.

    Documents that go by a hash have a store of their own, and are looked up there each time.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.answers_kept = service.settings.answer_cache_bytes > 0
        self.cache = Cache[Call](_BYTES_KEPT)
        self.seen = Cache[int](_BYTES_SEEN)
        service.stores |= {"requests": self.cache, "texts": self.seen}

    def in_body(self, content_type: bytes, body: bytes, record: Record) -> Call:
        """Understand a body; raise RequestError if that cannot be done."""
        call = self.cache.get(body) if content_type == JSON_TYPE else None
        if call is not None and call.document is not None and self._is_current(call.document):
            record.hits = ("document",)
            record.operation = call.document.name(call.question.operation)
            return call
        asked = asked_in_body(content_type, body)
        call = self.of(asked, record)._replace(body=body)
        return call if call.document is None else self.prepared(call, call.document, record)

    def of(self, asked: Asked, record: Record) -> Call:
        """Understand the parameters of a request; raise RequestError if that cannot be done."""
        text = self.service.persisted.text_of(asked)
        key = key_of(text, asked) if self.answers_kept else None
        call = Call(asked, Question(text, asked.operation, asked.variables), None, key)
        document = self.service.documents.kept(text)
        if document is None:
            return call
        record.hits = ("document",) if asked.query else ("document", "persisted")
        return self.prepared(call, document, record)

    def prepared(self, call: Call, document: Document, record: Record) -> Call:
        """Complete a call with its document, and keep what may come again."""
        record.operation = document.name(call.question.operation)
        call = call._replace(document=document, key=call.key if document.sound else None)
        if document.sound:
            self.remember(call.asked)
            exists = document.operation(call.question.operation) is not None
            if exists and call.body is not None and call.asked.query and not call.asked.extensions:
                self.cache.put(call.body, call, _weight(call.body, document, call.asked))
        return call

    def is_worth_preparing(self, call: Call) -> bool:
        """Whether the event loop is to prepare a document: it is short, and not asked for once."""
        text = call.question.text
        if len(text) >= LONG_TEXT:
            return False
        if not self.service.pool.processes:
            return True
        known = hash(text)
        times = (self.seen.get(known) or 0) + 1
        self.seen.put(known, times, _BYTES_PER_TEXT)
        return times >= OFTEN

    def remember(self, asked: Asked) -> None:
        """Keep a document that has come with its hash and proved to be sound."""
        if asked.extensions:
            self.service.persisted.keep(asked)

    def _is_current(self, document: Document) -> bool:
        """Whether a document is the one of its text: two would both be compiled."""
        return self.service.documents.kept(document.prepared.text) is document


def _weight(body: bytes, document: Document, asked: Asked) -> int:
    """Tell about how many bytes a call takes beside its body."""
    text = getsizeof(asked.query)
    values = len(body) - len(asked.query or "")
    return len(body) + text + BYTES_PER_CHARACTER * values + document.weight
