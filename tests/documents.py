"""Documents made up from a schema: valid and less so, with all that GraphQL lets clients write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson
from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_interface_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)

ALIASES = ("a", "id", "class", "None", "o", "i", "q", "v", "K1", "__builtins__", "x9")
TEXTS = ("sq", "", "Ana", "alpha", "MAYORS", "\u0161", 'quo"te', "line\\nbreak", "WyJ4Il0")
DATES = ("2013", "2017-10", "2017-11-19", "2030", "1999", "2017-13", "soon", "")
INTS = (1, 2, 3, 5, 20, 100, 101, 0, -1, 2**31)
FLOATS = (0, 0.5, 30, -1.5)
STRANGE = ("strange", 1.5, [], {"a": 1})
LOOKUPS = ("person", "party", "municipality", "election", "contest")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A document, sets of variables to send with it, and the name of the operation to send."""

    text: str
    sets: tuple[dict[str, Any], ...]
    operation: str | None


@dataclass(slots=True)
class DocumentMaker:
    """Makes up one document; `ids` are known ones, by what stands before their first slash.

    `depths` are how deep it may be, and `ints` and `dates` what it asks with: mostly one of the
    first four.
    """

    schema: GraphQLSchema
    ids: Mapping[str, list[str]]
    chance: Random
    depths: tuple[int, ...] = (1, 2, 2, 3, 3, 4)
    ints: tuple[int, ...] = INTS
    dates: tuple[str, ...] = DATES
    definitions: list[str] = field(default_factory=list)
    values: dict[str, Callable[[], Any]] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    aliases: int = 0

    def make(self) -> MadeUp:
        """Make up a document, mostly with good variables, sometimes with bad ones."""
        names = ("Made", "Other") if self._often(0.1) else ("Made",)
        operations = [self._operation(name) for name in names]
        named = len(names) > 1 if self._often(0.9) else len(names) == 1
        sets = tuple(self._sent() for _ in range(self.chance.choice((2, 2, 3))))
        return MadeUp(
            "\n".join([*operations, *self.fragments]),
            sets if self.values else sets[:1],
            self.chance.choice((*names, *names, "Nobody")) if named else None,
        )

    def _operation(self, name: str) -> str:
        query = self.schema.query_type
        assert query is not None
        self.definitions = []
        selected = self._selection(query, self.chance.choice(self.depths))
        header = f"({', '.join(self.definitions)})" if self.definitions else ""
        return f"query {name}{header} {selected}"

    def _sent(self) -> dict[str, Any]:
        """Make up values of the variables: most are good, some null, bad or left out."""
        sent = {}
        for name, make in self.values.items():
            luck = self.chance.random()
            if luck < 0.94:
                sent[name] = make() if luck < 0.86 else self.chance.choice((None, None, *STRANGE))
            if luck < 0.1 and type(sent[name]) is int:
                sent[name] = float(sent[name])  # which JSON does not tell from a whole number
        return sent

    def _often(self, share: float) -> bool:
        return self.chance.random() < share

    def _selection(self, kind: Any, depth: int) -> str:
        fields = list(kind.fields.items())
        if depth <= 0:
            fields = [each for each in fields if is_leaf_type(get_named_type(each[1].type))]
        count = 1 if kind is self.schema.query_type else self.chance.randint(1, 5)
        some = self.chance.sample(fields, min(count, len(fields)))
        parts = [self._field(name, each, depth) for name, each in some]
        if self._often(0.25) or not parts:
            parts.append("__typename")
        if self._often(0.3) or is_abstract_type(kind):
            parts.append(self._fragment(kind, depth))
        if self._often(0.1):
            parts.append(self.chance.choice(parts))
        return "{ " + " ".join(parts) + " }"

    def _fragment(self, kind: Any, depth: int) -> str:
        on = self.chance.choice(self._conditions(kind))
        selected = self._selection(on, depth - 1)
        if self._often(0.5):
            condition = f"on {on.name} " if self._often(0.8) or on is not kind else ""
            return f"... {condition}{self._directive()}{selected}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {on.name} {selected}")
        return f"...{name} {self._directive()}"

    def _conditions(self, kind: Any) -> list[Any]:
        """List types that may be asked for where such a thing is found."""
        if not is_abstract_type(kind):
            return [kind, kind, *kind.interfaces]
        narrower = self.schema.get_implementations(kind) if is_interface_type(kind) else None
        interfaces = [*kind.interfaces, *narrower.interfaces] if narrower else []
        return [kind, *self.schema.get_possible_types(kind), *interfaces]

    def _field(self, name: str, definition: GraphQLField, depth: int) -> str:
        named = get_named_type(definition.type)
        below = "" if is_leaf_type(named) else self._selection(named, depth - 1)
        arguments = self._arguments(name, definition)
        return f"{self._alias(arguments)}{name}{arguments} {self._directive()}{below}"

    def _alias(self, arguments: str) -> str:
        """Name fields with arguments apart, mostly: they seldom can be merged."""
        if not self._often(0.9 if arguments else 0.1):
            return ""
        self.aliases += 1
        return f"{self.chance.choice(ALIASES)}{self.aliases if self._often(0.9) else ''}: "

    def _directive(self) -> str:
        if not self._often(0.1):
            return ""
        word = self.chance.choice(("skip", "include"))
        condition = self.chance.choice(("true", "false", "variable"))
        if condition == "variable":
            kind = GraphQLNonNull(GraphQLBoolean)
            condition = self._variable(kind, lambda: self._often(0.5))
        return f"@{word}(if: {condition}) "

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        given = {
            key: each
            for key, each in definition.args.items()
            if is_required_argument(each) or self._often(0.3)
        }
        if name in LOOKUPS and "id" in definition.args and self._often(0.9):
            given = {"id": definition.args["id"]} | {k: given[k] for k in given if k == "asOf"}
        parts = [f"{key}: {self._argument(name, key, each)}" for key, each in given.items()]
        return f"({', '.join(parts)})" if parts else ""

    def _argument(self, owner: str, name: str, argument: GraphQLArgument) -> str:
        if self._often(0.35):
            return self._variable(argument.type, lambda: self._value(argument.type, owner, name))
        return self._literal(self._value(argument.type, owner, name), argument.type)

    def _variable(self, kind: Any, make: Callable[[], Any]) -> str:
        """Declare a variable; one with a default may be null in more places than others."""
        name, default = f"v{len(self.values)}", ""
        self.values[name] = make
        if self._often(0.2):
            default = f" = {self._literal(make(), kind, constant=True)}"
        written = str(kind)
        if self._often(0.6 if default else 0.05):
            written = written.removesuffix("!")
        self.definitions.append(f"${name}: {written}{default}")
        return f"${name}"

    def _value(self, kind: Any, owner: str, name: str) -> Any:
        """Make up a value as JSON has it."""
        if is_non_null_type(kind):
            return self._value(kind.of_type, owner, name)
        if self._often(0.04):
            return None
        if is_list_type(kind):
            count = self.chance.randint(0, 3)
            items = [self._value(kind.of_type, owner, name) for _ in range(count)]
            return items[0] if items and self._often(0.1) else items
        if isinstance(kind, GraphQLEnumType):
            return self.chance.choice(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return {
                key: self._value(each.type, key, key)
                for key, each in kind.fields.items()
                if is_non_null_type(each.type) or self._often(0.25)
            }
        return self._scalar(kind.name, owner if owner in self.ids else name)

    def _scalar(self, kind: str, about: str) -> Any:
        if kind == "ID":
            pool = self.ids.get(about) or self.chance.choice(list(self.ids.values()))
            known = self.chance.choice(pool)
            luck = self.chance.random()
            return known if luck < 0.85 else f"{known}@2018" if luck < 0.95 else "person/nobody"
        pools = {
            "Int": self.ints,
            "Float": FLOATS,
            "Boolean": (True, False),
            "PartialDate": self.dates,
        }
        pool = pools.get(kind, TEXTS)
        return self.chance.choice(pool if self._often(0.3) else pool[:4])

    def _literal(self, value: Any, kind: Any, *, constant: bool = False) -> str:
        """Write a value as GraphQL has it; unless it is to be constant, variables may be in it."""
        bare = kind.of_type if is_non_null_type(kind) else kind
        if is_list_type(bare) and isinstance(value, list):
            items = (self._part(each, bare.of_type, constant=constant) for each in value)
            return "[" + ", ".join(items) + "]"
        if is_list_type(bare):
            return self._literal(value, bare.of_type, constant=constant)
        if isinstance(value, dict):
            fields = {key: bare.fields[key].type for key in value}
            pairs = (f"{k}: {self._part(value[k], fields[k], constant=constant)}" for k in value)
            return "{" + ", ".join(pairs) + "}"
        if isinstance(bare, GraphQLEnumType) and value is not None:
            return str(value)
        if isinstance(value, str) and not {*'"\\'} & {*value} and self._often(0.1):
            return f'"""\n  {value}\n  """'
        return orjson.dumps(value).decode()

    def _part(self, value: Any, kind: Any, *, constant: bool) -> str:
        if constant or not self._often(0.15):
            return self._literal(value, kind, constant=constant)
        return self._variable(kind, lambda: value)
