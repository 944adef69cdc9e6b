"""Addresses of clients: from the connection, or from proxies that pass them on."""

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

_NETWORK_BITS = 64
_UNKNOWN = "unknown"
_NETWORKS_KEPT = 1_000
_LONGEST = 100  # characters; no address with its port has as many
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d*)?|([^:]*):\d*")


def client_of(scope: Scope, trusted_hops: int) -> str:
    """Tell clients apart by address, those of IPv6 by network; "unknown" without an address.

    Each proxy adds the address that it was asked from at the end of X-Forwarded-For; what stands
    before the part that our own proxies have added may be made up. Where that is no address, the
    one who asks us stands for all behind it.
    """
    peer = scope["client"][0] if scope.get("client") else ""
    hops = _forwarded(scope) if trusted_hops else []
    claimed = hops[-trusted_hops] if 0 < trusted_hops <= len(hops) else ""
    return _network(claimed[:_LONGEST]) or network_of(peer)


def network_of(address: str) -> str:
    """Give what an address counts by: that of IPv4 itself, that of IPv6 as its network."""
    return _network(address[:_LONGEST]) or _UNKNOWN


def _forwarded(scope: Scope) -> list[str]:
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    parts = b",".join(lines).decode("latin-1").split(",")
    return [each.strip() for each in parts if each.strip()]


@lru_cache(maxsize=_NETWORKS_KEPT)
def _network(text: str) -> str | None:
    """Read an address with or without a port, brackets, quotes or a zone; None if it is none."""
    plain = text.strip('"')
    with_port = _WITH_PORT.fullmatch(plain)
    if with_port:
        plain = with_port[1] or with_port[2] or ""
    try:
        address = ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{int(address) >> (128 - _NETWORK_BITS):x}/{_NETWORK_BITS}"
