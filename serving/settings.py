"""The settings: one table of all that can be set, each by an option or by a variable."""

from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

ValueT = TypeVar("ValueT")
PREFIX = "ELECTION_GRAPH_"


def _setting(default: ValueT, meaning: str, least: float | None = None) -> ValueT:
    """Declare a setting; `least` is the smallest number that makes sense."""
    made: ValueT = field(default=default, metadata={"meaning": meaning, "least": least})
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the service runs and what it allows."""

    host: str = _setting("127.0.0.1", "the address to listen on")
    port: int = _setting(8000, "the port to listen on; 0 takes a free one", 0)
    data: Path = _setting(Path("data"), "the directory of tables to serve")
    workers: int = _setting(1, "how many processes answer", 1)
    body_bytes: int = _setting(100_000, "the largest body of a request, in bytes", 1)
    body_seconds: float = _setting(10.0, "how long the body of a request may take to arrive", 0)


@dataclass(frozen=True, slots=True)
class Setting:
    """What there is to know about one setting."""

    name: str
    type: type
    default: Any
    meaning: str
    least: float | None

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
    kind = declared.type
    if not isinstance(kind, type):
        raise TypeError(declared.name)
    return Setting(declared.name, kind, declared.default, **declared.metadata)


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
    return f"`{default}`" if str(default) else "none"
