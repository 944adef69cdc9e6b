"""Headers: those of a request by their names, and those that keep browsers safe."""

from collections.abc import Iterable, Sequence

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


def by_name(headers: Sequence[Header]) -> dict[bytes, bytes]:
    """Give headers by name, several lines of one name as the one list that they stand for."""
    found = dict(headers)
    if len(found) < len(headers):
        for name in found:
            found[name] = b", ".join(value for each, value in headers if each == name)
    return found


def secured(headers: Iterable[Header]) -> list[Header]:
    """Add the headers; a page that needs more than the strict policy has one of its own."""
    given = dict(headers)
    return [*headers, *(_COMMON if POLICY in given else _STRICT)]
