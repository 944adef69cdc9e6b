"""Measures of a document, each fragment measured once: depth, aliases, root fields, repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from schema.errors import DocumentLimitError
from serving.selections import definitions_of, selections_of
from serving.settings import Settings

_BRACES_PER_LEVEL = 4
_MOST_PAIRS = 10_000  # some are compared in more than one way


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


def _aliases(document: DocumentNode) -> int:
    return sum(
        isinstance(each, FieldNode) and each.alias is not None for each in selections_of(document)
    )


def _directives(document: DocumentNode) -> int:
    """Count directives, also those of operations, of fragments and of variables."""
    definitions = [*definitions_of(document)]
    variables = [node for each in definitions for node in each.variable_definitions or ()]
    held = chain(
        (each.directives for each in definitions),
        (each.directives for each in variables),
        (each.directives for each in selections_of(document)),
    )
    return sum(len(each or ()) for each in held)


def _pairs(document: DocumentNode) -> int:
    """Count the pairs that validation compares: fields that are answered under one name.

    What fields of one name ask for is answered as one. Fragments count where they are defined,
    and where they are spread as fields of one name, whatever they hold.
    """
    pending = [[each.selection_set] for each in definitions_of(document)]
    pairs = 0
    while pending:
        named = _by_name(pending.pop())
        pairs += sum(len(each) * (len(each) - 1) // 2 for each in named.values())
        for fields in named.values():
            below = [each.selection_set for each in fields if isinstance(each, FieldNode)]
            if any(below):
                pending.append([each for each in below if each])
    return pairs


def _by_name(selections: list[SelectionSetNode]) -> dict[str, list[SelectionNode]]:
    named: dict[str, list[SelectionNode]] = {}
    for selection in selections:  # which grows meanwhile
        for each in selection.selections:
            if isinstance(each, InlineFragmentNode):
                selections.append(each.selection_set)
            else:
                named.setdefault(_name(each), []).append(each)
    return named


def _name(selection: SelectionNode) -> str:
    if isinstance(selection, FieldNode):
        return (selection.alias or selection.name).value
    return "..."


class Limits:
    """Says which limits a document exceeds."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, document: DocumentNode) -> Iterator[GraphQLError]:
        """Give an error for each limit that is exceeded."""
        most = self.settings
        yield from _over("aliases", _aliases(document), most.max_aliases, "ask in several requests")
        yield from _over("directives", _directives(document), most.max_directives, "leave some out")
        way_out = "ask for each field once in a selection"
        yield from _over("repeated fields", _pairs(document), _MOST_PAIRS, way_out)
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
