"""The same meaning: compiled answers are those of graphql-core, byte for byte, errors included."""

import gc
import json
import os
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from graphql import get_introspection_query

from graph.revision import Revision
from schema.compiled.plans import BYTES_PER_FIELD, MOST_VARIANTS
from schema.context import Context
from schema.execution import Executor, Ways
from schema.prepared import Prepared
from schema.schema import build_schema
from tests.conftest import ROOT
from tests.documents import DocumentMaker, MadeUp

QUERIES = sorted(
    [*(ROOT / "schema/examples").glob("*.graphql"), *ROOT.glob("tests/golden/*.graphql")]
)
BATCHES = int(os.environ.get("FUZZ_BATCHES", "12"))
DOCUMENTS_IN_A_BATCH = 100


class BothWays:
    """Asks compiled code and graphql-core, and compares."""

    def __init__(self) -> None:
        schema = build_schema()
        self.compiled = Executor(schema)
        self.reference = Executor(schema, compiled=False)

    def agree(
        self, graph: Revision, text: str, *sets: dict[str, Any], operation: str | None = None
    ) -> bool:
        """Tell whether both give the same bytes for each set of variables, the first one twice.

        The document is prepared once, so what one set leaves behind is there for the others.
        """
        prepared = self.reference.prepare(text)
        wanted = [self.bytes_of(self.reference, prepared, graph, each, operation) for each in sets]
        return all(
            self.bytes_of(self.compiled, prepared, graph, each, operation) == as_wanted
            for each, as_wanted in zip((*sets, sets[0]), (*wanted, wanted[0]), strict=True)
        )

    @staticmethod
    def bytes_of(
        executor: Executor,
        prepared: Prepared,
        graph: Revision,
        variables: dict[str, Any],
        operation: str | None = None,
    ) -> bytes:
        """Give an answer as it is sent."""
        return orjson.dumps(executor.answer(prepared, Context(graph=graph), variables, operation))


@pytest.fixture(scope="session")
def both() -> BothWays:
    """Give the two ways."""
    return BothWays()


