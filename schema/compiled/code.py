"""Code: the lines of generated functions, and the objects that they name."""

from itertools import count


class Names:
    """The objects that generated code may name: every name is made here, none by a client."""

    def __init__(self) -> None:
        self.globals: dict[str, object] = {"__builtins__": {}}
        self._numbers = count()
        self._known: dict[int, str] = {}

    def fresh(self, prefix: str) -> str:
        """Make a name that nothing else has."""
        return f"{prefix}{next(self._numbers)}"

    def of(self, thing: object) -> str:
        """Give the name of an object; the same object has one name."""
        name = self._known.get(id(thing))
        if name is None:
            name = self._known[id(thing)] = self.fresh("K")
            self.globals[name] = thing  # held here, so its id stays its own
        return name


class Code:
    """Lines of one function, at one depth of its blocks."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        """Add a line."""
        self.lines.append(" " * self.depth + line)

    def inner(self) -> "Code":
        """Begin lines that will stand in a block."""
        return Code(self.depth + 1)

    def add_block(self, header: str, block: "Code") -> None:
        """Add a block with its header."""
        self.add(header)
        self.lines += block.lines
