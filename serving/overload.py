"""Overload: what is asked too often, or is too much, or comes when there is no room."""

from serving.faults import RequestError

RETRY_SECONDS = 5


class TooOftenError(RequestError):
    """A client that asks more often, or for more, than it may."""

    status = 429
    code = "RATE_LIMITED"

    def __init__(self, policy: str, rate: str, seconds: int) -> None:
        self.policy = policy
        self.rate = rate
        self.seconds = seconds
        asked = "executed, by cost" if policy == "cost" else "asked"
        super().__init__(f"more than {rate} is {asked}; come back in {seconds} seconds")

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """When to come back."""
        return [(b"retry-after", b"%d" % self.seconds)]

    @property
    def facts(self) -> dict[str, object]:
        """The limit, and when to come back: over WebSocket there are no headers."""
        limit = "rate by cost" if self.policy == "cost" else "rate"
        return {"limit": limit, "most": self.rate, "seconds": self.seconds}


class TooLongError(RequestError):
    """A request that takes longer than a limit in seconds."""

    code = "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"the answer takes longer than {seconds:g} seconds; ask for less at once")

    @property
    def facts(self) -> dict[str, object]:
        """The limit."""
        return {"most": self.seconds}


class TooMuchMemoryError(RequestError):
    """An operation that takes more memory than it may."""

    code = "LIMIT"

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"the answer takes more than {most:,} bytes of memory; ask for less at once"
        )

    @property
    def facts(self) -> dict[str, object]:
        """The limit."""
        return {"limit": "memory", "most": self.most}


class UnavailableError(RequestError):
    """A request that nothing is wrong with, but that is not answered now."""

    status = 503
    code = "UNAVAILABLE"

    def __init__(self, why: str = "what worked on the answer has ended") -> None:
        super().__init__(f"{why}; ask again in {RETRY_SECONDS} seconds")

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """When to come back."""
        return [(b"retry-after", b"%d" % RETRY_SECONDS)]

    @property
    def facts(self) -> dict[str, object]:
        """When to come back: over WebSocket there are no headers."""
        return {"seconds": RETRY_SECONDS}


class StoppingError(UnavailableError):
    """An operation that was waiting when the service was asked to stop."""

    code = "STOPPING"

    def __init__(self) -> None:
        super().__init__("the service is about to stop")


class QueueTimeoutError(UnavailableError):
    """An operation that has waited too long for its turn."""

    code = "QUEUE_TIMEOUT"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"the operation has waited {seconds:g} seconds for its turn")

    @property
    def facts(self) -> dict[str, object]:
        """The limit, and when to come back."""
        return {**super().facts, "most": self.seconds}


class TooManyError(UnavailableError):
    """More of something at once than is allowed, by one client or by all together."""

    code = "LIMIT"

    def __init__(self, things: str, most: int) -> None:
        self.things = things
        self.most = most
        super().__init__(f"{things}: there are {most} already, and no more are taken in")

    @property
    def facts(self) -> dict[str, object]:
        """The limit, and when to come back."""
        return {**super().facts, "limit": self.things, "most": self.most}


class QueueFullError(TooManyError):
    """More operations in flight than there is room for."""

    code = "QUEUE_FULL"
