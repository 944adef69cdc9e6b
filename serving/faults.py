"""What can be wrong with a request before its document is looked at: a status and a way out."""

from typing import ClassVar

from graph.quotes import quoted, shortened


class RequestError(Exception):
    """A request that cannot be answered; `status` is HTTP's word for it, `code` is ours."""

    status: ClassVar[int] = 400
    plain_status: ClassVar[int | None] = None
    """The status that older clients, which speak plain JSON, expect instead."""
    code: ClassVar[str] = "BAD_REQUEST"

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """What the answer's headers have to say about it."""
        return []

    @property
    def facts(self) -> dict[str, object]:
        """What a program may want to know besides the code."""
        return {}

    def told(self) -> dict[str, object]:
        """Give the whole answer, in the form of GraphQL."""
        return {"errors": [{"message": str(self), "extensions": {"code": self.code, **self.facts}}]}


class BodyError(RequestError):
    """A body that holds no GraphQL request."""


class ParameterError(RequestError):
    """A part of the request that is missing or of the wrong type."""

    def __init__(self, name: str, wanted: str) -> None:
        self.name = name
        super().__init__(f"{name} must be {wanted}")


class NotFoundError(RequestError):
    """A path that leads nowhere."""

    status = 404
    code = "NOT_FOUND"

    def __init__(self, prefix: str = "") -> None:
        place = f"{prefix}/graphql"
        super().__init__(f"there is nothing at this address; questions are answered at {place}")


class MethodError(RequestError):
    """A method other than those that are answered here."""

    status = 405
    code = "METHOD_NOT_ALLOWED"

    def __init__(self, method: str, allowed: str = "GET, HEAD, POST, OPTIONS") -> None:
        self.allowed = allowed
        super().__init__(f"{shortened(method)} is not answered here; use one of {allowed}")

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The methods that are."""
        return [(b"allow", self.allowed.encode())]


class ReadOnlyError(RequestError):
    """An operation that GET may not carry."""

    status = 405
    code = "METHOD_NOT_ALLOWED"

    def __init__(self, operation: str) -> None:
        super().__init__(f"GET answers queries only; send a {operation} with POST")

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The method that may."""
        return [(b"allow", b"POST")]


class SubscriptionError(RequestError):
    """A subscription asked for as if it had one answer."""

    status = 406
    code = "NOT_ACCEPTABLE"

    def __init__(self) -> None:
        super().__init__(
            "a subscription has no single answer; accept text/event-stream, or ask over WebSocket"
        )


class NotAcceptableError(RequestError):
    """An Accept header that leaves nothing that could be sent."""

    status = 406
    code = "NOT_ACCEPTABLE"

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"nothing here is {quoted(wanted)}; accept application/graphql-response+json, "
            "application/json, or text/event-stream for a subscription"
        )


class MediaTypeError(RequestError):
    """A body of a kind that is not read here."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"

    def __init__(self, given: str) -> None:
        super().__init__(
            f"the body is {quoted(given or 'of no declared type')}; "
            "send application/json with charset utf-8"
        )


class ContentCodingError(RequestError):
    """A body that is compressed."""

    status = 415
    code = "UNSUPPORTED_CONTENT_CODING"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"the body is encoded as {given!r}; send it as it is, without Content-Encoding"
        )

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The codings that are read."""
        return [(b"accept-encoding", b"identity")]


class NoCodingError(RequestError):
    """An Accept-Encoding header that leaves no way to send a reply."""

    status = 406
    code = "NOT_ACCEPTABLE"

    def __init__(self) -> None:
        super().__init__("no coding is accepted; accept one of br, gzip, zstd and identity")


class BodyTooLargeError(RequestError):
    """A body of more bytes than are read."""

    status = 413
    code = "LIMIT"

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"the body is larger than {most} bytes; split the query, move what repeats into "
            "fragments, or send its hash as a persisted query"
        )

    @property
    def facts(self) -> dict[str, object]:
        """The limit."""
        return {"limit": "body size", "most": self.most}


class SlowBodyError(RequestError):
    """A body that did not arrive in time."""

    status = 408
    code = "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the body did not arrive within {seconds:g} seconds; send it again")


class InternalError(RequestError):
    """Something broke; the log knows the rest by the id of the incident."""

    status = 500
    code = "INTERNAL"

    def __init__(self, incident: str) -> None:
        self.incident = incident
        super().__init__(f"something went wrong; please report incident {incident}")

    @property
    def facts(self) -> dict[str, object]:
        """The id of the incident."""
        return {"incident": self.incident}


class OriginError(RequestError):
    """A page of a site that may not open a WebSocket here."""

    status = 403
    code = "ORIGIN_NOT_ALLOWED"

    def __init__(self) -> None:
        super().__init__("pages of this origin may not connect; ask with POST, or without a page")


class DisconnectedError(Exception):
    """The client has gone; there is nobody to answer."""

    code = "DISCONNECTED"
