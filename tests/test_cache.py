"""A cache: the most recent, within a number and a weight, whatever is put in."""

from hypothesis import given
from hypothesis import strategies as st

from graph.cache import Cache

PUTS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12)), max_size=40)


@given(puts=PUTS, number=st.integers(0, 4), weight=st.integers(0, 20))
def test_neither_number_nor_weight_is_ever_exceeded(
    puts: list[tuple[str, int]], number: int, weight: int
) -> None:
    kept = Cache[int](weight, number)
    for key, each in puts:
        kept.put(key, each, each)
        found = [value for value in map(kept.get, "abcdef") if value is not None]
        assert len(kept) == len(found) <= number
        assert sum(found) <= weight


@given(puts=PUTS, number=st.integers(0, 4), weight=st.integers(0, 20))
def test_what_is_put_in_is_either_kept_or_given_back(
    puts: list[tuple[str, int]], number: int, weight: int
) -> None:
    kept = Cache[object](weight, number)
    things = [object() for _ in puts]
    gone = [
        each
        for (key, weighs), thing in zip(puts, things, strict=True)
        for each in kept.put(key, thing, weighs)
    ]
    held = [thing for thing in map(kept.get, "abcdef") if thing is not None]

    assert {*gone, *held} == {*things}
    assert len(gone) + len(held) == len(things)


def test_a_value_may_become_heavier() -> None:
    kept = Cache[str](10, 5)
    kept.put("a", "A", 4)
    kept.put("b", "B", 4)

    assert kept.put("b", "B", 8) == ["A"]
    assert kept.put("b", "B", 11) == ["B"]


def test_what_was_asked_for_last_is_kept_longest() -> None:
    kept = Cache[int](100, 2)
    kept.put("a", 1, 1)
    kept.put("b", 2, 1)
    kept.get("a")
    kept.put("c", 3, 1)

    assert kept.values() == [1, 3]
    assert [kept.get(key) for key in "abc"] == [1, None, 3]


def test_what_is_too_heavy_pushes_nothing_out() -> None:
    kept = Cache[int](10)
    kept.put("a", 1, 5)

    assert kept.put("b", 2, 11) == [2]
    assert (kept.values(), kept.bytes) == ([1], 5)
