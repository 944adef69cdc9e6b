"""Loading: a sound data set becomes rows, and everything that is wrong is told, at its place."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.dates import PartialDate
from graph.form import OPTIONAL_TABLES, columns_of, file_of, row_classes
from graph.load import load_tables
from graph.problems import DataError, NoDataSetError, NoDirectoryError, Problem
from graph.vocabulary import Outcome

TESTS = Path(__file__).parent
SMALL = TESTS / "worlds" / "small"
DATA = TESTS.parent / "data"
CASES = sorted((TESTS / "invalid").glob("*.txt"))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Give a copy of the small world that a test may spoil."""
    return Path(shutil.copytree(SMALL, tmp_path / "world"))


def edits_of(case: str) -> Iterator[tuple[str, str, str]]:
    """Give the file, the old and the new text of each edit of a case."""
    file, old = "", ""
    for line in case.splitlines():
        if line.startswith("- "):
            old = line[2:]
        elif line.startswith("+"):
            yield file, old, line[2:]
        else:
            file = line


def problems_of(directory: Path) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        load_tables(directory)
    return caught.value.problems


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_data_set_is_refused_with_all_that_is_wrong(path: Path, world: Path) -> None:
    edits, _, expected = path.read_text("utf-8").partition("\n\n")
    for file, old, new in edits_of(edits):
        text = (world / file).read_text("utf-8")
        assert text.count(old) == 1
        (world / file).write_text(text.replace(old, new), "utf-8")

    assert "".join(f"{problem}\n" for problem in problems_of(world)) == expected


def test_rows_hold_values_not_texts() -> None:
    tables = load_tables(SMALL)

    ada, *_ = tables.candidacies
    assert ada.line == 2
    assert ada.outcome is Outcome.ELECTED
    assert ada.independent is False
    cerma = tables.municipalities[2]
    assert cerma.established == PartialDate.parse("2009-06")
    assert cerma.former_part_of == ("alba", "bora")
    assert cerma.area_km2 == 40.25
    dushk = tables.municipalities[3]
    assert dushk.population_2011 is None
    assert dushk.former_part_of == ()


@pytest.mark.parametrize("table", sorted(OPTIONAL_TABLES))
def test_an_optional_table_may_be_absent(table: str, world: Path) -> None:
    (world / file_of(table)).unlink()

    assert getattr(load_tables(world), table) == ()


@pytest.mark.parametrize("table", [each for each in row_classes() if each not in OPTIONAL_TABLES])
def test_a_missing_file_is_one_problem(table: str, world: Path) -> None:
    (world / file_of(table)).unlink()

    (problem,) = problems_of(world)

    assert str(problem) == f"{table}.csv: the file is missing; every data set has this table"


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"id,name,sort_name,note\n"])
def test_an_empty_table_is_one_problem(content: bytes, world: Path) -> None:
    (world / "people.csv").write_bytes(content)

    (problem,) = problems_of(world)

    message = "people.csv: the table is empty; write the header and at least one row"
    assert str(problem) == message


def test_what_is_no_file_is_a_problem(world: Path) -> None:
    (world / "people.csv").unlink()
    (world / "people.csv").mkdir()

    (problem,) = problems_of(world)

    assert problem.message == "the file cannot be read (Is a directory); make it a readable file"


def test_a_misspelt_table_is_asked_after(world: Path) -> None:
    (world / "tallies.csv").rename(world / "tallys.csv")

    assert [str(problem) for problem in problems_of(world)] == [
        "tallies.csv: the file is missing; every data set has this table",
        "tallys.csv: no table has this name; did you mean 'tallies.csv'?",
    ]


