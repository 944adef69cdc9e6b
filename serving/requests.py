"""What is asked for: the parameters of a GraphQL request, from a body or from a URL."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson

from serving.faults import BodyError, ContentCodingError, MediaTypeError, ParameterError

JSON_TYPE = b"application/json"
_MOST_PARAMETERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The parameters of a request, each of the right type."""

    query: str | None = None
    variables: dict[str, Any] | None = None
    operation: str | None = None
    extensions: dict[str, Any] | None = None
    document_id: str | None = None


def check_coding(content_encoding: bytes) -> None:
    """Raise ContentCodingError if a body is encoded."""
    if content_encoding.lower() not in {b"", b"identity"}:
        raise ContentCodingError(content_encoding.decode("latin-1"))


def asked_in_body(content_type: bytes, body: bytes) -> Asked:
    """Read a request from a body; raise MediaTypeError, BodyError or ParameterError."""
    _check_type(content_type)
    try:
        parameters = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BodyError(f"the body is not JSON: {error}") from error
    return asked_for(parameters)


def asked_in_url(query_string: bytes) -> Asked:
    """Read a request from the parameters of a URL; raise BodyError or ParameterError."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as error:
        wanted = f"at most {_MOST_PARAMETERS} percent-encoded pairs of UTF-8"
        raise ParameterError("the query of the URL", wanted) from error
    given: dict[str, Any] = dict(pairs)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _json(name, given[name])
        else:
            given.pop(name, None)
    return asked_for(given)


def asked_for(parameters: object) -> Asked:
    """Check the parameters of a request; what is unknown is left alone."""
    if not isinstance(parameters, dict):
        raise BodyError(
            'the body must be one JSON object, as in {"query": "{ dataset { revision } }"}; '
            "lists of requests are not answered"
        )
    return Asked(
        query=_text(parameters, "query"),
        variables=_object(parameters, "variables"),
        operation=_text(parameters, "operationName") or None,
        extensions=_object(parameters, "extensions"),
        document_id=_text(parameters, "documentId") or _relay_id(parameters),
    )


def _relay_id(parameters: dict[str, Any]) -> str | None:
    """Give the id of a document by either name that networks of Relay use, if there is one."""
    given = (parameters.get(name) for name in ("doc_id", "id"))
    return next((each for each in given if isinstance(each, str) and each), None)


def _json(name: str, text: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ParameterError(name, f"a JSON object: {error}") from error


def _text(parameters: dict[str, Any], name: str) -> str | None:
    value = parameters.get(name)
    if value is None or isinstance(value, str):
        return value
    raise ParameterError(name, "a text")


def _object(parameters: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = parameters.get(name)
    if value is None or isinstance(value, dict):
        return value
    raise ParameterError(name, "a JSON object")


def _check_type(content_type: bytes) -> None:
    if content_type == JSON_TYPE:
        return
    given = content_type.decode("latin-1")
    kind, *parameters = (part.strip().lower() for part in given.split(";"))
    charsets = {each.partition("=")[2].strip('"') for each in parameters if "charset=" in each}
    if kind != "application/json" or not charsets <= {"utf-8", "utf8"}:
        raise MediaTypeError(given)
