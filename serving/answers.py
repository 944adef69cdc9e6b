"""Answers: an operation is priced and executed on one revision, at one go."""

from typing import Any

import orjson

from graph.revision import Revision
from schema.context import Context
from schema.errors import AnswerTooLargeError, told
from schema.execution import Executor
from serving.clock import Clock, TimeUp
from serving.documents import Document, Documents
from serving.overload import TooLongError
from serving.pool import Outcome, Question
from serving.serializing import serialized
from serving.settings import Settings

Answer = dict[str, Any]


class Answering:
    """Answers operations within the limits of cost and time."""

    def __init__(
        self, settings: Settings, executor: Executor, documents: Documents, clock: Clock
    ) -> None:
        self.settings = settings
        self.executor = executor
        self.documents = documents
        self.clock = clock

    def document(self, text: str) -> Document:
        """Give the document of a text, prepared; raise TooLongError."""
        try:
            with self.clock:
                return self._prepared(text)
        except TimeUp:
            raise self._too_long() from None

    def _prepared(self, text: str) -> Document:
        return self.documents.kept(text) or self.documents.of(text)

    def priced(self, document: Document, question: Question) -> tuple[int | None, Outcome | None]:
        """Give the price of an operation, and why it is not executed, if it is not.

        There is no price where the document is not sound. Raise TooLongError.
        """
        try:
            with self.clock:
                cost = self._price(document, question)
                return cost, self._refusal(document, question, cost)
        except TimeUp:
            raise self._too_long() from None

    def _refusal(self, document: Document, question: Question, cost: int | None) -> Outcome | None:
        most = self.settings.max_cost
        if cost is None:
            answer: Answer = {"errors": list(document.prepared.errors)}
        elif cost > most:
            error = document.too_costly(
                self.documents.prices, question.operation, question.variables, most
            )
            answer = {"errors": [told(error)] if error else [], "extensions": {"cost": cost}}
        else:
            return None
        return _outcome(document, question, answer, cost)

    def outcome(self, question: Question, revision: Revision) -> Outcome:
        """Prepare, price and execute an operation, or say why not; pool processes do this."""
        document = cost = None
        try:
            with self.clock:
                document = self._prepared(question.text)
                cost = self._price(document, question)
                refused = self._refusal(document, question, cost)
                return (
                    refused
                    or _put_off(document, question, cost)
                    or self._executed(document, question, cost, revision)
                )
        except TimeUp:
            return self._late(document, question, cost)

    def execute(
        self, document: Document, question: Question, cost: int, revision: Revision
    ) -> Outcome:
        """Execute an operation that was priced and not refused."""
        try:
            with self.clock:
                return self._executed(document, question, cost, revision)
        except TimeUp:
            return self._late(document, question, cost)

    def _too_long(self) -> TooLongError:
        self.clock.rest()
        return TooLongError(self.settings.max_seconds)

    def _late(self, document: Document | None, question: Question, cost: int | None) -> Outcome:
        answer = {**self._too_long().told(), "extensions": {"cost": cost}}
        return _outcome(document, question, answer, cost)

    def _executed(
        self, document: Document, question: Question, cost: int | None, revision: Revision
    ) -> Outcome:
        most = self.settings
        context = Context(graph=revision, walk_budget=most.walk_budget, max_page=most.max_page)
        try:
            answer = self.executor.answer(
                document.executable, context, question.variables, question.operation, cost
            )
        finally:  # also when the time is up: it may have been compiled
            self.documents.weigh(document)
        if answer.get("data") is None and not any("path" in error for error in answer["errors"]):
            answer.pop("data", None)  # nothing ran: it is the request that is wrong
        answer["extensions"] = {"cost": cost}
        try:
            body = serialized(answer, cost, most.max_answer_bytes)
        except AnswerTooLargeError as error:
            answer, body = {**error.answer(), "extensions": {"cost": cost}}, None
        return _outcome(document, question, answer, cost, body)

    def _price(self, document: Document, question: Question) -> int | None:
        prices = self.documents.prices
        sound = document.sound
        return document.cost(prices, question.operation, question.variables) if sound else None


def _put_off(document: Document, question: Question, cost: int | None) -> Outcome | None:
    if cost is None or question.most is None or cost <= question.most:
        return None
    name, kind = document.name(question.operation), document.kind(question.operation)
    return Outcome(b"", cost, (), name, executed=False, kind=kind, put_off=True)


def _outcome(
    document: Document | None,
    question: Question,
    answer: Answer,
    cost: int | None,
    body: bytes | None = None,
) -> Outcome:
    errors = answer.get("errors", ())
    return Outcome(
        body=body or orjson.dumps(answer),
        cost=cost,
        codes=tuple([each["extensions"]["code"] for each in errors]),
        operation=document.name(question.operation) if document else None,
        executed="data" in answer,
        kind=document.kind(question.operation) if document else None,
    )
