"""Former keys: keys that went away, and those that answer for them."""


class FormerKeys:
    """Gives the present key of what is asked for by a former one; any other key as it is."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._slugs: dict[str, str] = {}

    def add(self, former: str, current: str) -> None:
        """Let the key of a thing answer for a former one of the same kind."""
        self._keys[former] = current
        self._slugs[former.partition("/")[2]] = current.partition("/")[2]

    def of_thing(self, key: str) -> str:
        """Give the present key of a thing."""
        return self._keys.get(key, key)

    def of_edge(self, key: str) -> str:
        """Give the present key of an edge, in which its ends stand by their slugs."""
        kind, *slugs = key.split("/")
        return "/".join([kind, *(self._slugs.get(slug, slug) for slug in slugs)])
