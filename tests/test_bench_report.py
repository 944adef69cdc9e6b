"""What the bench reports: the README shows the table that was measured last."""

from bench.__main__ import BEGIN, END, show
from tests.conftest import ROOT


def test_the_table_of_the_readme_is_the_one_that_was_measured() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition(BEGIN)[2].partition(END)[0].strip()
    assert table
    assert table in (ROOT / "bench/results.md").read_text(encoding="utf-8")


def test_a_new_table_takes_the_place_of_the_old_one() -> None:
    readme = f"before\n{BEGIN}\nold\n\n{END}after\n"
    assert show(readme, "new") == f"before\n{BEGIN}\nnew\n\n{END}after\n"
