"""Manifests of trusted documents, in the forms that Relay, graphql-codegen and Apollo write."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

SHA256 = "sha256:"
_APOLLO = "apollo-persisted-query-manifest"
_ALGORITHMS = {32: "md5", 40: "sha1", 64: "sha256"}  # by the length of what they give, in hex
_FORMS = (
    "write an object of hashes and documents, as Relay and graphql-codegen do, "
    f"or a manifest of the format {_APOLLO!r}"
)
_ANEW = "let the tool that made it write it anew"


class BadManifestError(Exception):
    """A file of trusted documents that cannot be used."""

    def __init__(self, file: Path, fault: str, way_out: str = _FORMS) -> None:
        self.file = file
        super().__init__(f"--trusted-documents: {file}: {fault}; {way_out}")


def trusted_in(file: Path) -> Mapping[str, str]:
    """Read a manifest: documents by their ids, and by their SHA-256; raise BadManifestError."""
    try:
        manifest = orjson.loads(file.read_bytes())
    except OSError as error:
        raise BadManifestError(file, error.strerror or "cannot be read") from error
    except orjson.JSONDecodeError as error:
        raise BadManifestError(file, f"is not JSON: {error}") from error
    if not isinstance(manifest, dict) or not manifest:
        raise BadManifestError(file, "holds no documents")
    trusted: dict[str, str] = {}
    for key, text in _documents(file, manifest):
        for each in (key, digest(text)):
            if trusted.setdefault(each, text) != text:
                raise BadManifestError(file, f"{each!r} stands for two documents", _ANEW)
    return trusted


def digest(text: str) -> str:
    """Give the SHA-256 hash of a document."""
    return hashlib.sha256(text.encode()).hexdigest()


def _documents(file: Path, manifest: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "format" in manifest:
        yield from _operations(file, manifest)
        return
    for key, text in manifest.items():
        if not isinstance(text, str):
            raise BadManifestError(file, f"{key!r} holds no text of a document")
        plain = key.rpartition(":")[2].lower()
        if plain != _hashed(text, len(plain)):
            fault = f"{key!r} is not the hash (SHA-256, SHA-1 or MD5) of its document"
            raise BadManifestError(file, fault, f"{_ANEW}, or {_FORMS}")
        yield plain, text


def _operations(file: Path, manifest: dict[str, Any]) -> Iterator[tuple[str, str]]:
    form, version = manifest["format"], manifest.get("version")
    if (form, version) != (_APOLLO, 1):
        raise BadManifestError(file, f"has the format {form!r}, version {version!r}, not 1")
    operations = manifest.get("operations")
    if not isinstance(operations, list) or not operations:
        raise BadManifestError(file, "operations is no list of documents", _ANEW)
    for number, each in enumerate(operations):
        entry = each if isinstance(each, dict) else {}
        name, text = entry.get("id"), entry.get("body")
        if not isinstance(name, str) or not name or not isinstance(text, str):
            fault = f"operations[{number}] ({entry.get('name')!r}) has no id and body that are text"
            raise BadManifestError(file, fault, _ANEW)
        yield name.removeprefix(SHA256), text


def _hashed(text: str, length: int) -> str | None:
    algorithm = _ALGORITHMS.get(length)
    if algorithm is None:
        return None
    return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()
