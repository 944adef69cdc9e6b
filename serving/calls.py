"""Calls: requests as they are understood, so that the same bytes need not be read again."""

from sys import getsizeof
from typing import NamedTuple

from graph.cache import Cache
from serving.answer_cache import Key, key_of
from serving.answers import Answering
from serving.documents import Document
from serving.records import Record
from serving.requests import JSON_TYPE, Asked, asked_in_body

_BYTES_KEPT = 10_000_000
_BYTES_PER_CHARACTER = 24  # of variables: an empty list is written with two and a comma


class Call(NamedTuple):
    """What one request asks for; `key` is what its answer may be kept under."""

    asked: Asked
    document: Document
    operation: str | None
    key: Key | None


class Calls:
    """Understands requests, and keeps the bodies that came last with what they meant.

    Documents that go by a hash have a store of their own, and are looked up there each time.
    """

    def __init__(self, answering: Answering, *, answers_kept: bool) -> None:
        self.answering = answering
        self.answers_kept = answers_kept
        self.cache = Cache[Call](_BYTES_KEPT)
        answering.service.stores["requests"] = self.cache

    def in_body(self, content_type: bytes, body: bytes, record: Record) -> Call:
        """Understand a body; raise RequestError if that cannot be done."""
        call = self.cache.get(body) if content_type == JSON_TYPE else None
        if call is not None and self._is_current(call.document):
            record.hits = ("document",)
            record.operation = call.operation
            return call
        asked = asked_in_body(content_type, body)
        call = self.of(asked, record)
        exists = call.document.sound and call.document.operation(asked.operation) is not None
        if exists and asked.query and not asked.extensions:
            self.cache.put(body, call, _weight(body, call))
        return call

    def _is_current(self, document: Document) -> bool:
        """Whether a document is the one of its text: two would both be compiled."""
        documents = self.answering.service.documents
        return documents.kept(document.prepared.text) is document

    def of(self, asked: Asked, record: Record) -> Call:
        """Understand the parameters of a request; raise RequestError if that cannot be done."""
        document = self.answering.document(asked, record)
        kept = self.answers_kept and document.sound
        key = key_of(document.prepared.text, asked) if kept else None
        return Call(asked, document, record.operation, key)


def _weight(body: bytes, call: Call) -> int:
    """Tell about how many bytes a call takes beside its body."""
    text = getsizeof(call.asked.query)
    values = len(body) - len(call.asked.query or "")
    return len(body) + text + _BYTES_PER_CHARACTER * values + call.document.weight
