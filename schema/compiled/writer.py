"""The writer: from the fields of an operation to the source of functions that answer them."""

from collections.abc import Callable
from typing import Any

import orjson
from graphql import (
    GraphQLAbstractType,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from schema.compiled.arguments import Arguments, Maker
from schema.compiled.code import Code, Names
from schema.compiled.errors import BrokenPlanError, NotCompiledError, TooLargeError
from schema.compiled.fields import Fields
from schema.compiled.hints import sure_class
from schema.compiled.introspection import ROOTS
from schema.compiled.leaves import DEFINITION, Hint, Leaves
from schema.compiled.resolvers import Resolvers
from schema.metering import overrun

MOST_FIELDS = 2_000
DEEPEST = 30  # Python nests no more than 20 loops, and each of them lies two blocks or more deeper
UNSURE: Hint = (None, True)
Function = Callable[..., dict[str, Any]]


class Writer:
    """Writes and holds the functions of one operation.

    Each function takes an object `o`, the info of the request `i`, and its arguments `q`. What
    lies behind an interface is written for a class of objects when the first of them is met.
    """

    def __init__(
        self, schema: GraphQLSchema, fields: Fields, resolvers: Resolvers, arguments: Arguments
    ) -> None:
        self._schema = schema
        self._fields = fields
        self._resolvers = resolvers
        self._arguments = arguments
        self._names = Names()
        self._leaves = Leaves(self._names)
        self._forks: dict[tuple[object, ...], Fork] = {}
        self.written = 0
        self._width = 0
        self.constant_bytes = 0
        self.makers: list[Maker] = []

    def root(self, kind: GraphQLObjectType) -> Function:
        """Write the function that answers the whole operation."""
        return self._function(self._fields.of_root(kind), kind)

    def below(self, fields: FieldDetailsList, kind: GraphQLObjectType) -> Function:
        """Write the function that answers what is asked below these fields for a type."""
        return self._function(self._fields.below(fields, kind), kind)

    def _function(self, grouped: GroupedFieldSet, kind: GraphQLObjectType) -> Function:
        try:
            return self._written(grouped, kind)
        except NotCompiledError:
            raise
        except Exception as error:
            raise BrokenPlanError from error

    def _written(self, grouped: GroupedFieldSet, kind: GraphQLObjectType) -> Function:
        name, code, around = self._names.fresh("answer"), Code(1), self._width
        self._width = 0
        answer = self._object(code, "o", grouped, kind)
        code.add(f"return {answer}")
        source = "\n".join([f"def {name}(o, i, q):", f" i.left -= {self._width}", *code.lines])
        self._width = around
        exec(source, self._names.globals)  # noqa: S102  # made of checked names and constants
        made: Any = self._names.globals[name]
        return made  # type: ignore[no-any-return]

    def _object(
        self, code: Code, owner: str, grouped: GroupedFieldSet, kind: GraphQLObjectType
    ) -> str:
        """Give the expression of an object's answer; add the lines that it rests on."""
        self.written += len(grouped)
        self._width += len(grouped)
        if self.written > MOST_FIELDS:
            raise TooLargeError
        answers = [
            f"{key!r}: {self._field(code, owner, fields, kind)}" for key, fields in grouped.items()
        ]
        return "{" + ", ".join(answers) + "}"

    def _field(
        self, code: Code, owner: str, fields: FieldDetailsList, kind: GraphQLObjectType
    ) -> str:
        name = fields[0].node.name.value
        if name == "__typename":
            return repr(kind.name)
        if name in ROOTS:
            return self._constant(self._fields.introspected(fields))
        definition = kind.fields[name]
        attribute = self._attribute(definition, fields)
        if attribute is None:
            return self._complete(
                code, self._called(owner, definition, fields), definition.type, fields, UNSURE
            )
        hint = sure_class(kind.name, attribute)
        return self._complete(code, f"{owner}.{attribute}", definition.type, fields, hint)

    def _constant(self, answer: bytes) -> str:
        """Give the name of an answer that is always the same; orjson writes it out as it is."""
        self.constant_bytes += len(answer)
        return self._names.of(orjson.Fragment(answer))

    def _attribute(self, definition: GraphQLField, fields: FieldDetailsList) -> str | None:
        """Give the attribute that a field is read from; None if its resolver must be asked."""
        field = definition.extensions[DEFINITION]
        attribute = field.python_name
        if not field.is_basic_field:
            if fields[0].node.arguments:
                return None
            attribute = self._resolvers.of(definition).plain
        if attribute is not None and not attribute.isidentifier():
            raise NotCompiledError(f"the attribute {attribute!r}")
        return attribute  # type: ignore[no-any-return]

    def _called(self, owner: str, definition: GraphQLField, fields: FieldDetailsList) -> str:
        """Give the expression that asks a resolver."""
        node, resolver = fields[0].node, self._resolvers.of(definition)
        given = [owner if each == "o" else each for each in resolver.first]
        constants = self._arguments.constant(definition, node)
        if constants is None:
            given.append(f"*q[{len(self.makers)}]")
            self.makers.append(self._arguments.maker(definition, node))
        else:
            given += map(self._names.of, constants)
        return f"{self._names.of(resolver.function)}({', '.join(given)})"

    def _complete(
        self,
        code: Code,
        read: str,
        kind: GraphQLOutputType,
        fields: FieldDetailsList,
        hint: Hint,
    ) -> str:
        """Give the expression of a value that is read by another one."""
        bare = get_nullable_type(kind)
        nullable = bare is kind
        if is_leaf_type(bare):
            return self._leaves.expression(read, bare, hint, nullable=nullable)
        value, inner = self._names.fresh("v"), code.inner()
        answer = self._composite(inner, value, bare, fields)
        if not inner.lines:
            missing = "None" if nullable else "None.missing"
            return f"({missing} if ({value} := {read}) is None else {answer})"
        return self._in_blocks(code, f"{value} = {read}", value, answer, inner, nullable=nullable)

    def _in_blocks(
        self, code: Code, assign: str, value: str, answer: str, inner: Code, *, nullable: bool
    ) -> str:
        """Add lines that work a value out, unless it is null; give the variable that has it."""
        code.add(assign)
        if not nullable:
            code.lines += [line[1:] for line in inner.lines]
            return answer
        completed = self._names.fresh("c")
        inner.add(f"{completed} = {answer}")
        code.add(f"{completed} = None")
        code.add_block(f"if {value} is not None:", inner)
        return completed

    def _composite(self, code: Code, value: str, kind: Any, fields: FieldDetailsList) -> str:  # noqa: ANN401  # any type but a leaf
        if is_list_type(kind):
            return self._list(code, value, kind.of_type, fields)
        if is_abstract_type(kind):
            return f"{self._fork(kind, fields)}[{value}.__class__]({value}, i, q)"
        if code.depth > DEEPEST:
            return f"{self._names.of(self.below(fields, kind))}({value}, i, q)"
        return self._object(code, value, self._fields.below(fields, kind), kind)

    def _list(self, code: Code, value: str, kind: Any, fields: FieldDetailsList) -> str:  # noqa: ANN401
        """Add the lines that fill a list, once its values are counted; give its name."""
        items, item, inner = self._names.fresh("l"), self._names.fresh("e"), code.inner()
        around, self._width = self._width, 1
        inner.add(f"{items}.append({self._complete(inner, item, kind, fields, UNSURE)})")
        code.add(f"i.left -= {self._names.of(len)}({value}) * {self._width}")
        code.add(f"if i.left < 0: {self._names.of(overrun)}()")
        code.add(f"{items} = []")
        code.add_block(f"for {item} in {value}:", inner)
        self._width = around
        return items

    def _fork(self, kind: GraphQLAbstractType, fields: FieldDetailsList) -> str:
        """Give the name of the fork for these fields behind an interface."""
        key = (kind.name, *(id(each.node) for each in fields))
        if key not in self._forks:
            possible = {each.name: each for each in self._schema.get_possible_types(kind)}
            self._forks[key] = Fork(self, possible, fields)
        return self._names.of(self._forks[key])


class Fork(dict[type, Function]):
    """The functions for the types behind an interface, by the class of the graph's objects.

    As `schema.nodes.Node` says, the class and the GraphQL type have one name.
    """

    def __init__(
        self, writer: Writer, possible: dict[str, GraphQLObjectType], fields: FieldDetailsList
    ) -> None:
        super().__init__()
        self._writer = writer
        self._possible = possible
        self._fields = fields

    def __missing__(self, kind: type) -> Function:
        """Write the function for a class that was not met before."""
        written = self[kind] = self._writer.below(self._fields, self._possible[kind.__name__])
        return written
