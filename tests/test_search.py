"""Search and look-ups by name, on the real data."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build_graph
from graph.dates import PartialDate
from graph.graph import Graph
from graph.load import load_tables
from graph.name_index import index_of
from graph.names import Words, fold, joined
from graph.nodes import Entity, Municipality, Party, Person
from graph.search import SearchHit, by_name, nearest_id, search
from graph.vocabulary import EntityKind, MatchKind, NameKind

GRAPH = build_graph(load_tables(Path(__file__).parents[1] / "data"))
ENTITIES = st.sampled_from(GRAPH.entities)
NAMES = st.sampled_from([(thing, name.value) for thing in GRAPH.entities for name in thing.names])
LONG = 10
LONG_NAMES = st.sampled_from(
    [each for each in GRAPH.entities if len(joined(fold(each.display_name))) >= LONG]
)
EVERYTHING = 1000
BETTER_FIRST = {kind: place for place, kind in enumerate(MatchKind)}


def keys(hits: tuple[SearchHit, ...]) -> list[str]:
    return [hit.entity.key for hit in hits]


@pytest.mark.parametrize(
    ("text", "key", "match"),
    [
        ("vetevendosje", "party/vetevendosje", MatchKind.FOLDED),
        ("Vetëvendosje!", "party/vetevendosje", MatchKind.EXACT),
        ("VV", "party/vetevendosje", MatchKind.ABBREVIATION),
        ("LVV", "party/vetevendosje", MatchKind.ABBREVIATION),
        ("l.v.v.", "party/vetevendosje", MatchKind.ABBREVIATION),
        ("ЛДК", "party/ldk", MatchKind.ABBREVIATION),
        ("Qendron Kastrati", "person/qendron-kastrati", MatchKind.FOLDED),
        ("Срђан Поповић", "person/srdjan-popovic", MatchKind.TRANSLITERATED),
        ("Srdjan Popovic", "person/srdjan-popovic", MatchKind.FOLDED),
        ("Srdan Popovic", "person/srdjan-popovic", MatchKind.FOLDED),
        ("Cazim Rahmani", "person/qazim-rahmani", MatchKind.TRANSLITERATED),
        ("Lidhja Demokratike", "party/ldk", MatchKind.PREFIX),
        ("Abdulhadi", "person/abdulhadi-krasnic", MatchKind.PREFIX),
        ("abdulh", "person/abdulhadi-krasnic", MatchKind.PREFIX),
        ("Kastrati Qendron", "person/qendron-kastrati", MatchKind.PREFIX),
        ("kastr qen", "person/qendron-kastrati", MatchKind.PREFIX),
        ("Mitrovica e Veriut", "municipality/north-mitrovica", MatchKind.FOLDED),
        ("Mitrovicë e Veriut", "municipality/north-mitrovica", MatchKind.EXACT),
        ("Severna Mitrovica", "municipality/north-mitrovica", MatchKind.EXACT),
        ("Kosovska Mitrovica", "municipality/mitrovica", MatchKind.EXACT),
        ("Косовска Митровица", "municipality/mitrovica", MatchKind.TRANSLITERATED),
        ("Mitrovica", "municipality/mitrovica", MatchKind.EXACT),
        ("Prishtina", "municipality/pristina", MatchKind.FOLDED),
        ("Prishtine", "municipality/pristina", MatchKind.FOLDED),
        ("Приштина", "municipality/pristina", MatchKind.TRANSLITERATED),
        ("Fushe Kosova", "municipality/kosovo-polje", MatchKind.FOLDED),
        ("Fushë Kosova", "municipality/kosovo-polje", MatchKind.FOLDED),
        ("Fusha Kosovë", "municipality/kosovo-polje", MatchKind.FOLDED),
        ("Шпенд Ахмети", "person/shpend-ahmeti", MatchKind.TRANSLITERATED),
        ("Špend Ahmeti", "person/shpend-ahmeti", MatchKind.TRANSLITERATED),
        ("Агим Бахтири", "person/agim-bahtiri", MatchKind.TRANSLITERATED),
        ("Ђаковица", "municipality/gjakova", MatchKind.TRANSLITERATED),
        ("Đ", "municipality/gjakova", MatchKind.PREFIX),
        ("Ђ", "municipality/gjakova", MatchKind.PREFIX),
        ("dj", "municipality/gjakova", MatchKind.PREFIX),
        ("novobrdo", "municipality/novo-brdo", MatchKind.FOLDED),
        ("Democratic League", "party/ldk", MatchKind.PREFIX),
        ("2017", "election/local-2017", MatchKind.PREFIX),
        ("local elections 2017", "election/local-2017", MatchKind.PREFIX),
        ("Mitrovica 2017", "contest/mayor-mitrovica-2017", MatchKind.PREFIX),
        ("Prishtina 2017", "contest/mayor-pristina-2017", MatchKind.PREFIX),
        ("Peć 2017", "contest/mayor-peja-2017", MatchKind.PREFIX),
        ("Mayor of Mitrovica 2017", "contest/mayor-mitrovica-2017", MatchKind.EXACT),
        ("Vetvendosje", "party/vetevendosje", MatchKind.FUZZY),
        ("Qendorn Kastrati", "person/qendron-kastrati", MatchKind.FUZZY),
        ("Kastratti Qendron", "person/qendron-kastrati", MatchKind.FUZZY),
        ("Prishtinna", "municipality/pristina", MatchKind.FUZZY),
    ],
)
def test_the_right_thing_comes_first(text: str, key: str, match: MatchKind) -> None:
    first = search(GRAPH, text)[0]
    assert (first.entity.key, first.match) == (key, match)


@pytest.mark.parametrize("text", ["Ahmeti", "ahmeti", "AHMETI", "Ahmetti", "Ахмети"])
def test_a_family_name_gives_several_people(text: str) -> None:
    hits = search(GRAPH, text)
    assert {"person/shpend-ahmeti", "person/imri-ahmeti"} <= set(keys(hits))
    assert all(hit.entity.kind is EntityKind.PERSON for hit in hits)


@pytest.mark.parametrize("text", ["", " ", "...", "—", "!?", "«»"])
def test_a_text_without_letters_and_digits_finds_nothing(text: str) -> None:
    assert search(GRAPH, text) == ()
    assert by_name(GRAPH, Party, text) == ()


@pytest.mark.parametrize("text", ["xqz", "ldx", "Mitrovica 2018", "qqqqqqqqqq"])
def test_short_texts_and_years_are_not_taken_for_misspellings(text: str) -> None:
    assert search(GRAPH, text) == ()


@pytest.mark.parametrize(
    ("text", "matched", "language"),
    [
        ("Kosovska Mitrovica", "Mayor of Kosovska Mitrovica 2017", "sr"),
        ("Đakovica", "Mayor of Đakovica 2017", "sr"),
        ("Prishtina", "Mayor of Prishtinë 2017", "sq"),
        ("Fushe Kosova", "Mayor of Fushë Kosovë 2017", "sq"),
        ("Fushe Kosova 2017", "Mayor of Fushë Kosovë 2017", "sq"),
        ("Podujeva 2017", "Mayor of Podujevë 2017", "sq"),
    ],
)
def test_a_contest_is_found_by_a_name_that_does_match(
    text: str, matched: str, language: str
) -> None:
    hits = search(GRAPH, text, frozenset({EntityKind.CONTEST}))
    hit = next(hit for hit in hits if hit.entity.key.endswith("-2017"))
    assert hit.match is MatchKind.PREFIX
    assert (hit.matched.value, hit.matched.kind, hit.matched.language) == (
        matched,
        NameKind.ALIAS,
        language,
    )


@pytest.mark.parametrize("text", ["Приштина", "Косовска Митровица", "Đakovica", "Fushe Kosova"])
def test_the_words_of_the_text_stand_in_the_name_that_matched(text: str) -> None:
    hits = search(GRAPH, text)
    assert len({hit.entity.kind for hit in hits}) > 1
    assert all(
        any(fold(text) in spelling.text for spelling in Words().spellings(hit.matched))
        for hit in hits
    )


def test_a_marked_letter_finds_first_what_begins_with_it() -> None:
    hits = search(GRAPH, "Đ", first=EVERYTHING)
    marked = [any(part[0] in "Đđ" for part in hit.matched.value.split()) for hit in hits]
    assert marked == sorted(marked, reverse=True)
    assert {"municipality/gjakova", "person/radojica-djokic"} <= set(keys(hits[: sum(marked)]))


def test_a_plain_letter_stands_for_all_of_its_kind() -> None:
    hits = search(GRAPH, "D", first=EVERYTHING)
    assert {"party/pdk", "municipality/gjakova"} <= set(keys(hits))


def test_a_name_as_it_is_written_comes_before_a_transcribed_one() -> None:
    hits = search(GRAPH, "Sa", frozenset({EntityKind.PERSON}), EVERYTHING)
    names = [fold(hit.matched.value) for hit in hits]
    first_words = [name for name in names if name.startswith(("sa", "sha"))]
    assert first_words == sorted(first_words, key=lambda name: name.startswith("sha"))
    assert first_words[-1].startswith("sha")


def test_only_the_kinds_asked_for_are_given() -> None:
    hits = search(GRAPH, "Mitrovica", frozenset({EntityKind.CONTEST, EntityKind.PARTY}), EVERYTHING)
    kinds = {hit.entity.kind for hit in hits}
    assert kinds == {EntityKind.CONTEST, EntityKind.PARTY}
    assert search(GRAPH, "Mitrovica", frozenset()) == ()


def test_of_equal_hits_the_more_prominent_comes_first() -> None:
    league, other = search(GRAPH, "Lidhja Demokratike", first=2)
    assert league.score == other.score
    assert league.entity.degree() > other.entity.degree()


def test_misspellings_are_looked_for_only_when_better_hits_are_too_few() -> None:
    assert {hit.match for hit in search(GRAPH, "Mayor of Prizren", first=3)} == {MatchKind.PREFIX}
    matches = [hit.match for hit in search(GRAPH, "Mayor of Prizren 2007", first=5)]
    assert matches == [MatchKind.EXACT, *[MatchKind.FUZZY] * 4]


def test_a_very_long_text_is_cut() -> None:
    assert search(GRAPH, "Agim Bahtiri" + " " * 300 + "Qendron") == search(GRAPH, "Agim Bahtiri")
    assert search(GRAPH, "a" * 100_000) == ()


@given(NAMES)
def test_any_name_of_a_thing_finds_it(named: tuple[Entity, str]) -> None:
    thing, name = named
    assert thing in [hit.entity for hit in search(GRAPH, name)]


@given(LONG_NAMES, st.data())
@settings(max_examples=300)
def test_any_single_edit_of_a_long_name_finds_it(thing: Entity, data: st.DataObject) -> None:
    name = thing.display_name
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzëçčćđšž "))
    left, right = name[:place], name[place:]
    edits = [left + letter + right, left + right[1:], left + letter + right[1:]]
    edits.append(left + right[1:2] + right[:1] + right[2:])
    misspelt = data.draw(st.sampled_from(edits))
    assert thing.key in keys(search(GRAPH, misspelt, first=EVERYTHING))


@given(NAMES)
def test_case_and_accents_do_not_change_the_order_of_hits(named: tuple[Entity, str]) -> None:
    _, name = named
    variants = (name.upper(), name.lower(), name.swapcase(), fold(name), f" {name}... ")
    assert all(keys(search(GRAPH, text)) == keys(search(GRAPH, name)) for text in variants)


@given(NAMES, st.integers(1, 12), st.integers(1, 30))
def test_hits_are_ordered_and_each_thing_comes_once(
    named: tuple[Entity, str], length: int, first: int
) -> None:
    text = named[1][:length]
    hits = search(GRAPH, text, first=first)
    assert hits == search(GRAPH, text, first=EVERYTHING)[:first]
    assert len(set(keys(hits))) == len(hits)
    assert all(0 < hit.score <= 1 and hit.matched in hit.entity.names for hit in hits)
    assert all(one.score >= next_.score for one, next_ in pairwise(hits))
    kinds = [BETTER_FIRST[hit.match] for hit in hits]
    assert kinds == sorted(kinds)


@given(NAMES)
def test_every_beginning_of_a_word_of_a_name_finds_it(named: tuple[Entity, str]) -> None:
    thing, name = named
    for word in fold(name).split():
        assert thing.key in keys(search(GRAPH, word[:3], first=EVERYTHING))


@given(
    NAMES, st.integers(1, 20), st.sampled_from(["1999", "2007", "2013-11", "2017-10-22", "2030"])
)
def test_a_view_gives_only_what_is_there(named: tuple[Entity, str], length: int, day: str) -> None:
    view = GRAPH.at(PartialDate.parse(day))
    text = named[1][:length]
    hits = search(view, text, first=EVERYTHING)
    assert all(hit.entity.graph is view and view.find(hit.entity.key) for hit in hits)
    then = [key for key in keys(search(GRAPH, text, first=EVERYTHING)) if view.find(key)]
    assert keys(hits) == then


def test_an_unborn_thing_is_not_found_in_a_view() -> None:
    before = GRAPH.at(PartialDate.parse("2012"))
    assert by_name(before, Municipality, "North Mitrovica") == ()
    assert "municipality/north-mitrovica" not in keys(search(before, "North Mitrovica"))
    assert by_name(GRAPH, Municipality, "North Mitrovica")


def test_views_share_the_index_of_their_revision() -> None:
    assert index_of(GRAPH.at(PartialDate.parse("2017"))) is index_of(GRAPH)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Person, "Срђан Поповић", ["person/srdjan-popovic"]),
        (Person, "srdjan popovic", ["person/srdjan-popovic"]),
        (
            Person,
            "Besnik Tahiri",
            ["person/besnik-tahiri-podujeve", "person/besnik-tahiri-pristina"],
        ),
        (Person, "Шпенд Ахмети", ["person/shpend-ahmeti"]),
        (Person, "Хашим Тачи", []),
        (Person, "Ahmeti", []),
        (Person, "Shpend Ahmetti", []),
        (Person, "Prishtina", []),
        (Party, "LVV", ["party/vetevendosje"]),
        (Party, "lëvizja vetëvendosje", ["party/vetevendosje"]),
        (Party, "Lidhja Demokratike", []),
        (Municipality, "Prishtina", ["municipality/pristina"]),
        (Municipality, "ПРИШТИНА", ["municipality/pristina"]),
        (Municipality, "Mitrovica e Veriut", ["municipality/north-mitrovica"]),
        (Municipality, "Mitrovica", ["municipality/mitrovica"]),
    ],
)
def test_a_name_looks_up_what_goes_by_it(
    kind: type[Entity], name: str, expected: list[str]
) -> None:
    assert sorted(thing.key for thing in by_name(GRAPH, kind, name)) == expected


@given(NAMES)
def test_any_name_of_a_thing_looks_it_up(named: tuple[Entity, str]) -> None:
    thing, name = named
    assert thing in by_name(GRAPH, type(thing), name)


@pytest.mark.parametrize(
    ("given_id", "expected"),
    [
        ("party/ldx", "party/ldk"),
        ("party/LDK", "party/ldk"),
        ("person/agim-bahtri", "person/agim-bahtiri"),
        ("person/agim-bahtri@2018", "person/agim-bahtiri"),
        ("person/bahtiri-agim", "person/agim-bahtiri"),
        ("agim-bahtiri", "person/agim-bahtiri"),
        ("people/agim-bahtiri", "person/agim-bahtiri"),
        ("municipality/prishtina", "municipality/pristina"),
        ("election/2017", "election/local-2017"),
        ("person/xqzwv", None),
        ("person/", None),
        ("", None),
    ],
)
def test_an_unknown_id_suggests_the_nearest_one(given_id: str, expected: str | None) -> None:
    assert nearest_id(GRAPH, given_id) == expected


@given(ENTITIES, st.sampled_from([GRAPH, GRAPH.at(PartialDate.parse("2013"))]))
def test_a_suggested_id_is_there(thing: Entity, graph: Graph) -> None:
    suggestion = nearest_id(graph, f"{thing.key}x")
    assert suggestion is None or graph.find(suggestion) is not None


def test_gaps_do_not_matter() -> None:
    assert all(
        thing.key in keys(search(GRAPH, joined(fold(thing.display_name)), first=EVERYTHING))
        for thing in GRAPH.parties
    )
