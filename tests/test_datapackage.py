"""The data package says of the tables what the code says, and its own validator agrees."""

import json
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from graph.dates import FORM, PartialDate
from graph.form import OPTIONAL_TABLES, Column, columns_of, file_of, row_classes
from graph.references import LONGEST_ID, SLUG

PACKAGE = Path(__file__).parent.parent / "data" / "datapackage.json"
DESCRIPTOR: dict[str, Any] = json.loads(PACKAGE.read_text("utf-8"))
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}
TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", PartialDate: "string"}


def constraints_on(column: Column) -> Iterator[tuple[str, object]]:
    if column.required:
        yield "required", True
    if issubclass(column.kind, StrEnum):
        yield "enum", [str(word) for word in column.kind]
    if column.kind is PartialDate:
        yield "pattern", FORM
    if column.name == "id":
        yield "pattern", SLUG.pattern
        yield "maxLength", LONGEST_ID
    if column.bounds.least is not None and not column.several:
        yield "minimum", column.bounds.least
    if column.bounds.most is not None:
        yield "maximum", column.bounds.most


def foreign_keys_of(table: str) -> Iterator[tuple[list[str], str, list[str]]]:
    """Give those that the standard can express: no lists, no words besides, no half-empty keys."""
    columns = columns_of(table)
    for name, column in columns.items():
        reference = column.reference
        if reference and not column.several and not reference.also:
            yield [name], reference.table, ["id"]
    for together in row_classes()[table].REFERENCES:
        theirs = columns_of(together.table)
        pairs = zip(together.columns, together.theirs, strict=True)
        if all(columns[our].required or not theirs[their].required for our, their in pairs):
            yield [*together.columns], together.table, [*together.theirs]


def test_the_package_has_every_table_in_order() -> None:
    assert list(RESOURCES) == list(row_classes())


@pytest.mark.parametrize("table", row_classes())
def test_a_table_is_the_file_of_its_name(table: str) -> None:
    assert RESOURCES[table]["path"] == file_of(table)


@pytest.mark.parametrize("table", row_classes())
def test_the_columns_are_those_of_the_rows(table: str) -> None:
    fields = RESOURCES[table]["schema"]["fields"]

    assert [field["name"] for field in fields] == list(columns_of(table))


@pytest.mark.parametrize("table", row_classes())
def test_the_columns_hold_what_the_annotations_say(table: str) -> None:
    for field in RESOURCES[table]["schema"]["fields"]:
        column = columns_of(table)[field["name"]]
        expected = "list" if column.several else TYPES.get(column.kind, "string")
        assert field["type"] == expected
        assert field.get("constraints", {}) == dict(constraints_on(column))


@pytest.mark.parametrize("table", row_classes())
def test_the_keys_are_those_of_the_rows(table: str) -> None:
    schema, key = RESOURCES[table]["schema"], list(row_classes()[table].KEY)
    complete = all(columns_of(table)[column].required for column in key)

    assert schema.get("primaryKey") == (key if complete else None)
    assert schema.get("uniqueKeys") == (None if complete else [key])


@pytest.mark.parametrize("table", row_classes())
def test_the_foreign_keys_are_the_references(table: str) -> None:
    foreign_keys = RESOURCES[table]["schema"].get("foreignKeys", [])
    stated = [
        (key["fields"], key["reference"].get("resource", table), key["reference"]["fields"])
        for key in foreign_keys
    ]

    assert stated == list(foreign_keys_of(table))


@pytest.mark.parametrize("table", row_classes())
def test_everything_is_described(table: str) -> None:
    resource = RESOURCES[table]

    assert resource["title"]
    assert resource["description"].endswith(".")
    assert resource["sources"]
    assert ("may be absent" in resource["description"]) is (table in OPTIONAL_TABLES)
    assert all(field["description"].endswith(".") for field in resource["schema"]["fields"])


@pytest.mark.parametrize("table", row_classes())
def test_every_number_of_something_has_a_unit(table: str) -> None:
    fields = RESOURCES[table]["schema"]["fields"]
    ordinals = {"round", "precedence", "ledger_no"}
    numbers = {field["name"] for field in fields if field["type"] in {"integer", "number"}}

    assert {field["name"] for field in fields if "unit" in field} == numbers - ordinals


def test_the_standards_own_validator_accepts_the_package() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "--json", str(PACKAGE)]

    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    report = json.loads(ended.stdout)
    assert report["valid"]
    assert report["stats"]["tasks"] == len(row_classes())
