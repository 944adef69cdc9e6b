"""Conversations over WebSocket, in the protocol graphql-transport-ws."""

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from serving.clients import Client
from serving.faults import DisconnectedError, OriginError, RequestError
from serving.metrics import Metrics
from serving.operations import Operation, Operations
from serving.origins import is_allowed
from serving.records import RECORD
from serving.replies import answering, refusal
from serving.requests import asked_for
from serving.service import Service
from serving.streams import Streams

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

    def __init__(self, service: Service, streams: Streams, metrics: Metrics) -> None:
        self.service = service
        self.streams = streams
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold one conversation."""
        client = Client(scope, self.service.settings.trusted_hops)
        try:
            if not is_allowed(dict(scope["headers"]), self.service.settings.origins):
                raise OriginError
            with self.service.sockets.held(client.name):
                await self._open(WebSocket(scope, receive, send), client)
        except RequestError as error:
            scope[RECORD].codes = (error.code,)
            await refusal(error).send(answering(scope, send))

    async def _open(self, socket: WebSocket, client: Client) -> None:
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        await Conversation(self, socket, client).hold()


class Conversation:
    """One connection and the operations that are running on it, by the client's own ids."""

    def __init__(self, conversations: Conversations, socket: WebSocket, client: Client) -> None:
        self.service = conversations.service
        self.streams = conversations.streams
        self.operations = Operations(conversations.metrics, socket.scope)
        self.socket = socket
        self.client = client
        self.running: dict[str, asyncio.Task[None]] = {}
        self.begun = False
        self.idle_seconds = _IDLE_BODIES * self.service.settings.max_body_seconds
        self.idling = asyncio.timeout(self.idle_seconds)
        self.saying = asyncio.Lock()

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
        payload = orjson.dumps(message.get("payload"))  # a hundredth of what it takes when read
        task = asyncio.ensure_future(self._run(name, payload))
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

    async def _run(self, name: str, payload: bytes) -> None:
        """Answer one operation, and say so when it is complete."""
        with self.operations.observed() as operation:
            try:
                await self._answer(name, payload, operation)
            except (WebSocketDisconnect, DisconnectedError):
                raise
            except RequestError as error:
                operation.record.codes = (error.code,)
                operation.answered()
                await self._refuse(name, error.told())
            except Exception as cause:  # noqa: BLE001  # the last one who can answer
                incident = self.operations.incident(operation, cause)
                await self._refuse(name, incident.told())
            finally:
                self._forget(name, asyncio.current_task())

    async def _answer(self, name: str, asked: bytes, operation: Operation) -> None:
        """Say the answers one by one: the next is worked out when the last has been taken."""
        self._count()
        call = self.streams.calls.of(asked_for(orjson.loads(asked)), operation.record)
        async with aclosing(self.streams.answers(call, self.client, operation.record)) as answers:
            async for outcome in answers:
                operation.answered()
                if not outcome.executed:
                    await self._refuse(name, orjson.loads(outcome.body))
                    return
                payload = orjson.Fragment(outcome.body)
                await self._say({"type": "next", "id": name, "payload": payload})
        await self._say({"type": "complete", "id": name})

    def _count(self) -> None:
        """Raise TooOftenError if there is a rate and the client asks more often."""
        if self.client.allowance is not None:
            self.client.allowance.count()

    async def _refuse(self, name: str, answer: Mapping[str, Any]) -> None:
        await self._say({"type": "error", "id": name, "payload": answer["errors"]})

    async def _say(self, message: Mapping[str, Any]) -> None:
        """Say something once all that was said before has been taken, but for a bounded rest."""
        async with self.saying:
            await self.socket.send_text(orjson.dumps(message).decode())
