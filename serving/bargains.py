"""The way out of a document that costs too much: its costliest field, asked for less."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
)

from graph.errors import GraphError
from serving.amounts import Amounts
from serving.costs import Bill, PriceList, inside
from serving.scopes import Scope
from serving.sizes import PAGE_SIZE, size_argument


@dataclass(frozen=True, slots=True)
class Costly:
    """A field that much of the cost comes from, and the argument that would bring it down."""

    node: FieldNode
    path: str
    argument: str | None = None
    fits: int = 0

    @property
    def way_out(self) -> str:
        """What to do about it."""
        if self.fits:
            return f"ask for {self.argument}: {self.fits} there"
        return "ask for fewer fields there, or in several requests"


class TooCostlyError(GraphError):
    """A document that would cost more than a request may."""

    code = "QUERY_TOO_COSTLY"

    def __init__(self, cost: int, most: int, costly: Costly) -> None:
        self.cost = cost
        self.most = most
        self.costly = costly
        super().__init__(
            f"the query may cost {cost}, but {most} is the most; most of it comes from "
            f"{costly.path}: {costly.way_out}"
        )

    @property
    def facts(self) -> dict[str, object]:
        """The cost, the limit, the field and the argument that would fit."""
        fits = {"argument": self.costly.argument, "fits": self.costly.fits}
        return {
            "cost": self.cost,
            "most": self.most,
            "field": self.costly.path,
            **(fits if self.costly.fits else {}),
        }


class Bargain:
    """Looks for the way out of one operation."""

    def __init__(self, prices: PriceList, document: DocumentNode, amounts: Amounts) -> None:
        self.prices = prices
        self.document = document
        self.bill = Bill(prices, document, amounts)

    def error(self, operation: OperationDefinitionNode, most: int) -> GraphQLError:
        """Say what costs most, and what would fit."""
        found = list(self._costliest(operation))
        fitting = (self._fitted(each, operation, most) for each in found if each.argument)
        costly = next((each for each in fitting if each.fits), found[0])
        error = TooCostlyError(self.bill.total(operation), most, costly)
        return GraphQLError(str(error), costly.node, original_error=error)

    def _fitted(self, costly: Costly, operation: OperationDefinitionNode, most: int) -> Costly:
        """Find the largest amount that fits; 0 if not even one does."""
        if self._total_with(costly, 1, operation) > most:
            return costly
        fits, beyond = 1, self.prices.most[costly.argument or "first"] + 1
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            if self._total_with(costly, middle, operation) <= most:
                fits = middle
            else:
                beyond = middle
        return replace(costly, fits=fits)

    def _total_with(self, costly: Costly, amount: int, operation: OperationDefinitionNode) -> int:
        amounts = replace(self.bill.amounts, instead={id(costly.node): amount})
        return Bill(self.prices, self.document, amounts).total(operation)

    def _costliest(self, operation: OperationDefinitionNode) -> Iterator[Costly]:
        """Follow the costliest fields from the root on."""
        root = self.prices.schema.get_root_type(operation.operation)
        selections: SelectionSetNode | None = operation.selection_set
        parent, path, scope = root.name if root else "", "", Scope()
        while selections:
            node, parent = self._costliest_in(selections, parent, scope)
            definition = self.prices.field(parent, node.name.value)
            path = f"{path}.{node.name.value}".lstrip(".")
            if definition is None:
                return
            yield Costly(node, path, size_argument(definition))
            scope = self.bill.below(node, definition, parent, scope)
            selections, parent = node.selection_set, get_named_type(definition.type).name

    def _costliest_in(
        self, selections: SelectionSetNode, parent: str, scope: Scope
    ) -> tuple[FieldNode, str]:
        """Give the costliest field of a selection, in a fragment or not, and its parent."""
        while True:
            chosen = max(
                selections.selections,
                key=lambda each: self.bill.of_one(each, parent, scope).on_page_of(PAGE_SIZE),
            )
            if isinstance(chosen, FieldNode):
                return chosen, parent
            selections, parent = self._inside(chosen, parent)

    def _inside(self, selection: SelectionNode, parent: str) -> tuple[SelectionSetNode, str]:
        if isinstance(selection, FragmentSpreadNode):
            fragment = self.bill.fragments[selection.name.value]
            return fragment.selection_set, fragment.type_condition.name.value
        return inside(selection, parent)
