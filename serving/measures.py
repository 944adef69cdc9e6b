"""Measures of a document, each fragment measured once: depth, aliases, root fields, directives."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Visitor,
    visit,
)

from schema.errors import DocumentLimitError
from serving.settings import Settings

_BRACES_PER_LEVEL = 4


@dataclass(slots=True)
class Size:
    """How deep a selection is in fields and in braces, and how many fields it has at its top."""

    depth: int = 0
    braces: int = 0
    width: int = 0

    def widen(self, other: "Size") -> None:
        """Take in a selection that stands beside this one."""
        self.depth = max(self.depth, other.depth)
        self.braces = max(self.braces, other.braces)
        self.width += other.width


class Measure:
    """Measures the selections of one document."""

    def __init__(self, document: DocumentNode) -> None:
        self.fragments = {
            each.name.value: each
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self.measured: dict[str, Size] = {}

    def of(self, selections: SelectionSetNode | None) -> Size:
        """Measure a selection."""
        size = Size(braces=1 if selections else 0)
        for each in selections.selections if selections else ():
            size.widen(self._of_one(each))
        return size

    def _of_one(self, selection: SelectionNode) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            inner = self._of_fragment(selection.name.value)
            return Size(inner.depth, inner.braces + 1, inner.width)
        inner = self.of(getattr(selection, "selection_set", None))
        if isinstance(selection, FieldNode):
            return Size(inner.depth + 1, inner.braces + 1, 1)
        return Size(inner.depth, inner.braces + 1, inner.width)

    def _of_fragment(self, name: str) -> Size:
        """Measure a fragment the first time; one that holds itself, which is invalid, ends here."""
        if name not in self.measured:
            self.measured[name] = Size()
            fragment = self.fragments.get(name)
            self.measured[name] = self.of(fragment.selection_set if fragment else None)
        return self.measured[name]


class _Count(Visitor):
    """Counts what stands in a document, wherever it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases = 0
        self.directives = 0

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Count an alias."""
        self.aliases += node.alias is not None

    def enter_directive(self, *_: object) -> None:
        """Count a directive."""
        self.directives += 1


class Limits:
    """Says which limits a document exceeds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, document: DocumentNode) -> Iterator[GraphQLError]:
        """Give an error for each limit that is exceeded."""
        most = self.settings
        count = _Count()
        visit(document, count)
        yield from _over("aliases", count.aliases, most.max_aliases, "ask in several requests")
        yield from _over("directives", count.directives, most.max_directives, "leave some out")
        measure = Measure(document)
        for operation in document.definitions:
            if isinstance(operation, OperationDefinitionNode):
                yield from self._over_in(operation, measure)

    def _over_in(
        self, operation: OperationDefinitionNode, measure: Measure
    ) -> Iterator[GraphQLError]:
        size = measure.of(operation.selection_set)
        depth = self.settings.max_depth
        roots = self.settings.max_root_fields
        way_out = "ask for what lies deeper by id, in another request"
        yield from _over("depth", size.depth, depth, way_out, operation)
        braces = depth * _BRACES_PER_LEVEL
        yield from _over("nesting", size.braces, braces, "use fewer fragments", operation)
        yield from _over("root fields", size.width, roots, "ask in several requests", operation)


def _over(limit: str, value: int, most: int, way_out: str, *at: Node) -> Iterator[GraphQLError]:
    if value > most:
        yield DocumentLimitError(limit, value, most, way_out).located(*at)