def test_other_files_are_left_alone(world: Path) -> None:
    (world / "notes.txt").write_text("not a table")
    (world / ".people.csv").write_text("an editor's own")

    assert load_tables(world) == load_tables(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ë", b"\xeb", "byte 12 is 0xeb, which is no UTF-8 text; save the file as UTF-8"),
        ("ë", b"\x00", "byte 12 is NUL (0x00), which no text holds; remove it or save as UTF-8"),
        ("ën", b"\xc3", "byte 12 is 0xc3, which is no UTF-8 text; save the file as UTF-8"),
        ("ën Dreni,", b"\xeb", "byte 12 is 0xeb, which is no UTF-8 text; save the file as UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_named(old: str, new: bytes, message: str, world: Path) -> None:
    file = world / "people.csv"
    file.write_bytes(file.read_bytes().replace(old.encode(), new, 1))

    (problem,) = problems_of(world)

    assert str(problem) == f"people.csv, line 4: {message}"


def test_a_file_in_another_encoding_is_one_problem(world: Path) -> None:
    file = world / "people.csv"
    file.write_text(file.read_text("utf-8"), "utf-16")

    (problem,) = problems_of(world)

    assert problem.place == "people.csv, line 1"


def test_rows_below_a_header_without_any_column_are_not_complained_about(world: Path) -> None:
    file = world / "people.csv"
    file.write_text(
        file.read_text("utf-8").replace("id,name,sort_name,note", "Ada,Prifti"), "utf-8"
    )

    assert {problem.line for problem in problems_of(world)} == {1}


@pytest.mark.parametrize(
    ("old", "new"), [(b"\n", b"\r\n"), (b"\n", b"\r"), (b"id,name", b"\xef\xbb\xbfid,name")]
)
def test_what_spreadsheets_write_is_accepted(old: bytes, new: bytes, world: Path) -> None:
    file = world / "people.csv"
    file.write_bytes(file.read_bytes().replace(old, new))

    assert load_tables(world).people == load_tables(SMALL).people


def test_lines_are_those_of_the_file(world: Path) -> None:
    file = world / "people.csv"
    text = file.read_text("utf-8").replace("stood in Alba", '"stood\n\nin\nAlba"')
    file.write_text(text.replace("Hana Leka", ""), "utf-8")

    (problem,) = problems_of(world)

    assert problem.place == "people.csv, line 13, column name"


def test_problems_carry_what_they_say(world: Path) -> None:
    file = world / "people.csv"
    file.write_text(file.read_text("utf-8").replace("Fana Zogu", " Fana Zogu "), "utf-8")

    (problem,) = problems_of(world)

    assert (problem.file, problem.line, problem.columns) == ("people.csv", 8, ("name",))
    assert problem.value == " Fana Zogu "


def test_problems_of_several_columns_name_them_all(world: Path) -> None:
    file = world / "rounds.csv"
    old, new = "mayor-cerma-2014,1,FIRST,,", "mayor-bora-2014,1,FIRST,,"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    (problem,) = problems_of(world)

    assert problem.columns == ("contest_id", "round")
    assert problem.place == "rounds.csv, line 12, columns contest_id and round"
    assert problem.value == "'mayor-bora-2014' and '1'"


def test_a_directory_without_any_table_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("not a table")

    with pytest.raises(NoDataSetError) as caught:
        load_tables(tmp_path)

    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"no data set in {tmp_path}: none of the tables sources.csv, ")
    assert line.endswith("coverage.csv is there; name the directory that holds them")


def test_a_directory_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoDirectoryError, match="nowhere: no such directory"):
        load_tables(tmp_path / "nowhere")


def test_equal_data_have_equal_revisions(world: Path) -> None:
    assert load_tables(world).revision == load_tables(SMALL).revision


@pytest.mark.parametrize("table", row_classes())
def test_every_change_changes_the_revision(table: str, world: Path) -> None:
    file = world / file_of(table)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))

    assert load_tables(world).revision != load_tables(SMALL).revision


def test_the_real_data_load_clean() -> None:
    assert len(load_tables(DATA).municipalities) == 38


@pytest.mark.parametrize("directory", [DATA, SMALL], ids=["data", "small"])
@pytest.mark.parametrize("table", row_classes())
def test_every_table_is_sorted_by_its_key(table: str, directory: Path) -> None:
    key = row_classes()[table].KEY
    rows = getattr(load_tables(directory), table)

    keys = [tuple(sortable(getattr(row, column)) for column in key) for row in rows]

    assert keys == sorted(keys)


def sortable(cell: object) -> int | str:
    """Numbers are sorted as numbers, all else as the text of the cell, the empty one first."""
    if isinstance(cell, int):
        return cell
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("table", row_classes())
def test_the_real_tables_keep_the_columns_in_order(table: str) -> None:
    header, _, _ = (DATA / file_of(table)).read_text("utf-8").partition("\n")

    assert header.split(",") == list(columns_of(table))
