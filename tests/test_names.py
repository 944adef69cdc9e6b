"""The folding of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import Name
from graph.names import Words, fold, joined, marked_letter, script
from graph.vocabulary import NameKind


@pytest.mark.parametrize(
    ("folded", "texts"),
    [
        ("qendron kastrati", ["Qëndron Kastrati", "QENDRON KASTRATI", "  qëndron \t kastrati "]),
        ("srdan popovic", ["Srđan Popović", "SRDJAN POPOVIĆ", "Srdan Popovic", "Срђан Поповић"]),
        ("dakovica", ["Đakovica", "Djakovica", "ĐAKOVICA", "Ђаковица", "Ðakovica"]),
        ("bytyci", ["Bytyçi", "BYTYÇI", "BYTYҪI", "Bytyc\u0327i"]),
        ("riza kruezi", ["RİZA KRUEZİ", "Rıza Kruezı", "Riza Kruezi"]),
        ("ilyas bayraktar", ["İLYAS BAYRAKTAR", "ilyas bayraktar", "Ilyas Bayraktar"]),
        ("hodzic", ["Hodžić", "HODŽIĆ", "Хоџић", "Hodzic", "Ho\u01c6i\u0107"]),
        ("ljiljana njegos", ["Ljiljana Njegoš", "Љиљана Његош", "LJILJANA NJEGOŠ"]),
        ("zivojin cvetkovic hadzic", ["Живојин Цветковић-Хаџић", "Živojin Cvetković Hadžić"]),
        ("kosovska mitrovica", ["Косовска Митровица", "Kosovska  Mitrovica"]),
        ("arta ahmeti xhylani", ["Arta Ahmeti-Xhylani", "arta ahmeti – xhylani"]),
        (
            "serb peoples party",
            ["Serb People's Party", "Serb People’s Party", "serb peoples party"],
        ),
        ("levizja vetevendosje", ["LËVIZJA VETËVENDOSJE!", "Lëvizja Vetëvendosje"]),
        ("ldk", ["L.D.K.", "LDK", "l.d.k", "ЛДК"]),
        ("g i srpska", ["G i Srpska"]),
        ("gi srpska", ["G.I.SRPSKA", "GI Srpska"]),
        ("a bahtiri", ["A. Bahtiri", "A.Bahtiri"]),
        ("local elections 2017", ["Local elections, 2017", "local_elections:2017"]),
    ],
)
def test_all_ways_to_write_a_name_fold_to_one(folded: str, texts: list[str]) -> None:
    assert [fold(text) for text in texts] == [folded] * len(texts)


@pytest.mark.parametrize("text", ["", "   ", "...", "!?", "—", "«»", "'", "’", "_", "§", "©", "😀"])
def test_a_text_without_letters_and_digits_folds_to_nothing(text: str) -> None:
    assert not fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Krasniqi", "Krasnići"), ("Hoxha", "Hodža"), ("Shala", "Sala"), ("Rrustemi", "Rustemi")],
)
def test_letters_for_other_sounds_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_is_words_of_plain_letters_and_digits(text: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in fold(text).split())
    assert fold(text) == " ".join(fold(text).split()).lower()


@given(st.text(alphabet="abcčćdđeëçijšžĐËÇŠŽ '-!"))
def test_case_and_composition_change_nothing(text: str) -> None:
    decomposed = text.replace("ë", "e\u0308").replace("ç", "c\u0327").replace("š", "s\u030c")
    assert fold(text.upper()) == fold(text.lower()) == fold(decomposed) == fold(text)


def test_gaps_can_be_taken_out() -> None:
    assert joined(fold("Novo Brdo")) == joined(fold("Novobrdo")) == "novobrdo"
    assert joined(fold("G i Srpska")) == joined(fold("G.I.SRPSKA")) == joined(fold("GI Srpska"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Срђан", "CYRILLIC"), ("Srđan", "LATIN"), ("BYTYҪI", "LATIN"), ("2017.", ""), ("", "")],
)
def test_the_script_is_that_of_the_first_letter(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("Prishtinë", "sq", ("prishtine", "prishtina")),
        (
            "Fushë Kosovë",
            "sq",
            ("fushe kosove", "fusha kosove", "fushe kosova", "fusha kosova"),
        ),
        ("Mitrovicë e Veriut", "sq", ("mitrovice e veriut", "mitrovica e veriut")),
        ("Lëvizja Sociale e Kosovës", "sq", ("levizja sociale e kosoves",)),
        ("Prishtinë", None, ("prishtine",)),
        ("Peje", "sq", ("peje",)),
        ("!", "sq", ()),
    ],
)
def test_an_albanian_name_is_also_spelt_in_its_definite_form(
    value: str, language: str | None, expected: tuple[str, ...]
) -> None:
    name = Name(value=value, kind=NameKind.CANONICAL, language=language)
    assert tuple(each.text for each in Words().spellings(name) if not each.transcribed) == expected


@pytest.mark.parametrize(
    ("cyrillic", "albanian"),
    [
        ("Шпенд Ахмети", "Shpend Ahmeti"),
        ("Агим Бахтири", "Agim Bahtiri"),
        ("Хашим Тачи", "Hashim Thaçi"),
        ("Мимоза Кусари-Лила", "Mimoza Kusari-Lila"),
        ("Рамуш Харадинај", "Ramush Haradinaj"),
        ("Гент Краснићи", "Gent Krasniqi"),
        ("Фатмир Хоџа", "Fatmir Hoxha"),
        ("Ђерђ Дедај", "Gjergj Dedaj"),
        ("Абдула Келменди", "Abdulla Kelmendi"),
        ("Насуф Дзафери", "Nasuf Xaferi"),
        ("Жарко Њего", "Zharko Njego"),
        ("Имер Реџепи", "Ymer Rrexhepi"),
        ("Дардан Цана", "Dhardan Cana"),
    ],
)
def test_serbian_writes_an_albanian_name_as_it_hears_it(cyrillic: str, albanian: str) -> None:
    name = Name(value=albanian, kind=NameKind.CANONICAL)
    assert fold(cyrillic) in {each.text for each in Words().spellings(name)}


@pytest.mark.parametrize("language", ["en", "sr", "tr"])
def test_only_albanian_is_transcribed(language: str) -> None:
    name = Name(value="Shpend Hoxha", kind=NameKind.CANONICAL, language=language)
    assert [each.text for each in Words().spellings(name)] == ["shpend hoxha"]


@pytest.mark.parametrize(
    ("letter", "texts"),
    [("đ", ["Đ", "đ", "Dj", "DJ", "Ђ", "Ð"]), ("š", ["Ш", "Š", "S\u030c"]), ("ë", ["Ë"])],
)
def test_a_marked_letter_is_one_however_it_is_written(letter: str, texts: list[str]) -> None:
    assert {marked_letter(text) for text in texts} == {letter}


@pytest.mark.parametrize("text", ["D", "Д", "Đa", "đ1", "1", ""])
def test_all_else_is_no_marked_letter(text: str) -> None:
    assert not marked_letter(text)


def test_marked_initials_are_found_with_the_words_before_them() -> None:
    assert list(Words().marked_initials("Đorđe Petrović-Šola, Djurić")) == [
        (0, "đ"),
        (2, "š"),
        (3, "đ"),
    ]
