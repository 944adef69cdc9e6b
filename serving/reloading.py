"""Reloading: new data are served at once if they are good, and refused whole if they are not."""

import asyncio
from pathlib import Path

import structlog

from graph.problems import DataError
from serving.loading import Loaded, load_other, served, settle
from serving.service import Service


def load_another(directory: Path, revision: str) -> Loaded | None:
    """Load a data set if it is good and not the revision that is being served already."""
    log = structlog.get_logger(__name__)
    try:
        loaded = load_other(directory, revision)
    except DataError as error:
        log.error(  # noqa: TRY400  # told whole
            "data refused", still_serving=revision, problems=str(error), exc_info=error.__cause__
        )
        return None
    if loaded is None:
        log.info("data unchanged", revision=revision)
    return loaded


class Reloading:
    """Reloads the data of one process, while it goes on answering."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._task: asyncio.Task[None] | None = None
        self._again = False

    def soon(self) -> None:
        """Reload, or reload once more if that is already under way."""
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._reload())
        else:
            self._again = True

    async def _reload(self) -> None:
        """Load beside what is being served, then serve it from one request to the next."""
        self._again = True
        while self._again:
            self._again = False
            data = self.service.settings.data
            known = self.service.pool.revision
            loaded = await asyncio.to_thread(load_another, data, known)
            if loaded is not None:
                self.service.serve(loaded)
                settle()
                structlog.get_logger(__name__).info(f"now serving {served(loaded.revision)}")
