"""The finding of near texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from graph.lexicon import Lexicon, allowed_edits

WORDS = st.text(alphabet="abc", min_size=1, max_size=8)


@given(st.lists(WORDS), WORDS)
def test_all_texts_one_edit_away_are_found(texts: list[str], text: str) -> None:
    near = {each: OSA.distance(text, each) for each in texts if OSA.distance(text, each) <= 1}
    assert Lexicon(texts).near(text, 1) == near


@given(st.lists(WORDS), WORDS, st.integers(0, 3))
def test_nothing_further_away_is_found(texts: list[str], text: str, edits: int) -> None:
    near = Lexicon(texts).near(text, edits)
    assert near == {each: OSA.distance(text, each) for each in near}
    assert set(near) <= set(texts)
    assert max(near.values(), default=0) <= edits


@pytest.mark.parametrize(
    ("text", "edits"),
    [("", 0), ("vv", 0), ("ldk", 0), ("agim", 1), ("kastrat", 1), ("kastrati", 2), ("20172018", 0)],
)
def test_short_texts_and_figures_allow_fewer_edits(text: str, edits: int) -> None:
    assert allowed_edits(text) == edits
