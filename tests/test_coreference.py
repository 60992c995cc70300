"""Which names of one document are one entity's.

Each case is a text in which `[p:Jane Roe]` is a person's name that a finder marked (`o` organization, `l` place), and
the forms of each entity that must come of it, in the order of the text.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.forms import core, key, person_name, plain, territory
from glossator.glossary import Glossary
from glossator.model import TYPE_FOLDERS, Entity, EntityType, FoundName, Mention, Span
from glossator.recognize.coreference import cluster

MARK = re.compile(r"\[([polc]):([^\]]+)\]")
TYPES: dict[str, EntityType] = {"p": "person", "o": "organization", "l": "place"}
MORE = 4
"""Times the input."""
SLOWER = 8
"""Times as long for that: linear is 4, quadratic 16."""
TRIES = 5
"""Of which one is enough: what else the machine does can spoil a few, and not all."""


def read_marks(marked: str) -> tuple[str, list[Mention]]:
    """Return the text without its marks, and the mentions that they are."""
    text, end, mentions = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(match[2])), "", TYPES[match[1]], "tagger", 0.9))
        text += match[2]
        end = match.end()
    return text + marked[end:], mentions


def found_in(marked: str) -> tuple[FoundName, ...]:
    text, mentions = read_marks(marked)
    return cluster(text, mentions, (), Glossary())[1]


def forms(found: Sequence[FoundName]) -> list[str]:
    return [" = ".join(form for form, _ in name.forms) for name in found]


CASES = {
    "last_name_after_full_name": ("[p:Jane Roe] came. [p:Roe] left.", ["Jane Roe = Roe"]),
    "last_name_before_full_name": ("[p:Roe] came. [p:Jane Roe] left.", ["Jane Roe = Roe"]),
    "title_and_last_name": ("[p:Jane Roe] and [p:Senator Roe]", ["Jane Roe = Senator Roe"]),
    "form_of_address": ("[p:Jane Roe] came. [p:Excellency Roe] left.", ["Excellency Roe = Jane Roe"]),
    "honor_is_a_first_name": (
        "[p:Honor Roe] and [p:Adam Roe] met. [p:Her Honor Jane Poe] and [p:Jane Poe]",
        ["Honor Roe", "Adam Roe", "Her Honor Jane Poe = Jane Poe"],
    ),
    "office_within_a_name": ("[p:Acme CEO Jane Roe], [p:Roe]", ["Acme CEO Jane Roe = Roe"]),
    "first_name_after_full_name": ("[p:Jane Roe] came. [p:Jane] left.", ["Jane = Jane Roe"]),
    "family_name_first": ("[p:Xu Meiling] came. [p:Xu] left.", ["Xu = Xu Meiling"]),
    "initial": ("[p:Jane Roe] or [p:J. Roe]", ["J. Roe = Jane Roe"]),
    "initials_and_patronymic": (
        "[p:Oleg Petrovich Sidorov], [p:O. P. Sidorov], [p:O.P. Sidorov] sat. [p:Oleg Sidorov] left.",
        ["O. P. Sidorov = O.P. Sidorov = Oleg Petrovich Sidorov = Oleg Sidorov"],
    ),
    "initial_of_two": (
        "[p:Jane Roe], [p:John Roe], [p:J. Roe]",
        ["Jane Roe", "John Roe", "J. Roe"],
    ),
    "last_name_of_two": (
        "[p:Jane Roe] and [p:Adam Roe]. [p:Roe] left. [p:Roe] sat.",
        ["Jane Roe", "Adam Roe", "Roe"],
    ),
    "middle_initials_of_two": (
        "[p:Ann B. Roe], [p:Ann C. Roe], [p:Ann Roe]",
        ["Ann B. Roe", "Ann C. Roe", "Ann Roe"],
    ),
    "a_man_and_a_woman": (
        "Mr [p:Adam Roe] came. Mrs [p:Roe] came. Mr. [p:Roe] left.",
        ["Adam Roe = Roe", "Roe"],
    ),
    "a_man_and_a_woman_behind_quotation_marks": (
        "“Mr [p:Adam Roe], come.” “Mrs. [p:Roe], go.” “Mr. [p:Roe] left.”",
        ["Adam Roe = Roe", "Roe"],
    ),
    "one_woman": ("[p:Jane Roe] came. Mrs [p:Roe] left. [p:Roe] sat.", ["Jane Roe = Roe"]),
    "father_and_son": ("[p:Adam Roe Jr.] and [p:Adam Roe Sr.]", ["Adam Roe Jr.", "Adam Roe Sr."]),
    "without_the_first_of_the_first_names": ("[p:Mary Ann Roe] came. [p:Ann Roe] left.", ["Ann Roe = Mary Ann Roe"]),
    "without_the_first_name_of_two": (
        "[p:Mary Ann Roe], [p:Sue Ann Roe], [p:Ann Roe]",
        ["Mary Ann Roe", "Sue Ann Roe", "Ann Roe"],
    ),
    "mother_and_daughter": ("[p:Mary Ann Roe] and [p:Ann Roe] came.", ["Mary Ann Roe", "Ann Roe"]),
    "mother_and_daughter_in_one_sentence": (
        "[p:Mary Ann Roe] met Mr. X and her daughter [p:Ann Roe]. [p:Ann Roe] left.",
        ["Mary Ann Roe", "Ann Roe"],
    ),
    "brothers_in_one_sentence": (
        "[p:Jean Paul Roe] met his brother [p:Jean Roe]. [p:Jean Roe] left. [p:J. Roe] sat. [p:Roe] stood.",
        ["Jean Paul Roe", "Jean Roe", "J. Roe", "Roe"],
    ),
    "father_without_an_initial": ("[p:Adam Roe] and his son [p:Adam B. Roe].", ["Adam Roe", "Adam B. Roe"]),
    "without_the_last_of_the_first_names": ("[p:Jean Paul Roe] sat. [p:Jean Roe] left.", ["Jean Paul Roe = Jean Roe"]),
    "father_and_daughter": (
        "[p:John Lee Roe] sat. His daughter, [p:Lee Roe], left.",
        ["John Lee Roe", "Lee Roe"],
    ),
    "company_that_is_called_like_somebody": (
        "[p:Adam Roe] founded [o:Roe Motors Inc.] in May. [p:Roe] grew.",
        ["Adam Roe", "Roe Motors Inc.", "Roe"],
    ),
    "other_form_in_brackets": ("[p:Jean Roe] (born [p:Jean Paul Roe])", ["Jean Paul Roe = Jean Roe"]),
    "other_form_that_is_told": ("[p:Jean Paul Roe], also known as [p:Jean Roe]", ["Jean Paul Roe = Jean Roe"]),
    "another_without_the_last_of_the_first_names": (
        "[p:Mary Ann Roe] came. [p:Mary Roe] left. [p:Ann Roe] sat.",
        ["Mary Ann Roe = Mary Roe", "Ann Roe"],
    ),
    "spellings_side_by_side": ("[p:Ivan Zelinsky] (also [p:Ivan Zelinskyy])", ["Ivan Zelinsky = Ivan Zelinskyy"]),
    "two_of_one_name": (
        "[p:Sergei Petrov] and [p:Sergey Petrov] came. [p:Sergei Petrov] left. [p:Petrov] sat.",
        ["Sergei Petrov", "Sergey Petrov", "Petrov"],
    ),
    "two_of_one_last_name_that_stands_once": (
        "[p:Sergei] and [p:Sergey Petrov] came. [p:Sergey Petrov] left.",
        ["Sergei", "Sergey Petrov"],
    ),
    "ruler_with_and_without_the_realm": (
        "[p:Patriarch Aron of Norland and All Sudland], [p:Patriarch of Norland and All Sudland Aron], [p:Aron]",
        ["Aron = Patriarch Aron of Norland and All Sudland = Patriarch of Norland and All Sudland Aron"],
    ),
    "ruler_by_name_and_number": (
        "[p:Prince Otto II of Norland] came. [p:Otto II] left.",
        ["Otto II = Prince Otto II of Norland"],
    ),
    "rulers_of_two_realms": (
        "[p:King Otto of Norland], [p:King Otto of Sudland], [p:King Otto]",
        ["King Otto of Norland", "King Otto of Sudland", "King Otto"],
    ),
    "possessives": ("[p:Jane Roe’s] hat, [p:Roe's] coat, [p:Jones'] and [p:Jones]", ["Jane Roe = Roe", "Jones"]),
    "transliterations": (
        "[p:Sergei Petrov], [p:Sergey Petrov], [p:Sergeij Petrov]",
        ["Sergei Petrov = Sergeij Petrov = Sergey Petrov"],
    ),
    "transliterations_of_two_alphabets": (
        "[p:Volodymyr Horenko], [p:Vladimir Horenko]",
        ["Vladimir Horenko = Volodymyr Horenko"],
    ),
    "accents": ("[p:José Muñoz], [p:Jose Munoz]", ["Jose Munoz = José Muñoz"]),
    "hyphen_in_a_first_name": (
        "[p:Anne-Marie Roe], [p:Anne Marie Roe], [p:A.-M. Roe]",
        ["A.-M. Roe = Anne Marie Roe = Anne-Marie Roe"],
    ),
    "double_last_name_is_another": ("[p:Ann Roe-Smith], [p:Ann Smith]", ["Ann Roe-Smith", "Ann Smith"]),
    "particle": ("[p:Karl von Roe], [p:von Roe], [p:Von Roe]", ["Karl von Roe = Von Roe = von Roe"]),
    "arabic_article": ("[p:Omar al-Hadi], [p:Hadi]", ["Hadi = Omar al-Hadi"]),
    "line_end_breaks": ("[p:Jane\nRoe], [p:Jane Ro-\ne], [p:Jane\n  Roe]", ["Jane Roe"]),
    "capitals": ("[p:JANE ROE]\n[p:Jane Roe] came.", ["JANE ROE = Jane Roe"]),
    "pope_is_no_first_name": ("[p:Pope Leo] met [p:Leo Roe]", ["Pope Leo", "Leo Roe"]),
    "acronym_in_brackets": (
        "[o:Treaty for Open Maps] (TOM). [o:TOM] grows.",
        ["TOM = Treaty for Open Maps"],
    ),
    "acronym_in_brackets_is_a_mention": (
        "the [o:Treaty for Open Maps] ([l:TOM]).",
        ["TOM = Treaty for Open Maps"],
    ),
    "long_form_in_brackets": ("[o:TOM] ([o:Treaty for Open Maps])", ["TOM = Treaty for Open Maps"]),
    "bracket_within_the_name": ("[o:Open Maps (OM)] and [o:OM]", ["OM = Open Maps"]),
    "acronym_by_initials": ("[o:Open Map Treaty], [o:OMT]", ["OMT = Open Map Treaty"]),
    "acronym_that_begins_with_a_country_s": (
        "[o:U.S. Map Survey], [o:USMS], [o:UK Ferry Board], [o:UKFB]",
        ["U.S. Map Survey = USMS", "UK Ferry Board = UKFB"],
    ),
    "acronym_of_two": (
        "[o:Open Map Treaty], [o:Old Mill Trust], [o:OMT]",
        ["Open Map Treaty", "Old Mill Trust", "OMT"],
    ),
    "other_words_in_brackets": ("[o:Open Map Treaty] (Paris). [l:Paris]", ["Open Map Treaty", "Paris"]),
    "kind_of_company": (
        "[o:Acme Inc.], [o:Acme], [o:Acme Corp], [o:The Acme]",
        ["Acme = Acme Corp = Acme Inc. = The Acme"],
    ),
    "trade": ("[o:Acme] sank. [o:Acme Motors] said so.", ["Acme = Acme Motors"]),
    "first_word_after_the_whole": ("[o:Acme Widget League] sank. [o:Acme] said so.", ["Acme = Acme Widget League"]),
    "first_word_before_the_whole": ("[o:Acme] sank. [o:Acme Widget League] said so.", ["Acme", "Acme Widget League"]),
    "first_word_of_a_company_s_daughter": (
        "[o:Acme Film Fund], [o:Acme Corp.], [o:Acme]",
        ["Acme Film Fund", "Acme = Acme Corp."],
    ),
    "first_word_of_two": (
        "[o:Acme Widget League], [o:Acme Film Fund], [o:Acme]",
        ["Acme Widget League", "Acme Film Fund", "Acme"],
    ),
    "common_first_word": ("[o:National Widget League], [o:National]", ["National Widget League", "National"]),
    "country_before_a_name": (
        "[o:US Coast Guard], [o:United States Coast Guard], [o:Coast Guard]",
        ["Coast Guard = US Coast Guard = United States Coast Guard"],
    ),
    "both_spellings_of_english": (
        "[o:Defence Labour Centre], [o:Defense Labor Center]",
        ["Defence Labour Centre = Defense Labor Center"],
    ),
    "ampersand": ("[o:Smith & Roe], [o:Smith and Roe]", ["Smith & Roe = Smith and Roe"]),
    "hyphens_and_spaces": ("[o:Snow-Plow], [o:Snow - Plow], [o:SnowPlow]", ["Snow - Plow = Snow-Plow = SnowPlow"]),
    "names_of_a_country": (
        "[l:US], [l:the U.S.], [l:United States], [l:United States of America], [l:USA]",
        ["US = USA = United States = United States of America = the U.S."],
    ),
    "official_names": ("[l:Kingdom of Norway], [l:Norway]", ["Kingdom of Norway = Norway"]),
    "two_republics": ("[l:Republic of Korea], [l:North Korea]", ["Republic of Korea", "North Korea"]),
    "demonyms_stay_apart": ("[l:France], [l:French]", ["France", "French"]),
    "cities_of_two_spellings": ("[l:Kyiv], [l:Kiev]", ["Kiev = Kyiv"]),
    "type_of_most": ("[o:Acme], [o:Acme], [p:Acme]", ["Acme"]),
    "city_and_last_name": (
        "[p:Ann Dallas] left [l:Dallas]. [l:Dallas], [l:Dallas]. [p:Dallas] sat.",
        ["Ann Dallas = Dallas", "Dallas"],
    ),
    "town_and_many_last_names": (
        "[p:Ann Dallas] left [l:Dallas]. [p:Dallas] sat. [p:Dallas] ate.",
        ["Ann Dallas = Dallas", "Dallas"],
    ),
    "nothing": ("Nobody came.", []),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES.keys())
def test_forms_of_one_entity(marked: str, expected: list[str]) -> None:
    assert forms(found_in(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "name", "type_"),
    [
        ("[p:Senator Roe], [p:J. Roe], [p:Jane Roe]", "Jane Roe", "person"),
        ("[p:President Jane Roe]", "Jane Roe", "person"),
        ("[p:Patriarch Aron], [p:Patriarch of Norway Aron], [p:Aron]", "Patriarch Aron of Norway", "person"),
        ("[o:OMT], [o:OMT], [o:Open Map Treaty]", "Open Map Treaty", "organization"),
        ("[l:the U.S.], [l:United\nStates]", "United States", "place"),
        ("[o:Acme], [o:Acme], [p:Acme]", "Acme", "organization"),
    ],
    ids=["first_name_and_no_title", "title_alone", "realm", "acronym", "one_line", "type"],
)
def test_an_entity_has_its_fullest_name(marked: str, name: str, type_: str) -> None:
    (found,) = found_in(marked)
    assert (found.name, found.type) == (name, type_)


def test_mentions_say_which_name_they_are_and_forms_are_counted() -> None:
    text, names = read_marks("[p:Jane Roe] of [o:Acme] came. [p:Roe]’s hat. [p:Roe] left.")
    mentions, found = cluster(text, names[::-1], (), Glossary())
    assert [(text[m.span.start : m.span.end], m.entity) for m in mentions] == [
        ("Jane Roe", "#0"),
        ("Acme", "#1"),
        ("Roe", "#0"),
        ("Roe", "#0"),
    ]
    assert found[0].forms == (("Jane Roe", 1), ("Roe", 2))


def test_doubt_of_the_type_lowers_the_evidence() -> None:
    sure, unsure = found_in("[o:Acme], [o:Acme]"), found_in("[o:Acme], [o:Acme], [p:Acme]")
    assert sure[0].evidence == 0.9
    assert unsure[0].evidence == pytest.approx(0.6)


def entry(entity_id: str, name: str, *aliases: str, not_: tuple[str, ...] = (), merged_into: str = "") -> Entity:
    type_ = TYPE_FOLDERS[entity_id.partition("/")[0]]
    path = f"glossary/{entity_id}.md"
    return Entity(entity_id, type_, name, path, aliases, not_, merged_into=merged_into)


GLOSSARY = Glossary(
    (
        entry("organizations/open-map-treaty", "Open Map Treaty"),
        entry("people/ann-doe", "Ann Doe"),
        entry("people/j-roe", "Johanna Roe", not_=("Johanna B. Roe",), merged_into="people/jane-roe"),
        entry("people/jane-poe", "Jane Poe", not_=("J. Poe",)),
        entry("people/jane-roe", "Jane Roe"),
        entry("people/sergei-petrov", "Sergei Petrov"),
        entry("people/sergey-petrov", "Sergey I. Petrov"),
    )
)
ENTRIES = {
    "initial": ("[c:Ann Doe], [p:A. Doe]", ["people/ann-doe", "people/ann-doe"]),
    "middle_name": ("[c:Jane Roe] sat. [p:Jane Mary Roe] left.", ["people/jane-roe", "people/jane-roe"]),
    "middle_name_in_one_sentence": ("[c:Jane Roe] met [p:Jane Mary Roe].", ["people/jane-roe", "#0"]),
    "name_of_a_merged_entry": ("[c:Jane Roe], [p:Johanna C. Roe]", ["people/jane-roe", "people/jane-roe"]),
    "false_friend_of_a_merged_entry": ("[c:Jane Roe], [p:Johanna B. Roe]", ["people/jane-roe", "#0"]),
    "false_friend": ("[c:Jane Poe], [p:J. Poe]", ["people/jane-poe", "#0"]),
    "stranger": ("[c:Jane Roe], [p:Adam Roe]", ["people/jane-roe", "#0"]),
    "entry_that_the_document_does_not_name": ("[p:J. Roe]", ["#0"]),
    "last_name_that_the_glossary_passed_over": ("[c:Jane Roe], [p:Roe]", ["people/jane-roe", "#0"]),
    "could_be_two_entries": (
        "[c:Sergei Petrov], [c:Sergey I. Petrov], [p:S. Petrov]",
        ["people/sergei-petrov", "people/sergey-petrov", "#0"],
    ),
    "acronym": ("[c:Open Map Treaty], [o:OMT]", ["organizations/open-map-treaty"] * 2),
    "last_name_of_an_entry_and_of_a_stranger": (
        "[c:Jane Roe], [p:Adam Roe], [p:Roe]",
        ["people/jane-roe", "#0", "#1"],
    ),
}


@pytest.mark.parametrize(("marked", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_forms_that_only_an_entry_can_mean(marked: str, expected: list[str]) -> None:
    by_name = {entity.name: entity for entity in GLOSSARY.standing}
    text = MARK.sub(r"\2", marked)
    names, curated, shift = [], [], 0
    for match in MARK.finditer(marked):
        span = Span(match.start() - shift, match.start() - shift + len(match[2]))
        shift += len("[c:]")
        if match[1] == "c":
            entity = by_name[match[2]]
            curated.append(Mention(span, entity.id, entity.type, "name", 1.0))
        else:
            names.append(Mention(span, "", TYPES[match[1]], "tagger", 0.95))
    mentions, _ = cluster(text, names, curated, GLOSSARY)
    assert [mention.entity for mention in sorted([*curated, *mentions], key=lambda mention: mention.span)] == expected
    assert all(mention.evidence < 0.9 for mention in mentions if not mention.entity.startswith("#"))


NAMES = st.lists(
    st.tuples(
        st.sampled_from("pol"),
        st.one_of(
            st.sampled_from(
                "Jane Roe|Roe|J. Roe|Mrs Roe|Acme|Acme Inc|AI|US|U.S.|O’Roe|Ro-\ne|Зоя Ро|Roe's|(|-|.".split("|")
            ),
            st.text(min_size=1, max_size=12).filter(lambda text: not set(text) & set("[]")),
        ),
    ),
    max_size=12,
)


@given(NAMES)
def test_every_mention_stays_where_it_is_and_has_one_entity(names: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for type_, name in names:
        mentions.append(Mention(Span(len(text), len(text) + len(name)), "", TYPES[type_], "tagger", 0.5))
        text += f"{name} "
    clustered, found = cluster(text, mentions, (), Glossary())
    assert [mention.span for mention in clustered] == [mention.span for mention in mentions]
    assert {mention.entity for mention in clustered} == {f"#{number}" for number in range(len(found))}
    assert sum(count for name in found for _, count in name.forms) == len(mentions)
    assert all(mention.type == found[int(mention.entity[1:])].type for mention in clustered)
    assert all(name.name and 0 <= name.evidence <= 1 for name in found)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Duke of Medina Sidonia", "Duke of Medina Sidonia"),
        ("Metropolitan of New York", "Metropolitan of New York"),
        ("King of Spain Juan Carlos", "King of Spain Juan Carlos"),
        ("Prince of Monte Carlo", "Prince of Monte Carlo"),
        ("Duke of Alba Fernando Alvarez", "Duke of Alba Fernando Alvarez"),
        ("King of Saudi Arabia", "King of Saudi Arabia"),
        ("Prince of Norway Street", "Prince of Norway Street"),
        ("King of Norway Otto II", "King Otto II of Norway"),
        ("Queen of the Netherlands Anna", "Queen Anna of the Netherlands"),
        ("Catholicos of All Armenians Aron", "Catholicos Aron of All Armenians"),
    ],
)
def test_no_name_is_made_up_of_a_place(form: str, shown: str) -> None:
    assert person_name(form).shown == shown


@given(st.text())
def test_keys_are_made_of_any_text(text: str) -> None:
    assert plain(plain(text)) == plain(text) or "\n" in text
    assert isinstance(key(text) + territory(text) + "".join(core(text)) + person_name(text).last, str)


HOSTILE: dict[str, Callable[[int], tuple[str, list[str]]]] = {
    "people_of_one_last_name": lambda n: ("p", [f"{_word(i)} Smith" for i in range(n)]),
    "initials_of_one_last_name": lambda n: ("p", [f"{chr(65 + i % 26)}. {_word(i)} Smith" for i in range(n)]),
    "middle_names_of_one_person": lambda n: ("p", [f"John {_word(i)} Smith" for i in range(n)]),
    "people_joined_by_and": lambda n: ("p", [f"{name} {_word(i)}" for i in range(n) for name in ("Sergei", "Sergey")]),
    "rulers_of_many_realms": lambda n: ("p", [f"King Otto of {_word(i)} and All {_word(i + 1)}" for i in range(n)]),
    "first_names_cut": lambda n: ("p", [f"{_word(i)} {_word(i + 1)} Smith" for i in range(n)]),
    "ends_of_long_names": lambda n: ("p", ["Ann Roe", *(f"{_word(i)} Ann Roe" for i in range(n))]),
    "one_end_in_many_capitals": lambda n: (
        "p",
        [_in_capitals("ann roeland tremontaine" if i % 2 else "mary ann roeland tremontaine", i) for i in range(n)],
    ),
    "single_words": lambda n: ("p", [_word(i) for i in range(n)]),
    "organizations_of_one_start": lambda n: ("o", ["Acme", *(f"Acme {_word(i)} League" for i in range(n))]),
    "acronyms": lambda n: ("o", [_word(i).upper() for i in range(n)]),
    "one_acronym_explained": lambda n: ("o", [f"Alpha {_word(i)} Corp (ABC)" for i in range(n)]),
    "one_long_realm": lambda n: ("p", ["King Otto of " + "Ab " * (20 * n)]),
    "one_long_name": lambda n: ("o", ["Ab " * (20 * n)]),
    "one_long_word": lambda n: ("p", ["a-" * (50 * n)]),
}


def _word(number: int) -> str:
    letters = ""
    while number or not letters:
        letters += "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5]
        number //= 70
    return letters.capitalize()


def _in_capitals(name: str, number: int) -> str:
    """Return a name with capitals where the number has ones: all are spellings of the same."""
    return "".join(sign.upper() if number >> place & 1 else sign for place, sign in enumerate(reversed(name)))[::-1]


AND = " and "


def _seconds(type_: str, names: list[str]) -> float:
    text, mentions = "", []
    parts = []
    start = 0
    for name in names:
        parts.append(name)
        mentions.append(Mention(Span(start, start + len(name)), "", TYPES[type_], "tagger", 0.9))
        start += len(name) + len(AND)
    text = AND.join(parts)
    gc.collect()
    gc.disable()
    begun = time.process_time()
    cluster(text, mentions, (), Glossary())
    seconds = time.process_time() - begun
    gc.enable()
    return seconds


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_no_faster_than_the_text(kind: str) -> None:
    ratios = (_seconds(*HOSTILE[kind](MORE * 2000)) / _seconds(*HOSTILE[kind](2000)) for _ in range(TRIES))
    assert any(ratio < SLOWER for ratio in ratios)
