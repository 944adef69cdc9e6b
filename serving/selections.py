"""Selections: what a document asks for, wherever in it that stands."""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    InlineFragmentNode,
    SelectionNode,
)


def definitions_of(document: DocumentNode) -> Iterator[ExecutableDefinitionNode]:
    """Give the operations and the fragments of a document."""
    for each in document.definitions:
        if isinstance(each, ExecutableDefinitionNode):
            yield each


def selections_of(document: DocumentNode) -> Iterator[SelectionNode]:
    """Give the fields, the spreads and the inline fragments, each once, in no order."""
    pending = [each.selection_set for each in definitions_of(document)]
    while pending:
        for each in pending.pop().selections:
            yield each
            if isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set:
                pending.append(each.selection_set)
