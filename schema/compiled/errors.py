"""Errors: why an operation is not answered by compiled code; no client ever sees them."""


class NotCompiledError(Exception):
    """Something that is left to graphql-core, as a rule because it is an error there as well."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"left to graphql-core: {what}")


class BrokenPlanError(NotCompiledError):
    """An operation of which something unforeseen has kept code from being made."""

    def __init__(self) -> None:
        super().__init__("what could not be compiled")


class TooLargeError(NotCompiledError):
    """An operation that would become more code than it is worth."""

    def __init__(self) -> None:
        super().__init__("too many fields")
