"""Quotes: what a client or a data file wrote, as messages repeat it: escaped, and cut if long."""

import re

LONGEST_QUOTE = 100
LONGEST_MESSAGE = 1_000
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_QUOTE}}})\S+")


def quoted(text: str) -> str:
    """Quote a text; of a long one the beginning, and how long it is."""
    if len(text) <= LONGEST_QUOTE:
        return repr(text)
    return f"{text[:LONGEST_QUOTE]!r}... ({len(text)} characters)"


def plain(text: str) -> str:
    """Write a text as it is if it is short and printable, else as `quoted` does."""
    return text if text.isprintable() and 0 < len(text) <= LONGEST_QUOTE else quoted(text)


def shortened(message: str) -> str:
    """Cut the long words of a message that somebody else has written, and the whole of it."""
    if len(message) <= LONGEST_QUOTE:
        return message
    cut = _LONG_WORD.sub(r"\1...", message)
    return cut if len(cut) <= LONGEST_MESSAGE else f"{cut[:LONGEST_MESSAGE]}..."
