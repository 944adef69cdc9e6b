"""What is served: one revision at a time, followed by those who want to know of the next."""

import asyncio
from collections.abc import AsyncIterator

from graph.revision import Revision
from schema.execution import Executor, Rules
from schema.schema import build_schema
from serving.answer_cache import AnswerCache
from serving.bodies import Bodies
from serving.clock import Clock
from serving.costs import PriceList
from serving.documents import Documents
from serving.loading import Loaded
from serving.measures import Limits
from serving.persisted import Persisted, trusted_in
from serving.settings import Settings


class Service:
    """The revision being served and the executor that answers from it.

    A request reads `revision` once and stays with it. The executor holds no data, so what it
    knows about documents outlives every revision.
    """

    def __init__(self, revision: Revision, settings: Settings) -> None:
        trusted = settings.trusted_documents
        self.revision = revision
        self.settings = settings
        self.executor = Executor(build_schema(), _rules(settings), compiled=settings.compiled)
        self.answers = AnswerCache(settings.answer_cache_bytes)
        self.documents = Documents(self.executor)
        self.prices = self._prices_of(revision)
        self.persisted = Persisted(
            settings.persisted_queries, trusted_in(trusted) if trusted else {}
        )
        self.bodies = Bodies(settings.max_body_bytes, settings.max_body_seconds)
        self.clock = Clock(settings.max_seconds)
        self.load_seconds = 0.0
        self.followers = 0
        self.ended = False
        self._turned = asyncio.Event()

    def serve(self, loaded: Loaded) -> None:
        """Serve another revision from now on, and tell those who follow."""
        self.prices = self._prices_of(loaded.revision)
        self.revision = loaded.revision
        self.load_seconds = loaded.seconds
        self.answers.turn_to(loaded.revision)
        self._wake()

    def _prices_of(self, revision: Revision) -> PriceList:
        most = self.settings
        return PriceList(self.executor.schema, revision.statistics, most.max_page, most.walk_budget)

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
