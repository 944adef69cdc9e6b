"""Quoting: texts of others inside messages, on one line and never longer than a reader needs."""

MOST_QUOTED = 80


def quoted(text: str) -> str:
    """Write a text in quotes with its strange letters escaped; of a long one its beginning."""
    if len(text) <= MOST_QUOTED:
        return repr(text)
    return f"{text[:MOST_QUOTED]!r}... ({len(text)} characters)"


def plain(text: str) -> str:
    """Write a text as it is if it is short and printable, else as `quoted` does."""
    return text if text.isprintable() and 0 < len(text) <= MOST_QUOTED else quoted(text)
