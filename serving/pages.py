"""Pages: the explorer, the playground, and the files that they load."""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

import brotli
import zstandard
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.codings import coding_for

WEB = Path(__file__).parent.parent / "web"
FOLDERS = ("explorer", "playground", "vendor")
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
THINGS = ("person", "party", "municipality", "election", "contest")
VIEWS = ("connect", "flow", "search", *THINGS, *(f"{kind}/{{slug}}" for kind in THINGS))
ADDRESSES = ("/", *(f"/{path}{end}" for path in VIEWS for end in ("", "/")))
FOREVER = "public, max-age=31536000, immutable"
LATER = re.compile(r"/graph/|/words/s[qr]")
COMMON_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
)
EXPLORER_POLICY = COMMON_POLICY + "style-src 'self'"
# The editor of GraphiQL writes style elements and runs its language services in workers.
PLAYGROUND_POLICY = COMMON_POLICY + "style-src 'self' 'unsafe-inline'; worker-src 'self'"


class Site:
    """The files of the pages, under an address that changes whenever one of them does.

    `prefix` stands before every address that a page holds.
    """

    def __init__(self, prefix: str = "", folder: Path = WEB) -> None:
        self.prefix = prefix
        paths = (path for each in FOLDERS for path in sorted((folder / each).rglob("*")))
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in paths
            if path.suffix in MEDIA
        }
        parts = (name.encode() + content for name, content in self.files.items())
        self.revision = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
        self.base = f"{prefix}/static/{self.revision}"

    def page(self, name: str) -> bytes:
        """Give a page with the addresses of its files written in."""
        modules = (
            f'<link rel="modulepreload" href="{self.base}/{file}">'
            for file in self.files
            if file.startswith("explorer/") and file.endswith(".js") and not LATER.search(file)
        )
        text = self.files[name].decode()
        text = text.replace("{{modules}}", "\n".join(modules))
        return text.replace("{{static}}", self.base).replace("{{root}}", self.prefix).encode()


class Page:
    """One page: always asked for anew, so that a new revision is seen at once."""

    def __init__(self, content: bytes, policy: str) -> None:
        self.content = content
        self.headers = {
            "cache-control": "no-cache",
            "content-security-policy": policy,
            "vary": "Accept, Accept-Encoding",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page."""
        reply = await _reply(Request(scope), self.content, MEDIA[".html"], self.headers)
        await reply(scope, receive, send)


def explorer(site: Site) -> Page:
    """Make the page at `/`, which is also that of every single thing."""
    return Page(site.page("explorer/index.html"), EXPLORER_POLICY)


def playground(site: Site) -> Page:
    """Make the page that a browser is given at `/graphql`."""
    return Page(site.page("playground/index.html"), PLAYGROUND_POLICY)


def page_routes(site: Site) -> list[BaseRoute]:
    """List the routes of the explorer and of the files."""
    view: ASGIApp = explorer(site)

    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        content = site.files.get(name)
        if content is None:
            return PlainTextResponse("There is no such file.\n", status_code=404)
        current = request.path_params["revision"] == site.revision
        headers = {
            "cache-control": FOREVER if current else "no-cache",
            "content-security-policy": PLAYGROUND_POLICY,
            "vary": "Accept-Encoding",
        }
        return await _reply(request, content, MEDIA[Path(name).suffix], headers)

    return [
        *(Route(path, view, methods=["GET"]) for path in ADDRESSES),
        Route("/static/{revision}/{name:path}", file),
    ]


_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=5),
    "gzip": partial(gzip.compress, mtime=0),
    "zstd": zstandard.compress,
}


async def _reply(request: Request, content: bytes, media: str, headers: dict[str, str]) -> Response:
    chosen = coding_for(request.headers.get("accept-encoding", "").encode())
    if chosen is None or chosen.coding not in _PACKERS:
        return Response(content, media_type=media, headers=headers)
    packed = await asyncio.to_thread(_packed, content, chosen.coding)  # it may take a while, once
    headers = {**headers, "content-encoding": chosen.coding}
    return Response(packed, media_type=media, headers=headers)


@cache
def _packed(content: bytes, coding: str) -> bytes:
    return _PACKERS[coding](content)
