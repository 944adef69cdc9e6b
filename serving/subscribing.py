"""Subscriptions: the answers of one operation, one after the other."""

from collections.abc import AsyncIterator, Awaitable
from typing import Any, cast

from graphql import DocumentNode, ExecutionResult, subscribe

from graph.revision import Revision
from schema.context import Context
from schema.errors import all_told
from serving.documents import Document
from serving.requests import Asked
from serving.service import Service


async def follow(
    service: Service, document: Document, asked: Asked
) -> AsyncIterator[dict[str, Any]]:
    """Give the answers of a subscription that is sound, as long as there are any."""
    most = service.settings.max_subscriptions
    if service.followers >= most:
        yield {"errors": [_full(most)]}
        return
    service.followers += 1
    try:
        async for answer in _answers(service, document, asked):
            yield answer
    finally:
        service.followers -= 1


async def _answers(
    service: Service, document: Document, asked: Asked
) -> AsyncIterator[dict[str, Any]]:
    context = Context(graph=service.revision)
    context.revisions = lambda: _revisions(service, context)
    source = subscribe(
        service.executor.schema,
        cast("DocumentNode", document.prepared.document),
        context_value=context,
        variable_values=asked.variables or {},
        operation_name=asked.operation,
    )
    results = await source if isinstance(source, Awaitable) else source
    if isinstance(results, ExecutionResult):
        yield _told(results)
        return
    async for each in results:
        yield _told(each)


async def _revisions(service: Service, context: Context) -> AsyncIterator[Revision]:
    """Follow the revisions; the context goes along, so that the old one can be freed."""
    async for revision in service.revisions():
        context.graph = revision
        yield revision


def _full(most: int) -> dict[str, Any]:
    message = f"{most} subscriptions are being followed here, and no more are; come back later"
    return {"message": message, "extensions": {"code": "LIMIT", "most": most}}


def _told(result: ExecutionResult) -> dict[str, Any]:
    if result.errors:
        return {"errors": all_told(result.errors), "data": result.data}
    return {"data": result.data}
