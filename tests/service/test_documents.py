"""Documents: how many are kept, with their plans, whatever is asked."""

import orjson
import pytest

from graph.revision import Revision
from schema.context import Context
from serving.calls import Call, Calls
from serving.documents import Document
from serving.records import Record
from serving.service import Service
from serving.settings import Settings
from tests.service.conftest import Client
from tests.service.documents import large


@pytest.fixture
def service(small: Revision) -> Service:
    """Give a service on the small world."""
    return Service(small, Settings())


def answer(service: Service, document: Document, values: int | None = None) -> None:
    context = Context(graph=service.revision)
    service.executor.answer(document.prepared, context, values=values)
    service.documents.weigh(document)


@pytest.mark.long
def test_documents_are_kept_within_a_number_and_a_weight(service: Service) -> None:
    documents = []
    for number in range(250):
        documents.append(service.documents.of(large(number)))
        answer(service, documents[-1])

    kept = [each for each in documents if service.documents.kept(each.prepared.text)]
    assert 0 < len(kept) < len(documents)
    assert sum(each.prepared.weight for each in kept) <= service.settings.document_cache_bytes
    assert [each for each in documents if each.prepared.plans] == kept


def test_a_document_weighs_more_when_it_is_compiled(service: Service) -> None:
    document = service.documents.of(large(1))
    before = document.weight
    answer(service, document)

    assert document.weight > before + 20 * 8 * 100


def test_little_is_compiled_from_the_second_time_on_and_much_at_once(service: Service) -> None:
    little, much = (service.documents.of(large(number)) for number in (1, 2))
    answer(service, little, 1_000)
    answer(service, much, 10_000)
    assert [len(each.prepared.plans) for each in (little, much)] == [0, 1]

    answer(service, little, 1_000)
    assert len(little.prepared.plans) == 1


def test_one_text_has_one_document_whoever_asks_for_it(service: Service) -> None:
    calls = Calls(service)

    def ask(text: str, person: str) -> Call:
        body = orjson.dumps({"query": text, "variables": {"id": person}})
        call = calls.in_body(b"application/json", body, Record())
        call = calls.prepared(call, service.answering.document(text), Record())
        answer(service, call.document)
        return call

    text = "query ($id: ID!) { person(id: $id) { name } }"
    ask(text, "person/ada-prifti")
    for number in range(1000):
        service.documents.of(f"{{ a{number}: __typename }}")
    asked = [ask(text, f"person/{name}") for name in ("bes-kola", "ada-prifti") * 2]

    assert len({id(each.document) for each in asked}) == 1
    assert all(each.document.prepared.plans for each in asked)


def test_names_of_no_operation_are_not_remembered(service: Service) -> None:
    document = service.documents.of(large(1))
    for number in range(5):
        context = Context(graph=service.revision)
        told = service.executor.answer(document.prepared, context, operation=f"no{number}")
        assert "Unknown operation" in told["errors"][0]["message"]

    assert (document.prepared.plans, document.prepared.answered) == ({}, set())


def test_prices_are_not_kept_by_names_of_no_operation(service: Service) -> None:
    document = service.documents.of("{ __typename again: __typename }")
    document.cost(service.documents.prices, None, {})
    before = document.weigh()
    for number in range(5):
        assert document.cost(service.documents.prices, "x" * 1_000 + str(number), {}) == 0

    assert document.weigh() == before


def test_a_request_for_no_operation_is_not_kept(service: Service) -> None:
    calls = Calls(service)
    for number in range(5):
        asked = {"query": "{ __typename }", "operationName": f"no{number}"}
        calls.in_body(b"application/json", orjson.dumps(asked), Record())

    assert len(calls.cache) == 0


def test_an_answer_to_no_operation_is_not_kept(client_of: Client) -> None:
    with client_of() as client:
        for number in range(5):
            asked = {"query": "{ __typename }", "operationName": f"no{number}"}
            assert client.post("/graphql", json=asked).json()["errors"]
        answers = client.app.state.service.answers  # type: ignore[attr-defined]

    assert answers.bytes == 0


def test_prices_weigh_what_they_are_kept_by(service: Service) -> None:
    text = "query ($n: Int!) { people(first: $n) { totalCount } }"
    document = service.documents.of(text)
    before = document.weigh()
    for number in range(1, 60):
        document.cost(service.documents.prices, None, {"n": number})

    assert before + 59 * 100 < document.weigh() < before + 59 * 1_000
