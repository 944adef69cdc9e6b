"""Frames between a worker and the processes of its pool: a length, then so many bytes.

A question is one frame of JSON, and an empty frame takes the last one back. An answer is two
frames: what is known about it as JSON, and the body as it is sent to the client.
"""

from collections.abc import Iterator
from struct import Struct

HEAD = Struct("<I")
_TAKEN_BACK = HEAD.pack(0)


def frame(content: bytes) -> bytes:
    """Write a frame."""
    return HEAD.pack(len(content)) + content


def taking_back() -> bytes:
    """Write the frame that takes a question back."""
    return _TAKEN_BACK


def frames_in(received: bytearray) -> Iterator[bytes]:
    """Take the frames that are complete out of what has been received."""
    while len(received) >= HEAD.size:
        (length,) = HEAD.unpack_from(received)
        end = HEAD.size + length
        if len(received) < end:
            return
        content = bytes(received[HEAD.size : end])
        del received[:end]
        yield content
