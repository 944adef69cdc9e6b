"""Folding: one spelling for all the ways in which people write the same name."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from graph.evidence import Name
from graph.slots import filled_directly

# anyascii reads Cyrillic as Russian, where ж is zh and ц is ts; these are read as Serbian, whose
# ж is ž. Ҫ is no letter of ours: the commission's files have it for Ç (BYTYҪI).
_SERBIAN = str.maketrans({"ж": "z", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "ҫ": "c"})
_DOT_OF_INITIAL = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_WITHIN_WORDS = re.compile("[\u0300-\u036f'`´ʹʻʼ‘’]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile("[a-z0-9]+")
_DJE = re.compile("dj+")
_INDEFINITE = re.compile(r"ë\b", re.IGNORECASE)
_MARKED_SERBIAN = str.maketrans("ђжћчшðҫ", "đžćčšđç")
_MARKED = "[ß-öø-ÿā-ž]"
_MARKED_LETTER = re.compile(_MARKED)
_MARKED_INITIAL = re.compile(rf"\b{_MARKED}")
# What Serbian writes, folded, where Albanian has these: Shpend is Шпенд, Hoxha Хоџа, Thaçi Тачи.
_HEARD = {
    "dh": "d",
    "gj": "d",
    "ll": "l",
    "rr": "r",
    "sh": "s",
    "th": "t",
    "xh": "dz",
    "zh": "z",
    "q": "c",
    "x": "dz",
    "y": "i",
}
_ALBANIAN = re.compile("|".join(_HEARD))
_NEIGHBOURS_KEPT = 2**8  # the names of one thing are mostly spelt alike, and share their texts


@filled_directly
@dataclass(frozen=True, slots=True)
class Spelling:
    """A folded text that means a name: as its own language writes it, or as Serbian hears it."""

    text: str
    transcribed: bool = False


def fold(text: str) -> str:
    """Write a text in words of a-z and 0-9, as everyone who means the same name would.

    Case, accents, script, punctuation and the width of gaps are gone: Qëndron and QENDRON, Šola
    and Шола, Bytyçi and BYTYÇI, Rıza, RİZA and Riza fold to one text each; a hyphen is a
    space, and L.D.K. is one word.
    Serbian đ is written đ, dj and d, so all three fold to d: Srđan, Srdjan, Srdan, Срђан.
    Letters that stand for other sounds stay apart: q and ć, x and dž. What is folded stays as it
    is when it is folded again; a text without letters and digits folds to "".
    """
    return _by_words(_folded, text)


def _by_words(folded: Callable[[str], str], text: str) -> str:
    return " ".join(filter(None, map(folded, text.split(" "))))


def _folded(text: str) -> str:
    """Fold a text in which nothing depends on what stands beyond a space."""
    if text.isascii() and text.isalnum():
        return _DJE.sub("d", text.lower())
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SERBIAN)
    spaced = _BETWEEN_WORDS.sub(" ", _WITHIN_WORDS.sub("", _DOT_OF_INITIAL.sub("", plain)))
    words = _WORD.findall(anyascii(spaced).lower().replace("'", ""))
    return _DJE.sub("d", " ".join(words))


def joined(folded: str) -> str:
    """Take the gaps out of a folded text: Novo Brdo and Novobrdo, G.I. and GI are one then."""
    return folded.replace(" ", "")


def script(text: str) -> str:
    """Name the script of the first letter: `LATIN`, `CYRILLIC`; "" if there is no letter."""
    letter = next((each for each in text if each.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def marked_letter(text: str) -> str:
    """Give the letter that a text is, if it has a mark: `đ` for Đ, Dj and Ђ; "" for all else."""
    letter = _with_marks(text.strip())
    return letter if _MARKED_LETTER.fullmatch(letter) else ""


def _marked_within(text: str) -> tuple[tuple[tuple[int, str], ...], int]:
    """Give the marked initials of a text, and of how many words it is."""
    marked = _with_marks(text)
    initials = _MARKED_INITIAL.finditer(marked)
    places = tuple((len(fold(marked[: each.start()]).split()), each[0]) for each in initials)
    return places, len(_folded(text).split())


def _with_marks(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_MARKED_SERBIAN)
    return plain.replace("dj", "đ")


class Words:
    """The words of many names: names share them, so each is folded once while it is at hand.

    What clients write is folded without it, so that nothing of that is remembered.
    """

    def __init__(self) -> None:
        self._folded = cache(_folded)
        self._heard_word = cache(_heard_word)
        self._marked_within = cache(_marked_within)
        self._spelt = lru_cache(_NEIGHBOURS_KEPT)(self._spelt_anew)

    def spellings(self, name: Name) -> tuple[Spelling, ...]:
        """Give what means a name: it, its definite forms, and what Serbian makes of these.

        Albanian ends an indefinite noun in -ë and the definite one in -a. The data have Prishtinë
        and Fushë Kosovë; people write Prishtina and Fushë Kosova as well. Serbian writes Albanian
        names by ear. A name of no known language is taken for an Albanian one by ear alone.
        """
        forms = [name.value]
        if name.language == "sq":
            forms.extend(_definite(name.value))
        folded = tuple(_by_words(self._folded, form) for form in forms)
        return self._spelt(folded, name.language)

    def _spelt_anew(self, folded: tuple[str, ...], language: str | None) -> tuple[Spelling, ...]:
        own = dict.fromkeys(filter(None, folded))
        by_ear = language in {"sq", None}
        heard = dict.fromkeys(_by_words(self._heard_word, text) for text in own) if by_ear else ()
        further = [Spelling(text, transcribed=True) for text in heard if text not in own]
        return (*map(Spelling, own), *further)

    def marked_initials(self, text: str) -> list[tuple[int, str]]:
        """Give the marked letters that words begin with, each with the count of words before."""
        found: list[tuple[int, str]] = []
        if text.isascii() and "dj" not in text.lower():
            return found
        before = 0
        for initials, words in map(self._marked_within, text.split(" ")):
            if initials:
                found += [(before + place, letter) for place, letter in initials]
            before += words
        return found


def _definite(name: str) -> Iterator[str]:
    for end in _INDEFINITE.finditer(name):
        yield f"{name[: end.start()]}a{name[end.end() :]}"
    yield _INDEFINITE.sub("a", name)


def _heard_word(folded: str) -> str:
    return fold(_ALBANIAN.sub(lambda match: _HEARD[match[0]], folded))
