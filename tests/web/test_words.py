"""The words of the pages: whatever is said in English is said in Albanian and Serbian too."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Open

EXPLORER = Path(__file__).parents[2] / "web" / "explorer"
SAID = re.compile(r'\bt\("([^"]+)"|\bword="([^"]+)"')
KEY = re.compile(r'"([^"]+)": "|(\w+): "')


def said() -> set[str]:
    texts = (
        file.read_text("utf-8") for file in EXPLORER.rglob("*.js") if "words" not in file.parts
    )
    return {one or other for text in texts for one, other in SAID.findall(text)}


def keys(language: str) -> set[str]:
    text = (EXPLORER / "words" / f"{language}.js").read_text("utf-8")
    return {one or other for one, other in KEY.findall(text)}


def test_the_pages_say_something() -> None:
    assert len(said()) > 100


@pytest.mark.parametrize("language", ["sq", "sr"])
def test_every_word_of_the_pages_is_translated(language: str) -> None:
    assert sorted(said() - keys(language)) == []
    assert sorted(keys("en") - keys(language)) == []


def test_albanian_dates_and_numbers_are_written_as_albanians_do(open_page: Open) -> None:
    page = open_page("/person/agim-bahtiri?lang=sq&on=2019-08")
    life = page.locator(".life")
    expect(life).to_contain_text("gusht 2019")
    expect(life).to_contain_text("3 nëntor 2013")
    expect(life).to_contain_text("52,2 %")
    expect(page.locator(".dates output")).to_have_text("gusht 2019")
