"""Content codings: the one that a client would rather have, by its Accept-Encoding header."""

from typing import NamedTuple

from serving.negotiation import kept_if_short, weighed

CODINGS = ("br", "gzip", "zstd")
"""Those that are offered; of equals the first, since who reads zstd reads the others too."""
IDENTITY = "identity"
_ANY = "*"
_OLD_NAMES = {"x-gzip": "gzip"}


class Choice(NamedTuple):
    """A coding, and whether a reply may also go without any."""

    coding: str
    plain_too: bool = True


@kept_if_short
def coding_for(accepted: bytes) -> Choice | None:
    """Give the coding with the highest weight (RFC 9110, 12.5.3); None if all are refused."""
    weights = {_OLD_NAMES.get(name, name): weight for name, weight in reversed(weighed(accepted))}
    others = weights.get(_ANY, 0.0)
    plain = weights.get(IDENTITY, weights.get(_ANY))
    coding = max(CODINGS, key=lambda name: weights.get(name, others))
    if (weight := weights.get(coding, others)) > 0 and weight >= (plain or 0.0):
        return Choice(coding, plain_too=plain != 0)
    return Choice(IDENTITY) if plain != 0 else None
