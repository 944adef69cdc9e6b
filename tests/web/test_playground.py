"""The playground: examples, running by keyboard, and addresses that hold a question."""

import re

from playwright.sync_api import expect

from tests.web.conftest import Open


def test_an_example_opens_with_its_variables_and_its_answer(open_page: Open) -> None:
    page = open_page("/graphql")
    page.get_by_role("button", name="A mayor changes party").click()
    expect(page.locator(".result-window")).to_contain_text("left AKR for Vetëvendosje")
    expect(page.locator(".graphiql-editor-tool")).to_contain_text("name")


def test_a_view_shows_its_graphql_and_ctrl_enter_runs_it(open_page: Open) -> None:
    page = open_page("/municipality/prizren")
    page.get_by_role("link", name="Show me the GraphQL").click()
    editor = page.locator(".graphiql-query-editor")
    expect(editor).to_contain_text("query Municipality")
    editor.locator(".view-lines").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".result-window")).to_contain_text("Prizren")


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
