"""What is served: one revision at a time, followed by those who want to know of the next."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from sys import maxsize
from typing import Any

from graph.cache import Cache
from graph.revision import Revision
from schema.execution import Executor, Rules
from schema.schema import build_schema
from serving.admission import Admission
from serving.answer_cache import AnswerCache
from serving.answers import Answering
from serving.bodies import Bodies
from serving.clock import Clock
from serving.costs import PriceList
from serving.documents import Documents
from serving.failures import Failures
from serving.loading import Loaded
from serving.manifests import trusted_in
from serving.measures import Limits
from serving.overload import QueueFullError
from serving.persisted import Persisted
from serving.pool import InlinePool, Outcome, Pool, Question
from serving.quotas import Quota
from serving.settings import Settings


class Service:
    """The revision being served, the executor that answers from it, and the pool beside them.

    A request reads `revision` once and stays with it; a process that is about to end has none and
    leaves everything to the pool. The executor holds no data, so what it knows about documents
    outlives every revision.
    """

    def __init__(
        self, revision: Revision, settings: Settings, trusted: Mapping[str, str] | None = None
    ) -> None:
        file = settings.trusted_documents
        if trusted is None:
            trusted = trusted_in(file) if file else {}
        self.revision: Revision | None = revision
        revision.keep_within(settings.graph_cache_bytes)
        self.settings = settings
        self.failures = Failures()
        self.executor = Executor(
            build_schema(), _rules(settings), compiled=settings.compiled, tell=self.failures.note
        )
        self.answers = AnswerCache(settings.answer_cache_bytes)
        self.documents = Documents(
            self.executor, self._prices_of(revision), settings.document_cache_bytes
        )
        self.persisted = Persisted(
            settings.persisted_queries, settings.persisted_query_bytes, trusted
        )
        self.stores: dict[str, Cache[Any]] = {}  # of those who keep something on its behalf
        self.bodies = Bodies(settings.max_body_bytes, settings.max_body_seconds)
        self.clock = Clock(settings.max_seconds)
        self.answering = Answering(settings, self.executor, self.documents, self.clock)
        self.load_seconds = 0.0
        self.followers = Quota(
            "subscriptions", settings.max_subscriptions, settings.max_client_subscriptions
        )
        self.sockets = Quota("WebSockets", settings.max_connections, settings.max_client_sockets)
        self.pool: Pool = self._inline_pool(revision)
        self.turns = Admission(1, Quota("operations", maxsize, maxsize), settings.max_queue_seconds)
        self.queue = self._queue_for(1)
        self.newcomers = self._queue_for(1)
        self.ended = False
        self._turned = asyncio.Event()

    def _queue_for(self, size: int) -> Admission:
        """Make a queue before the pool; connections alone bound what waits for the event loop."""
        most = self.settings
        quota = Quota("operations in flight", most.max_queue, most.max_client_queue, QueueFullError)
        return Admission(size, quota, most.max_queue_seconds)

    def _inline_pool(self, revision: Revision) -> Pool:
        def execute(question: Question) -> Outcome:
            return self.answering.outcome(question, revision)

        return InlinePool(revision.revision, execute)

    def serve(self, loaded: Loaded) -> None:
        """Serve another revision from now on, and tell those who follow."""
        loaded.revision.keep_within(self.settings.graph_cache_bytes)
        self.documents.prices = self._prices_of(loaded.revision)
        self.revision = loaded.revision
        self.load_seconds = loaded.seconds
        self.turn_to(self._inline_pool(loaded.revision))

    def hand_over(self, pool: Pool) -> None:
        """Let the revision go, and have all that still comes in executed by a pool."""
        self.revision = None
        self.turn_to(pool)

    def turn_to(self, pool: Pool) -> None:
        """Have what is dear executed by a pool from now on; tell those who follow."""
        self.pool = pool
        self.queue.size = max(1, pool.size - self.newcomers.size)
        self.answers.turn_to(pool.revision)
        self._wake()

    def _prices_of(self, revision: Revision) -> PriceList:
        most = self.settings
        return PriceList(self.executor.schema, revision.statistics, most.max_page, most.walk_budget)

    def end(self) -> None:
        """Send everyone home who follows or waits: there will be no further revision."""
        self.ended = True
        self.queue.close()
        self.newcomers.close()
        self._wake()

    def _wake(self) -> None:
        waiting, self._turned = self._turned, asyncio.Event()
        waiting.set()

    async def revisions(self) -> AsyncIterator[str]:
        """Name the revision being served at once, and each new one when it is served."""
        seen = None
        while not self.ended:
            turned = self._turned
            if self.pool.revision != seen:
                seen = self.pool.revision
                yield seen
            else:
                await turned.wait()


def _rules(settings: Settings) -> Rules:
    return Rules(
        most_tokens=settings.max_tokens,
        introspection=settings.introspection,
        suggestions=settings.suggestions,
        limits=Limits(settings),
    )
