"""Folding: one spelling for all the ways in which people write the same name."""

import re
import unicodedata

from anyascii import anyascii

from graph.evidence import Name

# anyascii reads Cyrillic as Russian, where ж is zh and ц is ts; these are read as Serbian, whose
# ж is ž. Ҫ is no letter of ours: the commission's files have it for Ç (BYTYҪI).
_SERBIAN = str.maketrans({"ж": "z", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "ҫ": "c"})
_DOT_OF_INITIAL = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_WITHIN_WORDS = re.compile("[\u0300-\u036f'`´ʹʻʼ‘’]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile("[a-z0-9]+")
_DJE = re.compile("dj+")
_INDEFINITE = re.compile(r"ë\b", re.IGNORECASE)


def fold(text: str) -> str:
    """Write a text in words of a-z and 0-9, as everyone who means the same name would.

    Case, accents, script, punctuation and the width of gaps are gone: Qëndron and QENDRON, Šola
    and Шола, Bytyçi and BYTYÇI, Rıza, RİZA and Riza fold to one text each; a hyphen is a
    space, and L.D.K. is one word.
    Serbian đ is written đ, dj and d, so all three fold to d: Srđan, Srdjan, Srdan, Срђан.
    Letters that stand for other sounds stay apart: q and ć, x and dž. What is folded stays as it
    is when it is folded again; a text without letters and digits folds to "".
    """
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


def spellings(name: Name) -> tuple[str, ...]:
    """Give the folded texts that mean a name: it, and the definite form if it is Albanian.

    Albanian ends an indefinite noun in -ë and the definite one in -a. The data have Prishtinë
    and Mitrovicë e Veriut; people write Prishtina and Mitrovica e Veriut as well.
    """
    forms = [name.value]
    if name.language == "sq":
        forms.append(_INDEFINITE.sub("a", name.value))
    return tuple(dict.fromkeys(folded for form in forms if (folded := fold(form))))
