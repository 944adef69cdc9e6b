"""Fields: how a type says what it offers, and how that is read."""

from collections.abc import Callable
from typing import Any

import strawberry
from strawberry import UNSET


def field(
    *,
    description: str,
    name: str | None = None,
    resolver: Callable[..., object] | None = None,
) -> Any:  # noqa: ANN401  # the type of a field is what its annotation says
    """Describe a field of a type: read off the attribute of its name, or by a resolver."""
    if resolver is None:
        return strawberry.field(name=name, description=description)
    return strawberry.field(name=name, description=description, resolver=resolver)


def input_field(*, description: str, default: object = UNSET) -> Any:  # noqa: ANN401
    """Describe a field of an input, and what it is when it is left out."""
    return strawberry.field(description=description, default=default)
