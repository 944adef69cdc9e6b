"""Answers kept: the same bytes while the revision stands, bounded, and gone with it."""

import tracemalloc

import orjson

from graph.revision import Revision
from serving.answer_cache import AnswerCache, KeptAnswer, Key, key_of
from serving.requests import Asked
from tests.service.conftest import Client

QUESTION = "query Q($id: ID!) { person(id: $id) { name } }"
ASKED = {"query": QUESTION, "variables": {"id": "person/ada-prifti"}}


def test_an_answer_is_worked_out_once_and_then_kept(client_of: Client) -> None:
    with client_of() as client:
        first, second = (client.post("/graphql", json=ASKED) for _ in range(2))
        answers = client.app.state.service.answers
    assert first.content == second.content
    assert (answers.hits, answers.misses) == (1, 1)


def test_an_answer_that_is_kept_is_logged_with_its_cost(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    with client_of() as client:
        for _ in range(2):
            client.post("/graphql", json=ASKED)
        for _ in range(2):
            client.get("/graphql", params={"query": "{ dataset { revision } }"})
        hits = client.app.state.service.answers.hits
    assert hits == 2
    assert [line["cost"] for line in logged if line["event"] == "request"] == [2, 2, 2, 2]


def test_an_answer_with_errors_is_not_kept(client_of: Client) -> None:
    with client_of() as client:
        for _ in range(2):
            client.post("/graphql", json={"query": "{ person { name } }"})
        answers = client.app.state.service.answers
    assert (answers.hits, answers.bytes) == (0, 0)


def test_a_cache_of_no_bytes_is_never_asked(client_of: Client) -> None:
    with client_of(answer_cache_bytes=0) as client:
        client.post("/graphql", json=ASKED)
        assert client.app.state.service.answers.misses == 0


def kept_under(text: str) -> Key:
    """Give what the answer of a document without variables is kept under."""
    key = key_of(text, Asked(query=text))
    assert key is not None
    return key


def test_an_answer_does_not_outlive_its_revision(small: Revision, real: Revision) -> None:
    cache, key = AnswerCache(100_000), kept_under("{ a }")
    cache.find(small, key)
    cache.keep(small, key, KeptAnswer(b"small", 7))
    assert cache.find(small, key) == (b"small", 7)
    assert cache.find(real, key) is None
    cache.keep(small, key, KeptAnswer(b"too late", 7))
    assert cache.find(real, key) is None


def test_the_oldest_answers_make_room_and_large_ones_are_not_kept(small: Revision) -> None:
    cache = AnswerCache(10_000)
    keys = [kept_under(f"{{ a{number} }}") for number in range(100)]
    for key in keys:
        cache.find(small, key)
        cache.keep(small, key, KeptAnswer(b"x" * 50, 7))
    assert cache.bytes <= 10_000
    assert cache.find(small, keys[0]) is None
    assert cache.find(small, keys[-1]) is not None
    cache.keep(small, keys[0], KeptAnswer(b"x" * 1_000, 7))
    assert cache.find(small, keys[0]) is None


def test_answers_take_no_more_memory_than_is_counted(small: Revision) -> None:
    cache = AnswerCache(1_000_000)
    tracemalloc.start()
    for number in range(3_000):
        text = f"query ($id: ID!) {{ person(id: $id) {{ id }} }} # 🗳️ {number}"
        key = key_of(text, Asked(variables={"id": f"x{number}"}, operation=f"N{number}" * 20))
        assert key is not None
        cache.find(small, key)
        cache.keep(small, key, KeptAnswer(orjson.dumps({"data": {"person": number}}), number))
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert 0.7 < taken / cache.bytes < 1.1


def test_the_order_of_variables_makes_no_difference() -> None:
    one = Asked(query="{ a }", variables={"a": 1, "b": 2})
    other = Asked(query="{ a }", variables={"b": 2, "a": 1})
    assert key_of("{ a }", one) == key_of("{ a }", other)
