"""Answers: what a request is answered, once its parameters are known."""

from collections.abc import AsyncGenerator
from typing import Any

import orjson

from graph.revision import Revision
from schema.context import Context
from schema.errors import AnswerTooLargeError, told
from serving.clock import TimeUp
from serving.documents import Document
from serving.faults import TooLongError
from serving.records import Record
from serving.requests import Asked
from serving.serializing import serialized
from serving.service import Service
from serving.subscribing import follow

Answer = dict[str, Any]


class Answering:
    """Answers what is asked, within the limits of cost and time."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def document(self, asked: Asked, record: Record) -> Document:
        """Give the document that is asked for, prepared; raise RequestError."""
        service = self.service
        text = service.persisted.text_of(asked)
        document = service.documents.kept(text)
        if document is None:
            document = self._prepared(text)
        else:
            record.hits = ("document",) if asked.query else ("document", "persisted")
        if asked.extensions and document.sound:
            service.persisted.keep(asked)
        record.operation = document.name(asked.operation)
        return document

    def _prepared(self, text: str) -> Document:
        try:
            with self.service.clock:
                return self.service.documents.of(text)
        except TimeUp:
            raise TooLongError(self.service.settings.max_seconds) from None

    def refusal(self, document: Document, asked: Asked, record: Record) -> Answer | None:
        """Say why a document is not executed, if it is not."""
        if not document.sound:
            errors = [told(error) for error in document.prepared.errors]
            return {"errors": errors}
        cost = record.cost = document.cost(self.service.prices, asked.operation, asked.variables)
        most = self.service.settings.max_cost
        if cost <= most:
            return None
        error = document.too_costly(self.service.prices, asked.operation, asked.variables, most)
        return {"errors": [told(error)] if error else [], "extensions": {"cost": cost}}

    def answer(
        self, document: Document, asked: Asked, revision: Revision, record: Record
    ) -> Answer:
        """Execute a query, or say why not."""
        try:
            with self.service.clock:
                answer = self.refusal(document, asked, record)
                if answer is None:
                    answer = self._executed(document, asked, revision, record.cost)
                    answer["extensions"] = {"cost": record.cost}
        except TimeUp:
            answer = self._late(record)
        record.note(answer)
        return answer

    def written(self, answer: Answer, record: Record) -> tuple[Answer, bytes]:
        """Give an answer and its bytes; an error instead of both if there are too many."""
        try:
            return answer, serialized(answer, record.cost, self.service.settings.max_answer_bytes)
        except AnswerTooLargeError as error:
            answer = self._given_up(error, record)
            return answer, orjson.dumps(answer)

    async def stream(
        self, document: Document, asked: Asked, record: Record
    ) -> AsyncGenerator[Answer, None]:
        """Give the one answer of a query, or those of a subscription as they come."""
        operation = document.operation(asked.operation) if document.sound else None
        record.kind = operation.operation.value if operation else None
        if not record.followed:
            answer = self.answer(document, asked, self.service.revision, record)
            yield self.bounded(answer, record)
        elif refusal := self.refusal(document, asked, record):
            record.note(refusal)
            yield refusal
        else:
            async for answer in follow(self.service, document, asked):
                record.note(answer)
                told = {**answer, "extensions": {"cost": record.cost}}
                yield self.bounded(told, record)

    def bounded(self, answer: Answer, record: Record) -> Answer:
        """Give an answer for a message to hold: its data written already, or else an error."""
        if "data" not in answer:
            return answer
        try:
            most = self.service.settings.max_answer_bytes
            return {
                **answer,
                "data": orjson.Fragment(serialized(answer["data"], record.cost, most)),
            }
        except AnswerTooLargeError as error:
            return self._given_up(error, record)

    def _given_up(self, error: AnswerTooLargeError, record: Record) -> Answer:
        answer = {**error.answer(), "extensions": {"cost": record.cost}}
        record.note(answer)
        return answer

    def _executed(
        self, document: Document, asked: Asked, revision: Revision, cost: int | None
    ) -> Answer:
        most = self.service.settings
        context = Context(graph=revision, walk_budget=most.walk_budget, max_page=most.max_page)
        try:
            answer = self.service.executor.answer(
                document.prepared, context, asked.variables, asked.operation, cost
            )
        finally:  # also when the time is up: it may have been compiled
            self.service.documents.weigh(document)
        if answer.get("data") is None and not any("path" in error for error in answer["errors"]):
            answer.pop("data", None)  # nothing ran: it is the request that is wrong
        return answer

    def _late(self, record: Record) -> Answer:
        error = TooLongError(self.service.settings.max_seconds)
        return {**error.told(), "extensions": {"cost": record.cost}}
