"""Introspection: what is asked of the schema itself is answered once, by graphql-core.

Its answers are large, so they are held as the bytes that are sent and not as objects.
"""

import orjson
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
)
from graphql.execution.collect_fields import FieldDetailsList

from schema.compiled.errors import NotCompiledError
from schema.written import trimmed

ROOTS = frozenset({"__schema", "__type"})


def introspected(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    fields: FieldDetailsList,
) -> bytes:
    """Answer these fields of a document in JSON; NotCompiledError where variables may matter."""
    if operation.variable_definitions:
        raise NotCompiledError("introspection with variables")
    alone = OperationDefinitionNode(
        operation=OperationType.QUERY,
        selection_set=SelectionSetNode(selections=tuple(each.node for each in fields)),
    )
    used = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    result = execute_sync(schema, DocumentNode(definitions=(alone, *used)))
    if result.errors or not result.data:
        raise NotCompiledError("introspection with errors")
    (answer,) = result.data.values()
    return trimmed(orjson.dumps(answer))