def ids_of(graph: Revision) -> dict[str, list[str]]:
    """Collect ids of a graph by kind."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for each in (*graph.entities, *graph.edges, *graph.sources):
        ids[each.key.partition("/")[0]].append(each.key)
    return dict(ids)


@pytest.fixture(scope="session")
def make_up(small: Revision) -> Callable[[int], MadeUp]:
    """Make up a document about the small world by a number."""
    schema, ids = Executor(build_schema()).schema, ids_of(small)
    return lambda seed: DocumentMaker(schema, ids, Random(seed)).make()


def test_there_are_queries_to_compare() -> None:
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_examples_and_golden_queries_are_compiled_to_the_same_bytes(
    path: Path, both: BothWays, real: Revision
) -> None:
    beside = path.with_suffix(".json")
    variables = (
        json.loads(beside.read_text()) if "examples" in path.parts and beside.exists() else {}
    )
    before = both.compiled.ways.compiled
    assert both.agree(real, path.read_text(encoding="utf-8"), variables)
    assert both.compiled.ways.compiled == before + 2


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
def test_made_up_documents_are_answered_with_the_same_bytes(
    batch: int, both: BothWays, small: Revision, make_up: Callable[[int], MadeUp]
) -> None:
    ways = both.compiled.ways
    compiled, reference = ways.compiled, ways.reference
    for number in range(DOCUMENTS_IN_A_BATCH):
        asked = make_up(batch * DOCUMENTS_IN_A_BATCH + number)
        assert both.agree(small, asked.text, *asked.sets, operation=asked.operation), asked
    assert 2 * (ways.compiled - compiled) > ways.reference - reference  # the rest are errors


INTROSPECTION = (
    get_introspection_query(),
    """{ a: __type(name: "Person") { name } __schema { queryType { ...T } } dataset { __typename } }
    fragment T on __Type { kind }""",
    """query Q($all: Boolean = true) {
      __type(name: "Person") { fields(includeDeprecated: $all) { name } }
    }""",
    '{ __type(name: "Nothing") { name } }',
)


@pytest.mark.parametrize("text", INTROSPECTION)
def test_introspection_is_answered_with_the_same_bytes(
    text: str, both: BothWays, small: Revision
) -> None:
    assert both.agree(small, text, {})


DATES = " ".join(f'd{year}: elections(asOf: "{year}") {{ id }}' for year in range(2010, 2015))
CONDITIONS = " ".join(f"a{number}: id @include(if: $v{number})" for number in range(5))
DECLARED = ", ".join(f"$v{number}: Boolean!" for number in range(5))


def test_too_many_dates_are_the_same_error_though_they_were_counted_before(
    both: BothWays, small: Revision
) -> None:
    before = replace(both.compiled.ways)
    assert both.agree(small, f"{{ {DATES} }}", {})
    assert both.compiled.ways == replace(before, reference=before.reference + 2)


COMBINATIONS = [{f"v{bit}": bool(each >> bit & 1) for bit in range(5)} for each in range(32)]
CONDITIONAL = f"query Q({DECLARED}) {{ elections {{ name {CONDITIONS} }} }}"


def test_every_combination_of_conditions_is_compiled(both: BothWays, small: Revision) -> None:
    before = replace(both.compiled.ways)
    assert both.agree(small, CONDITIONAL, *COMBINATIONS)
    assert both.compiled.ways == replace(before, compiled=before.compiled + 33)


def test_the_combinations_asked_for_last_are_kept(both: BothWays, small: Revision) -> None:
    prepared = both.compiled.prepare(CONDITIONAL)
    weights = []
    for each in COMBINATIONS:
        both.bytes_of(both.compiled, prepared, small, each)
        weights.append(prepared.weight)

    of_one_field = BYTES_PER_FIELD * MOST_VARIANTS  # which the second half has, and the first not
    assert len(COMBINATIONS) == 2 * MOST_VARIANTS
    assert weights[-1] == weights[MOST_VARIANTS - 1] + of_one_field


LANGUAGE = 'municipality(id: "municipality/alba") { name(language: $l) }'
SETS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "a condition far below": (
        "query Q($x: Boolean!) { elections { names { value @include(if: $x) __typename } } }",
        [{"x": True}, {"x": False}],
    ),
    "a condition in a fragment": (
        """query Q($x: Boolean!) { elections { ...A } }
        fragment A on Election { id ...B } fragment B on Node { ...C @skip(if: $x) }
        fragment C on Node { __typename }""",
        [{"x": True}, {"x": False}],
    ),
    "a null where there is a default": (
        f'query Q($l: String = "sr") {{ {LANGUAGE} }}',
        [{"l": None}, {}],
    ),
    "a default": (
        f'query Q($l: String = "sr") {{ {LANGUAGE} }}',
        [{}, {"l": "sq"}],
    ),
    "a filter": (
        "query Q($f: PersonFilter) { people(filter: $f) { nodes { id } } }",
        [{"f": {"party": "party/red"}}, {"f": {"party": "party/blue"}}, {"f": None}],
    ),
    "a filter with a default": (
        """query Q($f: ContestFilter = {hadRunoff: true}) {
          contests(filter: $f) { nodes { id } }
        }""",
        [{}, {"f": {"hadRunoff": False}}, {"f": {}}],
    ),
    "what a filter holds": (
        """query Q($p: ID, $o: Outcome) {
          candidacies(filter: {party: $p, outcome: $o}) { nodes { id } }
        }""",
        [{"p": "party/red"}, {"p": "party/blue"}, {"o": "ELECTED"}, {"o": None}],
    ),
    "one value for a list": (
        'query Q($k: [EntityKind!] = PARTY) { search(text: "al", kinds: $k) { entity { id } } }',
        [{"k": "MUNICIPALITY"}, {"k": ["MUNICIPALITY", "CONTEST"]}, {}],
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_one_plan_answers_each_set_of_variables_as_its_own(
    name: str, both: BothWays, small: Revision
) -> None:
    text, sets = SETS[name]
    before = replace(both.compiled.ways)
    assert both.agree(small, text, *sets)
    assert both.compiled.ways == replace(before, compiled=before.compiled + len(sets) + 1)

    prepared = both.compiled.prepare(text)
    answers = {both.bytes_of(both.compiled, prepared, small, each) for each in sets}
    assert len(answers) == len(sets)


@pytest.mark.parametrize(
    "text",
    [
        "query Q($v: Int = 2) { people(first: $v) { nodes { id } } }",
        "query Q($v: Direction = OUT) { elections { degree(direction: $v) } }",
    ],
)
def test_null_where_a_variable_has_a_default_and_none_may_be_is_the_same_error(
    text: str, both: BothWays, small: Revision
) -> None:
    assert both.agree(small, text, {}, {"v": None})


def test_the_operation_that_is_named_is_answered(both: BothWays, small: Revision) -> None:
    text = """query A($v: ID = "party/red") { node(id: $v) { id } } query B { elections { id } }
    query C($v: Boolean = true) { elections { id name @skip(if: $v) } }"""
    before, prepared = both.compiled.ways.compiled, both.compiled.prepare(text)
    for name in ("A", "B", "C", "A", None, "D", ""):
        wanted = both.bytes_of(both.reference, prepared, small, {}, name)
        assert both.bytes_of(both.compiled, prepared, small, {}, name) == wanted
    assert both.compiled.ways.compiled == before + 4


def test_an_operation_is_compiled_once_whether_it_is_named_or_not(
    both: BothWays, small: Revision
) -> None:
    prepared = both.compiled.prepare("query Q { elections { id } }")
    for name in (None, "Q"):
        both.bytes_of(both.compiled, prepared, small, {}, name)
    assert len(prepared.plans) == 1


def test_conditions_of_another_operation_say_nothing_about_this_one(
    both: BothWays, small: Revision
) -> None:
    text = """query A($v: [ID!]!) { nodes(ids: $v) { id } }
    query B($v: Boolean!) { elections { id name @skip(if: $v) } }"""
    before = both.compiled.ways.compiled
    assert both.agree(small, text, {"v": ["party/red"]}, {"v": ["party/blue"]}, operation="A")
    assert both.compiled.ways.compiled == before + 3


class OutOfTime(BaseException):
    """What ends an answer from outside."""


@dataclass
class Late:
    """A graph that takes too long."""

    def __getattr__(self, _: str) -> None:
        raise OutOfTime


@pytest.mark.parametrize("compiled", [True, False])
def test_an_operation_that_is_not_answered_in_time_is_counted_whichever_way_it_took(
    compiled: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    executor = Executor(build_schema(), compiled=compiled)
    with pytest.raises(OutOfTime):
        executor.answer(executor.prepare("{ elections { id } }"), Context(graph=Late()))  # type: ignore[arg-type]
    assert executor.ways == Ways(compiled=int(compiled), reference=int(not compiled))


OF_A_TYPE = "{ name description fields { name description args { name description } } }"


def test_a_document_weighs_about_what_it_takes_though_it_asks_for_the_schema(
    both: BothWays, small: Revision
) -> None:
    texts = [f"query Q{each} {{ __schema {{ types {OF_A_TYPE} }} }}" for each in range(5)]
    both.bytes_of(both.compiled, both.compiled.prepare(texts[0]), small, {})
    kept = []
    tracemalloc.start()
    for text in texts:
        kept.append(both.compiled.prepare(text))
        both.bytes_of(both.compiled, kept[-1], small, {})
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 0.5 < sum(each.weight for each in kept) / taken < 2


def test_a_document_that_would_be_too_much_code_is_left_to_graphql_core(
    both: BothWays, small: Revision
) -> None:
    before = both.compiled.ways.reference
    fields = " ".join(f"a{number}: id" for number in range(2_100))
    assert both.agree(small, f"{{ elections {{ {fields} }} }}", {})
    assert both.compiled.ways.reference == before + 2


def test_the_switch_leaves_everything_to_graphql_core(small: Revision) -> None:
    executor = Executor(build_schema(), compiled=False)
    executor.answer(executor.prepare("{ elections { id } }"), Context(graph=small))
    assert executor.ways == Ways(compiled=0, reference=1)


def test_a_resolver_gives_the_attribute_that_it_says_it_reads(real: Revision) -> None:
    schema = Executor(build_schema()).schema
    for thing in (*real.entities, *real.edges):
        kind: Any = schema.type_map.get(type(thing).__name__)
        for field in kind.fields.values():
            resolver = field.extensions["strawberry-definition"].base_resolver
            plain = getattr(resolver and resolver.wrapped_func, "plain", None)
            assert plain is None or resolver.wrapped_func(thing) == getattr(thing, plain)
