"""Pages: one part of a list, and cursors that name a place in its order."""

import base64
import binascii
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
import strawberry

from graph.errors import GraphError
from graph.listings import Listing, Place
from graph.quotes import quoted
from schema.fields import field

ItemT = TypeVar("ItemT")
LARGEST_PAGE = 100  # unless the server is set to another one
LARGEST_DEFAULT = 50  # what a field gives at most where it is not told how many


class BadCursorError(GraphError):
    """A cursor that names no place in the list it was given to."""

    code = "BAD_CURSOR"

    def __init__(self, cursor: str, wanted: str) -> None:
        self.cursor = cursor
        self.wanted = wanted
        super().__init__(
            f"cursor {quoted(cursor)} names no place in the list of {wanted}; take `endCursor` of "
            "a page of such a list, in the same order, or leave `after` out to start again"
        )


class PageTooLargeError(GraphError):
    """More items were asked for than a page may hold."""

    code = "PAGE_TOO_LARGE"

    def __init__(self, first: int, limit: int) -> None:
        self.first = first
        self.limit = limit
        super().__init__(
            f"first is {first}, but a page holds at most {limit}; ask for {limit} or fewer and "
            "follow pageInfo.endCursor"
        )

    @property
    def facts(self) -> dict[str, object]:
        """How many a page may hold."""
        return {"limit": self.limit}


class PageTooSmallError(GraphError):
    """Fewer items than none were asked for."""

    code = "LIMIT"

    def __init__(self, first: int) -> None:
        self.first = first
        super().__init__(
            f"first is {first}, but a page holds no fewer than 0 items; ask for 0 to be given the "
            "count alone, or for more"
        )


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """What a client needs in order to go on."""

    has_next_page: bool = field(description="Whether more items follow.")
    has_previous_page: bool = field(description="Whether items come before this page.")
    start_cursor: str | None = field(description="The cursor of the first item of the page.")
    end_cursor: str | None = field(description="The cursor to go on after this page.")


@strawberry.type(description="An item of a list, with its place in it.")
class Edge(Generic[ItemT]):
    """An item and its cursor; an edge of paging, not of the graph."""

    cursor: str = field(description="The place of the item, to go on after it.")
    node: ItemT = field(description="The item.")


@strawberry.type(description="One page of a list.")
class Connection(Generic[ItemT]):
    """A page of a list."""

    edges: list[Edge[ItemT]] = field(description="The items of the page with their cursors.")
    nodes: list[ItemT] = field(description="The items of the page.")
    total_count: int = field(description="How many items the whole list has.")
    page_info: PageInfo = field(description="Where the page stands in the list.")


@dataclass(frozen=True, slots=True)
class PlacedItem(Generic[ItemT]):
    """An item whose cursor is worked out when it is read."""

    page: "Page[ItemT]"
    node: ItemT

    @property
    def cursor(self) -> str:
        """The cursor of the item."""
        return self.page.cursor_of(self.node)


@dataclass(frozen=True, slots=True)
class Page(Generic[ItemT]):
    """A part of a list in order: what connections read."""

    listing: Listing[ItemT]
    revision: str
    start: int
    stop: int

    @property
    def nodes(self) -> Sequence[ItemT]:
        """The items of the page."""
        return self.listing.items[self.start : self.stop]

    @property
    def edges(self) -> list[PlacedItem[ItemT]]:
        """The items with their cursors."""
        return [PlacedItem(self, item) for item in self.nodes]

    @property
    def total_count(self) -> int:
        """How many items the list has before paging."""
        return len(self.listing.items)

    @property
    def page_info(self) -> "Page[ItemT]":
        """The page itself, which knows where it stands."""
        return self

    @property
    def has_next_page(self) -> bool:
        """Whether more items follow."""
        return self.stop < self.total_count

    @property
    def has_previous_page(self) -> bool:
        """Whether items come before."""
        return self.start > 0

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first item; None on an empty page."""
        return self.cursor_of(self.nodes[0]) if self.start < self.stop else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last item; None on an empty page."""
        return self.cursor_of(self.nodes[-1]) if self.start < self.stop else None

    def cursor_of(self, item: ItemT) -> str:
        """Write the place of an item: revision, list, sort key and permanent key, never a count."""
        words = [self.revision, self.listing.name, *self.listing.place(item)]
        return base64.urlsafe_b64encode(orjson.dumps(words)).decode().rstrip("=")


def page_of(listing: Listing[ItemT], revision: str, first: int, after: str | None) -> Page[ItemT]:
    """Cut a page out of a list.

    A cursor goes on working when the data change: it names a place in the order, whether or not
    its item is still there. Raise BadCursorError.
    """
    start = _start(listing, after) if after is not None else 0
    return Page(listing, revision, start, min(start + first, len(listing.items)))


def _start(listing: Listing[ItemT], after: str) -> int:
    place = _place_in(after, listing.name)
    if not listing.items:
        return 0
    if _shape(place) != _shape(listing.place(listing.items[0])):
        raise BadCursorError(after, listing.name)
    return bisect_right(listing.items, place, key=listing.place)


def _shape(place: Place) -> list[str]:
    """Tell texts from numbers in a place, since these cannot be compared with each other."""
    kinds = {str: "text", int: "number", float: "number"}
    return [kinds.get(type(word), "strange") for word in place]


def _place_in(cursor: str, name: str) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        words: Any = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise BadCursorError(cursor, name) from error
    if not isinstance(words, list) or words[1:2] != [name] or not isinstance(words[0], str):
        raise BadCursorError(cursor, name)
    return tuple(words[2:])
