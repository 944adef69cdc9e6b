"""Evidence: sources, citations and names."""

import strawberry

from schema.enums import NameKind, SourceKind
from schema.fields import field
from schema.nodes import Node


@strawberry.type(description="A page, a file or an article that facts were read in.")
class Source(Node):
    """A source; its id is never dated."""

    title: str = field(description="Its title.")
    publisher: str | None = field(description="Who published it.")
    source_kind: SourceKind = field(description="What kind of publication it is.")
    address: str | None = field(description="Where to find it: a web address or a file's name.")
    license: str | None = field(description="Under which licence its text or data are offered.")
    precedence: int = field(
        description=(
            "Which source's figure is shown where several report one: the lowest number wins. "
            "1 the two seed articles, 2 official and commission-derived files, 3 the rest."
        )
    )
    note: str | None = field(description="What should be known when relying on it.")


@strawberry.type(description="One place in one source.")
class Citation:
    """A citation."""

    source: Source = field(description="The source.")
    locator: str | None = field(description="The place within it: a line, a table, a page.")


@strawberry.type(description="A name that a thing goes by.")
class Name:
    """A name."""

    value: str = field(description="The name as written.")
    language: str | None = field(description="Its language, as a code: `sq`, `sr`, `en`, `tr`.")
    kind: NameKind = field(description="What the name is used for.")
    citation: Citation | None = field(description="Where it was read.")
