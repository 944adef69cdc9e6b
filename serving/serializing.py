"""Serializing: an answer becomes bytes, which are counted as they are made."""

from collections.abc import Iterator

import orjson

from schema.errors import AnswerTooLargeError

_BYTES_PER_COST = 2_000  # more than the texts of an answer have, taken together, for each unit


def serialized(answer: object, cost: int | None, most: int) -> bytes:
    """Write an answer as JSON; AnswerTooLargeError if that has more bytes than `most`.

    An answer whose price leaves that open is written piece by piece: what is too large is given
    up before all of it is made.
    """
    if (cost or 0) * _BYTES_PER_COST <= most:
        body = orjson.dumps(answer)
        if len(body) > most:
            raise AnswerTooLargeError("bytes", most)
        return body
    written = bytearray()
    for piece in _pieces(answer):
        written += piece
        if len(written) > most:
            raise AnswerTooLargeError("bytes", most)
    return bytes(written)


def _pieces(value: object) -> Iterator[bytes]:
    """Write a value piece by piece: each item of the outermost lists is one."""
    if isinstance(value, dict) and value:
        yield b"{"
        for number, (name, inner) in enumerate(value.items()):
            yield (b"," if number else b"") + orjson.dumps(name) + b":"
            yield from _pieces(inner)
        yield b"}"
    elif isinstance(value, list) and len(value) > 1:
        yield b"["
        for number, item in enumerate(value):
            yield (b"," if number else b"") + orjson.dumps(item)
        yield b"]"
    elif isinstance(value, list) and value:
        yield b"["
        yield from _pieces(value[0])
        yield b"]"
    else:
        yield orjson.dumps(value)
