"""The settings: one table of all that can be set, each by an option or by a variable."""

from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

from graph.budget import USUAL_BUDGET
from graph.memory import USUAL_LIMIT
from schema.pages import LARGEST_DEFAULT, LARGEST_PAGE
from serving.logs import FORMS, LEVELS

ValueT = TypeVar("ValueT")
PREFIX = "ELECTION_GRAPH_"
_DAY = 86_400
USUAL_HEADERS = (
    *("authorization", "content-type", "if-none-match", "x-request-id", "x-requested-with"),
    *("traceparent", "tracestate", "baggage", "b3", "sentry-trace", "x-amzn-trace-id"),
    *("apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"),
    *("x-apollo-operation-id", "x-apollo-operation-name", "x-apollo-operation-type"),
    *("graphql-client-name", "graphql-client-version", "graphql-require-preflight"),
)


def _setting(
    default: ValueT,
    meaning: str,
    least: float | None = None,
    most: float | None = None,
    choices: tuple[str, ...] = (),
) -> ValueT:
    """Declare a setting; a number makes sense from `least` to `most`, a word if it is a choice."""
    facts = {"meaning": meaning, "least": least, "most": most, "choices": choices}
    made: ValueT = field(default=default, metadata=facts)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the service runs and what it allows."""

    host: str = _setting("127.0.0.1", "the address to listen on")
    port: int = _setting(8000, "the port to listen on; 0 takes a free one", 0, 65_535)
    root_path: str = _setting(
        "", "the prefix under which a proxy offers the service, as in `/elections`"
    )
    user: str = _setting(
        "", "the user to run as once the port is taken, for those who start it as root"
    )
    data: Path = _setting(Path("data"), "the directory of tables to serve")
    workers: int = _setting(1, "how many processes answer", 1)
    pool_processes: int = _setting(
        2, "how many processes execute what is too dear for the event loops of the workers", 1
    )
    pool_memory_bytes: int = _setting(
        1_000_000_000,
        "how much memory each of them may take for an operation, in bytes, at least 10 MB",
        10_000_000,
    )
    max_load_seconds: float = _setting(
        600.0, "how long data may take to load before they are refused, in seconds", 1, _DAY
    )
    watch: bool = _setting(default=False, meaning="whether changed data are served by themselves")
    log_level: str = _setting(
        "info",
        "from which level on is logged: debug, info, warning or error; requests are info",
        choices=LEVELS,
    )
    log_form: str = _setting(
        "console", "how is logged: console, for people, or json", choices=FORMS
    )
    tracing: bool = _setting(
        default=False, meaning="whether OpenTelemetry is told; its own variables say where it is"
    )
    rate: str = _setting(
        "", "how often a client may ask: `100/minute`, `10/second`; each worker counts for itself"
    )
    rate_cost: str = _setting(
        "", "how much a client may have executed, by cost: `100000/minute`; counted likewise"
    )
    trusted_hops: int = _setting(
        0, "how many proxies stand before the service; clients are told apart by what they say", 0
    )
    origins: tuple[str, ...] = _setting(
        (), "the origins whose pages may subscribe and, with CORS, ask; `*` for all"
    )
    allowed_headers: tuple[str, ...] = _setting(
        USUAL_HEADERS, "the headers with which their pages may ask; `*` for all"
    )
    introspection: bool = _setting(default=True, meaning="whether the schema can be asked for")
    suggestions: bool = _setting(default=True, meaning="whether errors suggest names of fields")
    trusted_documents: Path | None = _setting(
        None,
        "a manifest of documents, as Relay, graphql-codegen or Apollo write it; "
        "nothing else is answered then",
    )
    persisted_queries: int = _setting(
        1_000, "how many documents are kept that clients may name by their hash", 0
    )
    persisted_query_bytes: int = _setting(
        4_000_000, "how many bytes these may take in all, per worker", 0
    )
    max_age: int = _setting(
        0, "how long caches may keep an answer to GET unasked, in seconds; 0: they ask each time", 0
    )
    min_compressed: int = _setting(
        1_000, "from which size on replies are compressed (brotli, gzip, zstd), in bytes", 0
    )
    max_body_bytes: int = _setting(100_000, "the largest body of a request, in bytes", 1)
    max_body_seconds: float = _setting(
        10.0, "how long a body may take to arrive, in seconds", 0.1, _DAY
    )
    max_connections: int = _setting(
        1_000, "how many connections are held, per worker; some more for `/health` and the like", 1
    )
    max_client_connections: int = _setting(
        200, "how many of them one address may have; with `--trusted-hops` the proxy counts", 1
    )
    max_client_sockets: int = _setting(
        30, "how many WebSockets a client may have open, per worker", 1
    )
    max_tokens: int = _setting(2_000, "how many tokens a document may have", 1)
    max_depth: int = _setting(20, "how deep its fields may be nested, at most 100", 1, 100)
    max_aliases: int = _setting(50, "how many aliases it may have", 0)
    max_root_fields: int = _setting(20, "how many fields an operation may have at its root", 1)
    max_directives: int = _setting(50, "how many directives it may have", 0)
    max_page: int = _setting(
        LARGEST_PAGE, "how many items `first` may ask for, at least 50", LARGEST_DEFAULT
    )
    max_cost: int = _setting(50_000, "how much an operation may cost, in values, estimated", 1)
    inline_cost: int = _setting(
        5_000,
        "up to which cost the event loop answers itself; dearer operations wait in a queue",
        0,
    )
    max_queue: int = _setting(
        500, "how many operations may be in flight, waiting or being executed, per worker", 1
    )
    max_client_queue: int = _setting(150, "how many of them may be one client's", 1)
    max_queue_seconds: float = _setting(
        10.0, "how long an operation may wait for its turn, in seconds", 0.1, _DAY
    )
    max_answer_bytes: int = _setting(
        16_000_000, "how large an answer may be, in bytes; it is given up before it is made", 1
    )
    walk_budget: int = _setting(USUAL_BUDGET, "how many edges a walk may visit", 1)
    max_subscriptions: int = _setting(1_000, "how many may be followed at once, per worker", 0)
    max_client_subscriptions: int = _setting(100, "how many of them may be one client's", 0)
    max_seconds: float = _setting(
        5.0, "how long an operation may run, in seconds; 0 for ever", 0, _DAY
    )
    compiled: bool = _setting(
        default=True, meaning="whether operations are compiled; graphql-core answers the same"
    )
    answer_cache_bytes: int = _setting(
        16_000_000, "how many bytes of answers are kept, per worker; 0 keeps none", 0
    )
    document_cache_bytes: int = _setting(
        40_000_000, "how many bytes of documents and of what is made of them are kept, likewise", 0
    )
    graph_cache_bytes: int = _setting(
        USUAL_LIMIT,
        "how many bytes are kept of lists and of views of past dates, likewise; half of each",
        0,
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What there is to know about one setting."""

    name: str
    type: type
    default: Any
    meaning: str
    least: float | None
    most: float | None
    choices: tuple[str, ...]

    @property
    def option(self) -> str:
        """How it is given on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """How it is given in the environment."""
        return PREFIX + self.name.upper()


def known_settings() -> tuple[Setting, ...]:
    """Give every setting, in the order of the table."""
    return tuple(_described(each) for each in fields(Settings))


def _described(declared: "Field[Any]") -> Setting:
    return Setting(declared.name, _kind(declared.type), declared.default, **declared.metadata)


def _kind(declared: Any) -> type:  # noqa: ANN401  # a type has no type of its own
    """Give the type of a value that is there: `Path` of `Path | None`, `tuple` of its kinds."""
    origin = get_origin(declared)
    kind: type = get_args(declared)[0] if origin is UnionType else origin or declared
    return kind


def settings_table() -> str:
    """Write the table of settings for people, in Markdown."""
    rows = [
        f"| `{each.option}` | `{each.variable}` | {shown(each.default)} | {each.meaning} |"
        for each in known_settings()
    ]
    return "\n".join(["| option | variable | default | meaning |", "|---|---|---|---|", *rows])


def shown(default: object) -> str:
    """Show a default as one would write it."""
    if isinstance(default, bool):
        return "on" if default else "off"
    if isinstance(default, tuple):
        return " ".join(f"`{each}`" for each in default) or "none"
    return f"`{default}`" if default not in (None, "") else "none"
