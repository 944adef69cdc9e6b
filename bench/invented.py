"""Invented names: pronounceable, of no real person, party or place."""

from dataclasses import dataclass
from random import Random
from unicodedata import normalize

_STARTS = ("Ar", "Be", "Çe", "Da", "El", "Fa", "Gë", "Ha", "Il", "Ka", "Lu", "Mi", "Na", "Pë", "Ra")
_MIDDLES = ("ba", "dri", "fe", "gë", "li", "me", "no", "ri", "sho", "tu", "va", "zë")
_ENDS = ("ku", "lan", "mir", "ni", "qi", "ra", "si", "ton", "vik", "xha")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A given name and a family name."""

    given: str
    family: str

    @property
    def shown(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.family}"

    @property
    def sorted(self) -> str:
        """The name as lists sort it."""
        return f"{self.family}, {self.given}"


def word(chance: Random) -> str:
    """Make up a word of three syllables."""
    return chance.choice(_STARTS) + chance.choice(_MIDDLES) + chance.choice(_ENDS)


def person_name(chance: Random) -> PersonName:
    """Make up the name of a person."""
    return PersonName(word(chance), word(chance) + chance.choice(_MIDDLES))


def slug(name: str) -> str:
    """Write a name as ids do."""
    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return plain.replace(" ", "-")
