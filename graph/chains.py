"""Chains: simple ways from one thing to another, as keys and links, in the order of paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.layers import Layers
from graph.vocabulary import Basis
from graph.walk import Link, Ways, Window


@dataclass(frozen=True, slots=True)
class Chain:
    """Links from thing to thing, how many are derived, and the days on which all surely hold."""

    keys: tuple[str, ...]
    links: tuple[Link, ...] = ()
    derived: int = 0
    start: date = date.min
    end: date = date.max

    @property
    def order(self) -> tuple[int, list[tuple[bool, int, str]]]:
        """The place among chains through the same things: fewest derived links, then hop by hop."""
        return (self.derived, [link.rank for link in self.links])

    def joined(self, key: str, link: Link, window: Window | None) -> "Chain | None":
        """Give the chain with one link more; None if that shares no day surely with the others.

        An event whose day is not known begins surely after it surely ends: it shares its own
        days with nothing, but links that always hold.
        """
        derived = self.derived + (link.edge.basis is Basis.DERIVED)
        keys, links = (*self.keys, key), (*self.links, link)
        if window is None:
            return Chain(keys, links, derived)
        start, end = window
        if start > self.end or self.start > end:
            return None
        return Chain(keys, links, derived, max(start, self.start), min(end, self.end))


def joined(ways: Ways, chains: list[Chain], key: str) -> list[Chain]:
    """Give the chains that go on from these to one thing more.

    All go through the same things. If their hops need share no time, one is enough: it takes
    the first of parallel links each time.
    """
    links = ways.links(chains[0].keys[-1], key)
    if not ways.walk.same_time:
        longer = [chain.joined(key, link, None) for chain in chains for link in links[:1]]
    else:
        windows = [(link, ways.window(link.edge)) for link in links]
        longer = [chain.joined(key, *each) for chain in chains for each in windows]
    return [chain for chain in longer if chain is not None]


def _in_time(layers: Layers, chain: Chain) -> bool:
    """Tell whether a chain shares a day with some edge that leads to the end."""
    windows = layers.last_windows
    return windows is None or any(
        start <= chain.end and chain.start <= end for start, end in windows
    )


def chains_between(layers: Layers, max_length: int) -> Iterator[Chain]:
    """Give all chains between the ends: by length, fewest derived links, then keys.

    Of the chains through the same things only the first comes. They are worked out as they are
    taken.
    """
    start, end = layers.ends
    if start == end:
        yield Chain((start,))
        return
    for length in range(1, max_length + 1):
        layers.half = length // 2
        for derived in range(length + 1):
            if layers.reaches(start, length, derived):
                yield from _completed(layers, [Chain((start,))], length, derived)


def _completed(layers: Layers, chains: list[Chain], hops: int, derived: int) -> Iterator[Chain]:
    """Complete chains through the same things by so many hops, to so many derived links in all.

    A chain with fewer derived links is carried along: where it gets through, these things have
    had their path before.
    """
    if hops == 0:
        best = min(chains, key=lambda chain: chain.order)
        if best.derived == derived:
            yield best
        return
    here = chains[0].keys
    left = {derived - chain.derived for chain in chains}
    nexts = set().union(*(layers.onward(here[-1], hops, each) for each in left))
    for key in sorted(nexts.difference(here)):
        layers.budget.spend(1)
        longer = joined(layers.ways, chains, key)
        longer = [chain for chain in longer if chain.derived <= derived]
        if hops > 1:
            longer = [chain for chain in longer if _in_time(layers, chain)]
        if any(layers.reaches(key, hops - 1, derived - chain.derived) for chain in longer):
            yield from _completed(layers, longer, hops - 1, derived)
