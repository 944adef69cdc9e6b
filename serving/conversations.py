"""Conversations over WebSocket, in the protocol graphql-transport-ws."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from serving.answers import Answering
from serving.faults import OriginError, RequestError
from serving.metrics import Metrics
from serving.operations import Operation, Operations
from serving.origins import Origins
from serving.rates import RATE
from serving.records import RECORD, Record
from serving.replies import answering, refusal
from serving.requests import asked_for
from serving.service import Service

PROTOCOL = "graphql-transport-ws"
_MOST_OPERATIONS = 20
_IDLE_BODIES = 6  # how many times as long as a body may take nothing need be asked


class Closing(Exception):  # noqa: N818  # an end, which is an error on one side only
    """The conversation ends, with a code of the protocol and a reason."""

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        self.reason = reason
        super().__init__(reason)


class Conversations:
    """Opens a conversation for each WebSocket that speaks the protocol from an allowed origin."""

    def __init__(self, service: Service, metrics: Metrics) -> None:
        self.service = service
        self.metrics = metrics
        self.answering = Answering(service)
        self.origins = Origins(service.settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold one conversation."""
        socket = WebSocket(scope, receive, send)
        if not self.origins.may_connect(dict(scope["headers"])):
            error = OriginError()
            scope[RECORD].codes = (error.code,)
            await refusal(error).send(answering(scope, send))
            return
        if PROTOCOL not in scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        await Conversation(self, socket).hold()


class Conversation:
    """One connection and the operations that are running on it, by the client's own ids."""

    def __init__(self, conversations: Conversations, socket: WebSocket) -> None:
        self.service = conversations.service
        self.answering = conversations.answering
        self.operations = Operations(conversations.metrics, socket.scope)
        self.socket = socket
        self.running: dict[str, asyncio.Task[None]] = {}
        self.begun = False
        self.idle_seconds = _IDLE_BODIES * self.service.settings.max_body_seconds
        self.idling = asyncio.timeout(self.idle_seconds)

    async def hold(self) -> None:
        """Hear messages until the client leaves or breaks the protocol; then end everything."""
        try:
            await self._hear_all()
        except Closing as end:
            await self.socket.close(end.code, end.reason)
        except WebSocketDisconnect:
            pass

    async def _hear_all(self) -> None:
        try:
            async with self.idling:
                await self._hear_the_first()
                while True:
                    await self._hear(await self._message())
        except TimeoutError as error:
            reason = f"No operation for {self.idle_seconds:g} seconds"
            raise Closing(1000, reason) from error
        finally:
            ending = [*self.running.values()]
            self.running.clear()
            for each in ending:
                each.cancel()
            await asyncio.gather(*ending, return_exceptions=True)

    async def _hear_the_first(self) -> None:
        seconds = self.service.settings.max_body_seconds
        try:
            async with asyncio.timeout(seconds):
                while not self.begun:
                    await self._hear(await self._message())
        except TimeoutError as error:
            raise Closing(4408, "Connection initialisation timeout") from error

    async def _message(self) -> dict[str, Any]:
        heard = await self.socket.receive()
        if heard["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(heard.get("code", 1005))
        try:
            message = orjson.loads(heard.get("text") or heard.get("bytes") or b"")
        except orjson.JSONDecodeError as error:
            raise Closing(4400, "Messages are JSON") from error
        if not isinstance(message, dict):
            raise Closing(4400, "Messages are JSON objects")
        return message

    async def _hear(self, message: Mapping[str, Any]) -> None:
        match message.get("type"):
            case "connection_init":
                await self._begin()
            case "ping":
                await self._say({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._start(message)
            case "complete":
                self._stop(message.get("id"))
            case _:
                raise Closing(4400, "Unknown type of message")

    async def _begin(self) -> None:
        if self.begun:
            raise Closing(4429, "Too many initialisation requests")
        self.begun = True
        await self._say({"type": "connection_ack"})

    def _start(self, message: Mapping[str, Any]) -> None:
        if not self.begun:
            raise Closing(4401, "Unauthorized")
        name = message.get("id")
        if not isinstance(name, str) or not name:
            raise Closing(4400, "A subscription needs an id")
        if name in self.running:
            raise Closing(4409, f"Subscriber for {name[:50]} already exists")
        if len(self.running) >= _MOST_OPERATIONS:
            raise Closing(4400, f"More than {_MOST_OPERATIONS} operations on one connection")
        task = asyncio.ensure_future(self._run(name, message.get("payload")))
        self.running[name] = task
        self.idling.reschedule(None)

    def _stop(self, name: object) -> None:
        task = self.running.get(name) if isinstance(name, str) else None
        if task is not None:
            self._forget(str(name), task)
            task.cancel()

    def _forget(self, name: str, task: asyncio.Task[None] | None) -> None:
        """Forget an operation that has ended; its id may be in use for another one already."""
        if self.running.get(name) is not task:
            return
        del self.running[name]
        if not self.running:
            now = asyncio.get_running_loop().time()
            self.idling.reschedule(now + self.idle_seconds)

    async def _run(self, name: str, payload: object) -> None:
        """Answer one operation, and say so when it is complete."""
        with self.operations.observed() as operation:
            try:
                await self._answer(name, payload, operation)
            except WebSocketDisconnect:
                raise
            except Exception as cause:  # noqa: BLE001  # the last one who can answer
                error = self.operations.incident(operation, cause)
                await self._refuse(name, error.told())
            finally:
                self._forget(name, asyncio.current_task())

    async def _answer(self, name: str, payload: object, operation: Operation) -> None:
        async for answer in self._answers(payload, operation.record):
            operation.answered()
            if "data" not in answer:
                await self._refuse(name, answer)
                return
            await self._say({"type": "next", "id": name, "payload": answer})
        await self._say({"type": "complete", "id": name})

    async def _answers(self, payload: object, record: Record) -> AsyncIterator[dict[str, Any]]:
        try:
            self._count()
            asked = asked_for(payload)
            document = self.answering.document(asked, record)
        except RequestError as error:
            record.codes = (error.code,)
            yield error.told()
            return
        async for answer in self.answering.stream(document, asked, record):
            yield answer

    def _count(self) -> None:
        """Raise TooOftenError if there is a rate and the client asks more often."""
        rate = self.socket.scope.get(RATE)
        error = rate() if rate else None
        if error is not None:
            raise error

    async def _refuse(self, name: str, answer: Mapping[str, Any]) -> None:
        await self._say({"type": "error", "id": name, "payload": answer["errors"]})

    async def _say(self, message: Mapping[str, Any]) -> None:
        await self.socket.send_text(orjson.dumps(message).decode())
