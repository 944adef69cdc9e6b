"""Costs: about how many values a document asks for, worked out before anything runs.

A field costs one, and the work that it takes besides; what stands in a list costs as often as the
list may be long. Each fragment is priced once for each scope that it is spread in, and there are
few of these, so the work is linear in the size of the document.
"""

from dataclasses import dataclass
from math import ceil

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
)

from graph.statistics import Statistics
from serving.amounts import Amounts
from serving.scopes import Arguments, Scope, Scopes
from serving.sizes import (
    BOUND_ABOVE,
    PAGE_SIZE,
    SIZE_ARGUMENTS,
    is_list,
    list_sizes,
    paged_types,
    place_of,
)
from serving.work import Work

LARGEST_COST = 2**53 - 1  # the largest whole number that every client can read
_DIGITS = 6  # of a mean; what lies behind them is the noise of floats


@dataclass(frozen=True, slots=True)
class Price:
    """What a selection costs: `fixed` at once, and `each` for every item of the page it is on."""

    fixed: float = 0
    each: float = 0

    def __add__(self, other: "Price") -> "Price":
        return Price(self.fixed + other.fixed, self.each + other.each)

    def on_page_of(self, size: int) -> float:
        """Give the whole price on a page of so many items."""
        return self.fixed + self.each * size


class PriceList:
    """What the fields of a schema cost on one revision.

    A page holds at most so many items, and a walk visits at most so many edges.
    """

    def __init__(
        self, schema: GraphQLSchema, statistics: Statistics, max_page: int, walk_budget: int
    ) -> None:
        self.schema = schema
        self.most = {**SIZE_ARGUMENTS, "first": max_page}
        self.pages = paged_types(schema)
        self.sizes = list_sizes(schema, statistics)
        self.scopes = Scopes(statistics, self.sizes)
        self.work = Work(statistics, walk_budget)

    def field(self, parent: str, name: str) -> GraphQLField | None:
        """Give a field of a type; None for one that only names the type."""
        if name == "__typename":
            return None
        found = self.schema.type_map[parent]
        return self.schema.get_field(found, name)  # type: ignore[arg-type]  # a composite one

    def asked(self, place: str, amount: int | None, scope: Scope) -> int | None:
        """Give how many items a field gives that is asked for so many: no more than there are."""
        if amount is None or place not in self.sizes:
            return amount
        return min(amount, ceil(self.sizes[place].mean(scope.different)))

    def is_paged(self, parent: str, place: str) -> bool:
        """Tell whether a list is as long as the page that it is on."""
        return parent in self.pages and place not in BOUND_ABOVE

    def share(self, place: str, scope: Scope) -> float:
        """Give how many items a list has for each item of the page that it is on."""
        return self.sizes[place].mean(scope.different) or 1

    def size(self, place: str, given: Arguments, scope: Scope) -> float:
        """Give how many items a list has that no argument cuts, for each thing of a scope."""
        bound = scope.bound(place)
        if place == "CandidacyConnection.groups":
            return self.scopes.groups(given.get("by", ()), bound or 0)
        return self.sizes[place].mean(scope.different) if bound is None else bound

    def below(
        self,
        place: str,
        definition: GraphQLField,
        given: Arguments,
        scope: Scope,
        asked: int | None,
    ) -> Scope:
        """Give the scope below a field."""
        if not is_list(definition):
            return self.scopes.below(place, given, scope, asked)
        if asked is None and self.is_paged(place.partition(".")[0], place):
            return scope
        size = self.size(place, given, scope) if asked is None else asked
        return self.scopes.of_items(place, given, scope, size)


class Bill:
    """Prices the operations of one document, for given amounts."""

    def __init__(self, prices: PriceList, document: DocumentNode, amounts: Amounts) -> None:
        self.prices = prices
        self.amounts = amounts
        self.fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self.priced: dict[tuple[str, Scope], Price] = {}

    def total(self, operation: OperationDefinitionNode) -> int:
        """Price an operation."""
        root = self.prices.schema.get_root_type(operation.operation)
        price = self.of(operation.selection_set, root.name if root else "", Scope())
        return ceil(round(price.fixed, _DIGITS)) if price.fixed < LARGEST_COST else LARGEST_COST

    def of(self, selections: SelectionSetNode | None, parent: str, scope: Scope) -> Price:
        """Price a selection on a type."""
        total = Price()
        for each in selections.selections if selections else ():
            total += self.of_one(each, parent, scope)
        return total

    def of_one(self, selection: SelectionNode, parent: str, scope: Scope) -> Price:
        """Price a field, or what a fragment holds."""
        if isinstance(selection, FieldNode):
            return self._of_field(selection, parent, scope)
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(self.fragments[selection.name.value], scope)
        return self.of(*inside(selection, parent), scope)

    def _of_fragment(self, fragment: FragmentDefinitionNode, scope: Scope) -> Price:
        key = fragment.name.value, scope
        if key not in self.priced:
            condition = fragment.type_condition.name.value
            self.priced[key] = self.of(fragment.selection_set, condition, scope)
        return self.priced[key]

    def _of_field(self, node: FieldNode, parent: str, scope: Scope) -> Price:
        definition = self.prices.field(parent, node.name.value)
        given = self.amounts.given(node, definition) if definition else None
        if definition is None or given is None:
            return Price(fixed=1)  # a name, or an error
        prices, place = self.prices, place_of(parent, node.name.value)
        if scope.bound(place) == 0:
            return Price(fixed=1)  # nothing is there
        asked = prices.asked(place, self.amounts.asked(definition, given), scope)
        own = 1 + prices.work.of(parent, node.name.value, given, scope)
        below = prices.below(place, definition, given, scope, asked)
        inner = self.of(node.selection_set, get_named_type(definition.type).name, below)
        item = inner.on_page_of(PAGE_SIZE if asked is None else asked)
        if not is_list(definition):
            return Price(fixed=own + item)
        if asked is None and prices.is_paged(parent, place):
            return Price(fixed=own, each=prices.share(place, scope) * (1 + item))
        size = prices.size(place, given, scope) if asked is None else asked
        return Price(fixed=own + size * (1 + item))

    def below(self, node: FieldNode, definition: GraphQLField, parent: str, scope: Scope) -> Scope:
        """Give the scope below a field; its own where its arguments are wrong."""
        given = self.amounts.given(node, definition)
        if given is None:
            return scope
        place = place_of(parent, node.name.value)
        asked = self.prices.asked(place, self.amounts.asked(definition, given), scope)
        return self.prices.below(place, definition, given, scope, asked)


def inside(selection: SelectionNode, parent: str) -> tuple[SelectionSetNode, str]:
    """Give the selection of an inline fragment, and the type that it is on."""
    if not isinstance(selection, InlineFragmentNode):
        raise TypeError(selection.kind)
    condition = selection.type_condition
    return selection.selection_set, condition.name.value if condition else parent
