"""The playground: examples, running by keyboard, and addresses that hold a question."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, WIDE, Open

# What GraphiQL does wrong and we cannot mend from outside: per pane, each rule with its reason.
TABS = {"nested-interactive": "a tab of GraphiQL holds the button that closes it"}
EXPLORER = {"select-name": "the explorer plugin's choice of a new operation has no label"}
EXCUSED = {
    "Examples": TABS,
    "Documentation Explorer": TABS,
    "History": TABS,
    "GraphiQL Explorer": TABS | EXPLORER,
}


def with_an_answer(page: Page) -> None:
    page.get_by_role("button", name="A mayor changes party").click()
    expect(page.locator(".result-window")).to_contain_text("left AKR for Vetëvendosje")


def test_an_example_opens_with_its_variables_and_its_answer(open_page: Open) -> None:
    page = open_page("/graphql")
    with_an_answer(page)
    expect(page.locator(".graphiql-editor-tool")).to_contain_text("name")


def test_a_view_shows_its_graphql_with_its_answer_and_ctrl_enter_runs_it(open_page: Open) -> None:
    page = open_page("/municipality/prizren")
    page.get_by_role("link", name="Show me the GraphQL").click()
    editor = page.locator(".graphiql-query-editor")
    expect(editor).to_contain_text("query Municipality")
    expect(page.locator(".result-window")).to_contain_text("Prizren")
    editor.locator(".view-lines").click()
    with page.expect_response("**/graphql") as again:
        page.keyboard.press("Control+Enter")
    assert "Prizren" in again.value.text()


def test_a_question_can_be_shared(open_page: Open) -> None:
    page = open_page("/graphql#query=%7B%20dataset%20%7B%20revision%20%7D%20%7D")
    expect(page.locator(".graphiql-query-editor")).to_contain_text("dataset { revision }")
    page.get_by_role("button", name="Share this question").click()
    expect(page).to_have_url(re.compile("#query="))


def test_programs_are_answered_in_json_all_the_same(open_page: Open) -> None:
    page = open_page("/graphql")
    reply = page.request.get(
        page.url.split("#")[0], params={"query": "{__typename}"}, headers={"accept": "*/*"}
    )
    assert reply.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_playground_passes_axe_but_for_what_is_graphiqls_own(
    open_page: Open, axe: Callable[..., list[str]], scheme: str
) -> None:
    page = open_page("/graphql", color_scheme=scheme, viewport=WIDE)
    with_an_answer(page)
    broken = {}
    for pane in EXCUSED:
        if pane != "Examples":
            page.get_by_role("button", name=f"Show {pane}").click()
        expect(page.get_by_role("button", name=f"Hide {pane}")).to_be_visible()
        broken[pane] = {each.split(":")[0] for each in axe(page)}

    assert broken == {pane: set(rules) for pane, rules in EXCUSED.items()}


def test_the_playground_can_be_used_on_a_phone(open_page: Open) -> None:
    page = open_page("/graphql", viewport=PHONE, has_touch=True, is_mobile=True)
    with_an_answer(page)
    expect(page.locator(".graphiql-query-editor")).to_be_in_viewport()
    run = page.get_by_role("button", name="Execute query")
    run.tap()
    answer = page.locator(".result-window")
    answer.scroll_into_view_if_needed()
    expect(answer).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_shared_address_opens_in_a_playground_that_is_open_already(open_page: Open) -> None:
    page = open_page("/graphql")
    with_an_answer(page)
    page.goto(page.url.split("#")[0] + "#query=%7B%20dataset%20%7B%20revision%20%7D%20%7D")
    expect(page.locator(".graphiql-query-editor")).to_contain_text("dataset { revision }")


def test_a_subscription_runs_until_it_is_stopped(open_page: Open) -> None:
    page = open_page("/graphql")
    editor = page.locator(".graphiql-query-editor .view-lines")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("subscription { dataset { revision } }")
    expect(editor).to_contain_text("subscription")
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    page.get_by_role("button", name="Execute query").click()
    answer = page.locator(".result-window")
    expect(answer).to_contain_text('"revision":')
    page.get_by_role("button", name="Stop query").click()
    expect(page.get_by_role("button", name="Execute query")).to_be_visible()
    assert [url.rpartition("/")[2] for url in opened] == ["graphql"]
