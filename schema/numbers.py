"""Numbers: whole numbers of a document that are longer than any that is asked for."""

import re
from collections.abc import Iterator

from graphql import DocumentNode, GraphQLError, Token, TokenKind

from schema.errors import DocumentLimitError

MOST_DIGITS = 1000  # Python reads no more than 4,300, and each takes longer than the one before
_LONG = re.compile(rf"\d{{{MOST_DIGITS + 1}}}")


def too_long_numbers(document: DocumentNode) -> Iterator[GraphQLError]:
    """Give an error for each whole number with more digits than are read."""
    location = document.loc
    if location is None or not _LONG.search(location.source.body):
        return
    token: Token | None = location.start_token
    while token is not None:
        digits = len((token.value or "").lstrip("-"))
        if token.kind is TokenKind.INT and digits > MOST_DIGITS:
            way_out = "write a number of at most ten digits"
            limit = DocumentLimitError("digits of a number", digits, MOST_DIGITS, way_out)
            yield GraphQLError(
                str(limit),
                source=location.source,
                positions=[token.start],
                original_error=limit,
            )
        token = token.next
