"""Fields: which ones an operation asks of a type of object, as graphql-core collects them."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from schema.compiled.introspection import introspected


class Fields:
    """The fields of one operation, some values of its conditions given."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        conditions: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._document = document
        self._operation = operation
        self._conditions = VariableValues({}, dict(conditions))
        self._fragments = {
            node.name.value: FragmentDetails(node)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }

    def of_root(self, root: GraphQLObjectType) -> GroupedFieldSet:
        """Give the fields of the operation itself, by the names that the answer has for them."""
        return collect_fields(
            self._schema, self._fragments, self._conditions, root, self._operation
        ).grouped_field_set

    def introspected(self, fields: FieldDetailsList) -> bytes:
        """Give the answer, in JSON, to fields that ask about the schema itself."""
        return introspected(self._schema, self._document, self._operation, fields)

    def below(self, fields: FieldDetailsList, kind: GraphQLObjectType) -> GroupedFieldSet:
        """Give the fields asked below these ones where they lead to an object of that type."""
        return collect_subfields(
            self._schema, self._fragments, self._conditions, self._operation, kind, fields
        ).grouped_field_set
