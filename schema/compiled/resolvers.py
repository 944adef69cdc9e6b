"""Resolvers: the functions behind fields, and what each of their parameters is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLArgument, GraphQLField, get_argument_values, is_required_argument
from graphql.language import FieldNode, NameNode
from strawberry.types.arguments import StrawberryArgument, convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from schema.compiled.errors import NotCompiledError
from schema.compiled.leaves import DEFINITION


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a resolver, with the argument that fills it."""

    argument: StrawberryArgument
    python_name: str
    name: str
    definition: GraphQLArgument


@dataclass(frozen=True, slots=True)
class Resolver:
    """A resolver; `first` says what comes before its arguments: object `o`, info `i`, both `oi`.

    `plain` is the attribute that it reads when it is called without arguments, if it says so.
    """

    function: Callable[..., Any]
    first: str
    parameters: tuple[Parameter, ...]
    defaults: tuple[Any, ...]
    plain: str | None


class Resolvers:
    """The resolvers of a schema, each looked into once."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema
        self._known: dict[int, Resolver] = {}  # by the id of the field, which the schema holds

    def of(self, definition: GraphQLField) -> Resolver:
        """Give the resolver of a field; NotCompiledError for one that cannot simply be called."""
        known = self._known.get(id(definition))
        if known is None:
            known = self._known[id(definition)] = self._resolver(definition)
        return known

    def _resolver(self, definition: GraphQLField) -> Resolver:
        field: StrawberryField = definition.extensions[DEFINITION]
        resolver = field.base_resolver
        if resolver is None or field.extensions or resolver.is_async:
            raise NotCompiledError(f"the resolver of {field.python_name}")
        parameters = tuple(self._parameter(definition, each) for each in field.arguments)
        function: Any = resolver.wrapped_func
        nothing = get_argument_values(
            GraphQLField(definition.type, _optional(definition.args)),
            FieldNode(name=NameNode(value="")),
        )
        return Resolver(
            function,
            _first_of(resolver),
            parameters,
            self.in_order(parameters, nothing),
            getattr(function, "plain", None),
        )

    def _parameter(self, definition: GraphQLField, argument: StrawberryArgument) -> Parameter:
        name = self._schema.config.name_converter.from_argument(argument)
        return Parameter(argument, argument.python_name, name, definition.args[name])

    def in_order(
        self, parameters: tuple[Parameter, ...], values: dict[str, Any]
    ) -> tuple[Any, ...]:
        """Convert coerced values as Strawberry does; give them in the order of the parameters."""
        converter = self._schema.schema_converter
        arguments = [each.argument for each in parameters]
        given = convert_arguments(values, arguments, converter.scalar_registry, converter.config)
        return tuple(given.get(each.python_name, each.argument.default) for each in parameters)


def _optional(arguments: dict[str, GraphQLArgument]) -> dict[str, GraphQLArgument]:
    return {name: each for name, each in arguments.items() if not is_required_argument(each)}


def _first_of(resolver: StrawberryResolver[Any]) -> str:
    root, info = resolver.parent_parameter, resolver.info_parameter
    given = [each.name for each in (root, info) if each is not None]
    named = list(resolver.signature.parameters)[: len(given)]
    if resolver.self_parameter or given != named:
        raise NotCompiledError(f"the parameters of {resolver.name}")
    return ("o" if root else "") + ("i" if info else "")
