"""What is served: one revision at a time, followed by those who want to know of the next."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from graph.cache import Cache
from graph.revision import Revision
from schema.execution import Executor, Rules
from schema.schema import build_schema
from serving.answer_cache import AnswerCache
from serving.bodies import Bodies
from serving.clock import Clock
from serving.documents import Documents
from serving.failures import Failures
from serving.loading import Loaded
from serving.manifests import trusted_in
from serving.measures import Limits
from serving.persisted import Persisted
from serving.settings import Settings


class Service:
    """The revision being served and the executor that answers from it.

    A request reads `revision` once and stays with it. The executor holds no data, so what it
    knows about documents outlives every revision.
    """

    def __init__(self, revision: Revision, settings: Settings) -> None:
        trusted = settings.trusted_documents
        self.revision = revision
        revision.keep_within(settings.graph_cache_bytes)
        self.settings = settings
        self.failures = Failures()
        self.executor = Executor(
            build_schema(), _rules(settings), compiled=settings.compiled, tell=self.failures.note
        )
        self.answers = AnswerCache(settings.answer_cache_bytes)
        self.documents = Documents(self.executor, settings.max_page, settings.document_cache_bytes)
        self.persisted = Persisted(
            settings.persisted_queries,
            settings.persisted_query_bytes,
            trusted_in(trusted) if trusted else {},
        )
        self.stores: dict[str, Cache[Any]] = {}  # of those who keep something on its behalf
        self.bodies = Bodies(settings.max_body_bytes, settings.max_body_seconds)
        self.clock = Clock(settings.max_seconds)
        self.load_seconds = 0.0
        self.followers = 0
        self.ended = False
        self._turned = asyncio.Event()

    def serve(self, loaded: Loaded) -> None:
        """Serve another revision from now on, and tell those who follow."""
        loaded.revision.keep_within(self.settings.graph_cache_bytes)
        self.revision = loaded.revision
        self.load_seconds = loaded.seconds
        self.answers.turn_to(loaded.revision)
        self._wake()

    def end(self) -> None:
        """Send everyone home who follows: there will be no further revision."""
        self.ended = True
        self._wake()

    def _wake(self) -> None:
        waiting, self._turned = self._turned, asyncio.Event()
        waiting.set()

    async def revisions(self) -> AsyncIterator[Revision]:
        """Give the revision being served at once, and each new one when it is served."""
        seen = None
        while not self.ended:
            turned = self._turned
            if self.revision.revision != seen:
                seen = self.revision.revision
                yield self.revision
            else:
                await turned.wait()


def _rules(settings: Settings) -> Rules:
    return Rules(
        most_tokens=settings.max_tokens,
        introspection=settings.introspection,
        suggestions=settings.suggestions,
        limits=Limits(settings),
    )
