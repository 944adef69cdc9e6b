"""Clients: told apart by their addresses, which proxies pass on in X-Forwarded-For."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.types import Scope

_NETWORK_BITS = 64
_UNKNOWN = "unknown"
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
    return network_of(claimed if _address(claimed) else peer)


def network_of(text: str) -> str:
    """Give what an address counts by: itself, or the network of IPv6; "unknown" for none."""
    found = _address(text)
    return _network(found) if found else _UNKNOWN


def _forwarded(scope: Scope) -> list[str]:
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return [each for each in b",".join(lines).decode("latin-1").split(",") if each.strip()]


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address with or without a port, brackets, quotes or a zone; None if it is none."""
    plain = text.strip().strip('"')
    with_port = _WITH_PORT.fullmatch(plain)
    if with_port:
        plain = with_port[1] or with_port[2] or ""
    try:
        return ip_address(plain.partition("%")[0])
    except ValueError:
        return None


def _network(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{int(address) >> (128 - _NETWORK_BITS):x}/{_NETWORK_BITS}"
