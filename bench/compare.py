"""The comparison: the same questions to every server, in interleaved rounds."""

import asyncio
import itertools
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import orjson
import uvloop

from bench.load import put_load, request
from bench.questions import Question
from bench.servers import Running, Server, ask, running

NOT_COMPARED = {"introspection"}  # peers serve a part of the schema


class DifferentAnswerError(Exception):
    """Two servers that do not answer the same."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one server needed for one question in one round."""

    rate: float
    p50: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The medians over all rounds; `spread` is the half of the range of the processor times."""

    rate: float
    p50: float
    p99: float
    cpu: float
    spread: float


Results = dict[str, dict[str, Figures]]


def measure(server: Running, requests: Iterator[bytes], seconds: float) -> Measurement:
    """Put load on a server, and see what it used; times are in microseconds."""
    before = server.cpu
    load = asyncio.run(put_load(server.port, requests, seconds))
    used = server.cpu - before
    times = sorted(load.times)
    return Measurement(
        rate=load.count / load.seconds,
        p50=1e6 * times[len(times) // 2],
        p99=1e6 * times[int(len(times) * 0.99)],
        cpu=1e6 * used / load.count,
    )


def compare(
    servers: Sequence[Server], questions: Sequence[Question], rounds: int, seconds: float
) -> Results:
    """Compare servers; give the figures by question and server."""
    uvloop.install()
    taken: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
    with ExitStack() as stack:
        started = [
            stack.enter_context(running(server, number)) for number, server in enumerate(servers)
        ]
        for question in questions:
            check(started, question)
        for number, question, server in itertools.product(range(rounds), questions, started):
            print(f"round {number + 1}: {question.name}, {server.server.name}", file=sys.stderr)
            path = server.path(question.name)
            requests = itertools.cycle([request(path, body) for body in question.bodies])
            if number == 0:
                measure(server, requests, seconds)  # to warm up: compilers need a while
            taken[question.name, server.server.name].append(measure(server, requests, seconds))
    return {
        question.name: {
            server.name: _figures(taken[question.name, server.name]) for server in servers
        }
        for question in questions
    }


def compare_cold(
    servers: Sequence[Server], question: Question, rounds: int, seconds: float
) -> dict[str, Figures]:
    """Compare servers by documents that are new to them."""
    uvloop.install()
    taken: dict[str, list[Measurement]] = defaultdict(list)
    numbers = itertools.count()
    with ExitStack() as stack:
        started = [
            stack.enter_context(running(server, number)) for number, server in enumerate(servers)
        ]
        for _, server in itertools.product(range(rounds), started):
            path = server.path(question.name)
            requests = (request(path, question.cold(number)) for number in numbers)
            taken[server.server.name].append(measure(server, requests, seconds))
    return {name: _figures(measurements) for name, measurements in taken.items()}


def check(servers: Sequence[Running], question: Question) -> None:
    """Raise DifferentAnswerError unless all servers answer the first values the same."""
    if question.name in NOT_COMPARED:
        return
    for body in question.bodies[:20]:
        wanted = None
        for server in servers:
            if not server.server.answers_questions:
                continue
            answer = orjson.loads(ask(server.port, server.path(question.name), body))
            wanted = wanted or answer["data"]
            if "errors" in answer or answer["data"] != wanted:
                raise DifferentAnswerError(server.server.name, body, answer, wanted)


def _figures(taken: Sequence[Measurement]) -> Figures:
    used = [each.cpu for each in taken]
    return Figures(
        rate=statistics.median(each.rate for each in taken),
        p50=statistics.median(each.p50 for each in taken),
        p99=statistics.median(each.p99 for each in taken),
        cpu=statistics.median(used),
        spread=(max(used) - min(used)) / 2,
    )
