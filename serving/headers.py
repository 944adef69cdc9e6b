"""Security headers: what browsers are to keep to, on every reply."""

from collections.abc import Iterable

Header = tuple[bytes, bytes]

STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
POLICY = b"content-security-policy"
_COMMON = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_STRICT = (*_COMMON, (POLICY, STRICT_POLICY.encode()))


def secured(headers: Iterable[Header]) -> list[Header]:
    """Add the headers; a page that needs more than the strict policy has one of its own."""
    given = dict(headers)
    return [*headers, *(_COMMON if POLICY in given else _STRICT)]
