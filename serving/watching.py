"""Watching: whether the files of a data set have changed, and have stopped changing."""

from pathlib import Path

Signature = tuple[tuple[str, int, int], ...]


class Watched:
    """Looks at a directory from time to time, and says when there is something new in it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._known = self._before = self._look()

    def changed(self) -> bool:
        """Say once of every change that it has come to rest between two looks."""
        now = self._look()
        rested = now == self._before and now != self._known
        self._before = now
        if rested:
            self._known = now
        return rested

    def _look(self) -> Signature:
        found = []
        for path in self.directory.glob("*.csv"):
            try:
                state = path.stat()
            except OSError:  # gone between two steps, or not for us to see
                continue
            found.append((path.name, state.st_mtime_ns, state.st_size))
        return tuple(sorted(found))
