"""Costs: about how many values a document asks for, worked out before anything runs.

A field costs one; what stands in a list costs as often as the list may be long. Each fragment is
priced once, so the work is linear in the size of the document.
"""

from dataclasses import dataclass
from functools import cached_property

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
    get_nullable_type,
    is_list_type,
)
from graphql.pyutils import Undefined

from serving.amounts import Amounts
from serving.sizes import LARGEST, LIST_SIZES, PAGE_SIZE, SIZE_ARGUMENTS, USUAL_SIZE, WORK


@dataclass(frozen=True, slots=True)
class Price:
    """What a selection costs: `fixed` at once, and `each` for every item of the page it is on."""

    fixed: int = 0
    each: int = 0

    def __add__(self, other: "Price") -> "Price":
        return Price(self.fixed + other.fixed, self.each + other.each)

    def on_page_of(self, size: int) -> int:
        """Give the whole price on a page of so many items."""
        return self.fixed + self.each * size


class PriceList:
    """What the fields of a schema cost, where a page holds at most so many items."""

    def __init__(self, schema: GraphQLSchema, max_page: int) -> None:
        self.schema = schema
        self.most = {**SIZE_ARGUMENTS, "first": max_page}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The types whose lists are cut by an argument of the field that gives them."""
        fields = [
            each
            for named in self.schema.type_map.values()
            for each in getattr(named, "fields", {}).values()
            if isinstance(each, GraphQLField)
        ]
        return frozenset(
            get_named_type(each.type).name
            for each in fields
            if size_argument(each) and not _is_list(each)
        )

    def field(self, parent: str, name: str) -> GraphQLField | None:
        """Give a field of a type; None for one that only names the type."""
        if name == "__typename":
            return None
        found = self.schema.type_map[parent]
        return self.schema.get_field(found, name)  # type: ignore[arg-type]  # a composite one


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
        self.priced: dict[str, Price] = {}

    def total(self, operation: OperationDefinitionNode) -> int:
        """Price an operation."""
        root = self.prices.schema.get_root_type(operation.operation)
        return self.of(operation.selection_set, root.name if root else "").on_page_of(PAGE_SIZE)

    def of(self, selections: SelectionSetNode | None, parent: str) -> Price:
        """Price a selection on a type."""
        total = Price()
        for each in selections.selections if selections else ():
            total += self.of_one(each, parent)
        return total

    def of_one(self, selection: SelectionNode, parent: str) -> Price:
        """Price a field, or what a fragment holds."""
        if isinstance(selection, FieldNode):
            return self._of_field(selection, parent)
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(self.fragments[selection.name.value])
        return self.of(*inside(selection, parent))

    def _of_fragment(self, fragment: FragmentDefinitionNode) -> Price:
        name = fragment.name.value
        if name not in self.priced:
            condition = fragment.type_condition.name.value
            self.priced[name] = self.of(fragment.selection_set, condition)
        return self.priced[name]

    def _of_field(self, node: FieldNode, parent: str) -> Price:
        name = node.name.value
        definition = self.prices.field(parent, name)
        if definition is None:
            return Price(fixed=1)
        place = f"{parent}.{name}"
        size = self.size(node, definition)
        item = self._item(node, definition, size)
        work = 1 + WORK.get(place, 0)
        if not _is_list(definition):
            return Price(fixed=work + item * LARGEST.get(place, 1))
        if size is None and parent in self.prices.pages:
            return Price(fixed=work, each=1 + item)
        count = LIST_SIZES.get(place, USUAL_SIZE) if size is None else size
        return Price(fixed=work + count * (1 + item))

    def _item(self, node: FieldNode, definition: GraphQLField, size: int | None) -> int:
        named = get_named_type(definition.type)
        inner = self.of(node.selection_set, named.name)
        return inner.on_page_of(PAGE_SIZE if size is None else size)

    def size(self, node: FieldNode, definition: GraphQLField) -> int | None:
        """Give how many items a field is asked for; None where no argument says so."""
        argument = size_argument(definition)
        if argument is None:
            return None
        default = definition.args[argument].default_value
        return self.amounts.asked(node, argument, 0 if default is Undefined else default)


def inside(selection: SelectionNode, parent: str) -> tuple[SelectionSetNode, str]:
    """Give the selection of an inline fragment, and the type that it is on."""
    if not isinstance(selection, InlineFragmentNode):
        raise TypeError(selection.kind)
    condition = selection.type_condition
    return selection.selection_set, condition.name.value if condition else parent


def size_argument(definition: GraphQLField) -> str | None:
    """Give the argument that says how many items a field gives, if it has one."""
    return next((each for each in SIZE_ARGUMENTS if each in definition.args), None)


def _is_list(definition: GraphQLField) -> bool:
    return is_list_type(get_nullable_type(definition.type))
