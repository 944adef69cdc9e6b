"""Counterparts: things or edges of the whole graph, each as a view has it when it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

ItemT = TypeVar("ItemT")
OriginalT = TypeVar("OriginalT")


class Counterparts(Sequence[ItemT], Generic[OriginalT, ItemT]):
    """A list of a view that makes only those items that are looked at; all of them are there."""

    __slots__ = ("_counterpart", "_originals")

    def __init__(
        self, originals: Sequence[OriginalT], counterpart: Callable[[OriginalT], ItemT]
    ) -> None:
        self._originals = originals
        self._counterpart = counterpart

    def __len__(self) -> int:
        """Count the items."""
        return len(self._originals)

    def __iter__(self) -> Iterator[ItemT]:
        """Give the items one by one."""
        return map(self._counterpart, self._originals)

    @overload
    def __getitem__(self, place: int) -> ItemT: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[ItemT, ...]: ...
    def __getitem__(self, place: int | slice) -> ItemT | tuple[ItemT, ...]:
        """Give the item at a place, or those of a part."""
        if isinstance(place, slice):
            return tuple(map(self._counterpart, self._originals[place]))
        return self._counterpart(self._originals[place])
