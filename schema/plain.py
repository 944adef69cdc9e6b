"""Plain reading: what a resolver gives when it is asked without arguments."""

from collections.abc import Callable
from typing import Any, TypeVar

ResolverT = TypeVar("ResolverT", bound=Callable[..., Any])


def reads(attribute: str) -> Callable[[ResolverT], ResolverT]:
    """Declare the attribute of the object that a resolver gives when no argument is written.

    Compiled execution then reads the attribute and leaves the call out.
    """

    def declared(resolver: ResolverT) -> ResolverT:
        resolver.plain = attribute  # type: ignore[attr-defined]
        return resolver

    return declared
