"""Metering: an answer ends when it has given more values than its price allows.

A price is meant to be no less than what an answer gives; this holds where it is wrong. Compiled
code and graphql-core count alike: a field is a value, and so is an item of a list.
"""

from collections.abc import Sized
from typing import Any, NoReturn

from graphql.execution import Executor

VALUES_PER_COST = 2
"""How many times its price an answer may give in values."""


class OverrunError(BaseException):  # no Exception: neither a field nor the other way may go on
    """More values were given than may be."""


def overrun() -> NoReturn:
    """End the answer."""
    raise OverrunError


class Metered(Executor[Any]):
    """Graphql-core's executor, which counts on the meter of the request's context."""

    def execute_fields(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401  # as graphql-core has it
        """Execute the fields of one object; they are the fourth argument."""
        self.context_value.spend(len(args[3]))
        return super().execute_fields(*args, **more)

    def complete_iterable_value(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        """Complete a list; its items are the fifth argument."""
        items = args[4]
        if isinstance(items, Sized):
            self.context_value.spend(len(items))
        return super().complete_iterable_value(*args, **more)
