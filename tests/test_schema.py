"""The schema holds the contract, is described for strangers, and its printed form is current."""

from pathlib import Path

from graphql import (
    GraphQLNamedType,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    parse,
    print_schema,
)

from schema.execution import Executor
from tests.conftest import ROOT

CONTRACT = Path(__file__).parent / "contract.graphql"


def test_the_committed_schema_is_current(executor: Executor) -> None:
    committed = (ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8")
    assert committed == print_schema(executor.schema) + "\n"


def test_the_schema_holds_the_contract(executor: Executor) -> None:
    contract = build_schema(CONTRACT.read_text(encoding="utf-8"))
    printed = build_schema(print_schema(executor.schema))
    assert find_breaking_changes(contract, printed) == []
    assert find_dangerous_changes(contract, printed) == []


def test_the_contract_is_a_schema() -> None:
    assert parse(CONTRACT.read_text(encoding="utf-8")).definitions


def test_everything_in_the_schema_is_described(executor: Executor) -> None:
    undescribed = [
        place
        for name, kind in executor.schema.type_map.items()
        if not name.startswith("__")
        for place, description in _descriptions(kind)
        if not description
    ]
    assert undescribed == []


def _descriptions(kind: GraphQLNamedType) -> list[tuple[str, str | None]]:
    found = [(kind.name, kind.description)]
    if is_enum_type(kind):
        found += [(f"{kind.name}.{name}", each.description) for name, each in kind.values.items()]
    if is_object_type(kind) or is_interface_type(kind) or is_input_object_type(kind):
        for name, each in kind.fields.items():
            place = f"{kind.name}.{name}"
            found.append((place, each.description))
            arguments = getattr(each, "args", {})
            found += [(f"{place}({name})", one.description) for name, one in arguments.items()]
    return found
