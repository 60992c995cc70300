"""The archive's found entities: what is one, what it is called, and what a page needs.

An archive is written as its documents, and each of them as its found names: `Jane Roe+Roe` is a person with two forms,
the fullest first; `o:` and `l:` before it make it an organization or a place.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.files import is_id_step
from glossator.glossary import Glossary
from glossator.model import TYPE_FOLDERS, Entity, EntityType, FoundName
from glossator.relate.registry import FoundEntity, Registry, likenesses, register

TYPES: dict[str, EntityType] = {"p": "person", "o": "organization", "l": "place", "e": "event"}
MORE = 4
"""Times the input."""
SLOWER = 8
"""Times as long for that: linear is 4, quadratic 16."""
TRIES = 5
"""Of which one is enough: what else the machine does can spoil a few, and not all."""


def found_name(written: str, evidence: float = 0.9) -> FoundName:
    type_, colon, names = written.rpartition(":")
    forms = names.split("+")
    return FoundName(TYPES[type_ if colon else "p"], forms[0], tuple(sorted((form, 1) for form in forms)), evidence)


def archive(*documents: str) -> list[tuple[str, tuple[FoundName, ...]]]:
    return [
        (f"d{number}", tuple(found_name(name) for name in names.split(", "))) for number, names in enumerate(documents)
    ]


def entry(entity_id: str, name: str, *aliases: str, not_: tuple[str, ...] = (), merged_into: str = "") -> Entity:
    type_ = TYPE_FOLDERS[entity_id.partition("/")[0]]
    return Entity(entity_id, type_, name, f"glossary/{entity_id}.md", aliases, not_, merged_into=merged_into)


def ids(registry: Registry) -> list[str]:
    """Return the steps of all ids, documents and their names in order."""
    return [id_ for _, some in sorted(registry.ids.items()) for id_ in some]


CASES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "same_name": (["Jane Roe", "Jane Roe"], ["people/jane-roe"] * 2),
    "transliterations": (["Sergei Petrov", "Sergey Petrov", "Sergey Petrov"], ["people/sergey-petrov"] * 3),
    "capitals": (["JANE ROE", "JANE ROE", "Jane Roe"], ["people/jane-roe"] * 3),
    "initials": (["Oleg Sidorov", "O. P. Sidorov"], ["people/oleg-sidorov"] * 2),
    "initial_of_two": (["Jane Roe", "John Roe", "J. Roe"], ["people/jane-roe", "people/john-roe", "people/j-roe"]),
    "middle_name": (["Ann Roe", "Ann Bea Roe", "Ann Roe"], ["people/ann-roe"] * 3),
    "middle_names_of_two": (
        ["Ann Roe", "Ann B. Roe", "Ann C. Roe"],
        ["people/ann-roe", "people/ann-b-roe", "people/ann-c-roe"],
    ),
    "last_name_of_the_one_who_is_called_so": (["Jane Roe+Roe", "Roe"], ["people/jane-roe"] * 2),
    "last_name_of_one_who_is_often_named": (["Jane Roe", "Jane Roe", "Roe"], ["people/jane-roe"] * 3),
    "last_name_of_one_who_is_named_once": (["Jane Roe", "Roe"], ["people/jane-roe", "people/roe"]),
    "two_of_one_name_in_a_document": (
        ["Sergei Petrov, Sergey Petrov", "Sergei Petrov"],
        ["people/sergei-petrov", "people/sergey-petrov", "people/sergei-petrov"],
    ),
    "realm": (
        ["Patriarch Aron+Aron", "Patriarch Aron+Patriarch Aron of Norland", "Patriarch Aron"],
        ["people/patriarch-aron-of-norland"] * 3,
    ),
    "without_the_first_of_the_first_names": (
        ["Mary Ann Roe+Ann Roe", "Mary Ann Roe"],
        ["people/mary-ann-roe"] * 2,
    ),
    "called_without_the_first_of_the_first_names": (
        ["Mary Ann Roe+Ann Roe", "Ann Roe", "Ann Roe"],
        ["people/mary-ann-roe"] * 3,
    ),
    "whom_nobody_calls_without_the_first_of_the_first_names": (
        ["Mary Ann Roe", "Ann Roe"],
        ["people/mary-ann-roe", "people/ann-roe"],
    ),
    "two_without_the_first_of_the_first_names": (
        ["Mary Ann Roe+Ann Roe", "Sue Ann Roe", "Ann Roe"],
        ["people/mary-ann-roe", "people/sue-ann-roe", "people/ann-roe"],
    ),
    "mother_and_daughter_in_a_document": (
        ["Mary Ann Roe+Ann Roe", "Mary Ann Roe, Ann Roe"],
        ["people/mary-ann-roe"] * 2 + ["people/ann-roe"],
    ),
    "brothers_in_a_document": (
        ["Jean Paul Roe, Jean Roe", "Jean Roe", "Jean Paul Roe"],
        ["people/jean-paul-roe", "people/jean-roe", "people/jean-roe", "people/jean-paul-roe"],
    ),
    "acronym_taken_for_a_person": (
        ["o:Northern Ferries+NFX", "NFX, Jane Roe"],
        ["organizations/northern-ferries"] * 2 + ["people/jane-roe"],
    ),
    "acronym_that_is_mostly_a_person": (
        ["o:Aircraft Operators Council+AOC", "AOC", "AOC", "AOC", "AOC", "AOC"],
        ["organizations/aircraft-operators-council"] + ["people/aoc"] * 5,
    ),
    "acronym_that_is_mostly_a_place": (
        ["o:Lambda Alliance+LA", "l:LA", "l:LA", "l:LA"],
        ["organizations/lambda-alliance"] + ["places/la"] * 3,
    ),
    "last_name_of_two": (
        ["Jane Roe+Roe", "Adam Roe", "Roe"],
        ["people/jane-roe", "people/adam-roe", "people/roe"],
    ),
    "last_name_that_a_document_keeps_apart": (
        ["Jane Roe+Roe", "Jane Roe, Roe"],
        ["people/jane-roe"] * 2 + ["people/roe"],
    ),
    "last_name_that_nobody_bears_in_full": (["Roe", "Roe"], ["people/roe"] * 2),
    "last_name_that_is_a_first_name_too": (
        ["Jane Carol+Carol", "Carol Smith", "Carol"],
        ["people/jane-carol", "people/carol-smith", "people/carol"],
    ),
    "kind_of_company": (["o:Acme Inc.", "o:Acme", "o:Acme", "o:The Acme"], ["organizations/acme"] * 4),
    "trade": (["o:Acme", "o:Acme", "o:Acme Motors"], ["organizations/acme"] * 3),
    "trades_of_two": (
        ["o:Acme", "o:Acme Motors", "o:Acme Steel"],
        ["organizations/acme", "organizations/acme-motors", "organizations/acme-steel"],
    ),
    "acronym_that_a_document_explains": (
        ["o:Treaty for Open Maps+TROM", "o:TROM"],
        ["organizations/treaty-for-open-maps"] * 2,
    ),
    "acronym_by_initials": (["o:Open Map Treaty", "o:OMT"], ["organizations/open-map-treaty"] * 2),
    "acronym_of_two": (
        ["o:Open Map Treaty+OMT", "o:Old Mill Trust+OMT", "o:OMT"],
        ["organizations/open-map-treaty", "organizations/old-mill-trust", "organizations/omt"],
    ),
    "short_form_that_a_document_explains": (["o:Acme Widget League+Acme", "o:Acme"], ["organizations/acme"] * 2),
    "short_form_alone": (
        ["o:Acme Widget League", "o:Acme"],
        ["organizations/acme-widget-league", "organizations/acme"],
    ),
    "country": (["l:US", "l:United States", "l:United States of America"], ["places/united-states"] * 3),
    "country_by_acronyms_alone": (["l:US", "l:U.S."], ["places/united-states"] * 2),
    "demonym": (["l:France", "l:French"], ["places/france", "places/french"]),
    "finder_errs_in_the_type": (["l:Acme", "o:Acme", "o:Acme"], ["organizations/acme"] * 3),
    "city_and_last_name": (
        ["l:Dallas, Ann Dallas+Dallas", "Dallas", "l:Dallas"],
        ["places/dallas", "people/ann-dallas", "people/ann-dallas", "places/dallas"],
    ),
    "event": (["e:Open Map Day", "e:Open Map Day"], ["events/open-map-day"] * 2),
    "accents": (["François Roe"], ["people/francois-roe"]),
    "other_script": (["Зоя Ро"], ["people/name-92d464cd"]),
    "reserved_name": (["o:CON"], ["organizations/con-1"]),
    "two_of_one_slug": (
        ["o:A-B Map", "o:A/B Maps Zone, o:A B Maps-Zone!"],
        ["organizations/a-b-map", "organizations/a-b-maps-zone", "organizations/a-b-maps-zone"],
    ),
    "generations": (["Adam Roe Jr.", "Adam Roe Sr."], ["people/adam-roe-jr", "people/adam-roe-sr"]),
}


@pytest.mark.parametrize(("documents", "expected"), CASES.values(), ids=CASES.keys())
def test_names_of_one_entity_have_one_id(documents: Sequence[str], expected: Sequence[str]) -> None:
    assert ids(register(archive(*documents), Glossary())) == list(expected)


def test_an_entity_counts_its_forms_its_documents_and_its_mentions() -> None:
    (entity,) = register(archive("Jane Roe+Roe", "Jane Roe+J. Roe"), Glossary()).entities
    assert entity == FoundEntity(
        "people/jane-roe", "person", "Jane Roe", (("J. Roe", 1), ("Jane Roe", 2), ("Roe", 1)), 2, 4, 0.9
    )


GLOSSARY = Glossary(
    (
        entry("people/jane-roe", "Jane Roe", "JR", not_=("Jane Roe Senior",)),
        entry("people/jroe", "Jane B. Roe", merged_into="people/jane-roe"),
        entry("people/ann-poe", "Anna Poe"),
        entry("places/springfield-east", "Springfield"),
        entry("places/springfield-west", "Springfield"),
    )
)
ENTRIES = {
    "name_of_an_entry": ("Jane Roe", "people/jane-roe"),
    "name_in_capitals": ("JANE ROE", "people/jane-roe"),
    "name_of_a_merged_entry": ("Jane B. Roe", "people/jane-roe"),
    "name_like_that_of_an_entry": ("J. Roe", "people/j-roe"),
    "last_name_of_an_entry": ("Roe", "people/roe"),
    "short_form_in_other_letters": ("Jr", "people/jr"),
    "false_friend": ("Jane Roe Senior", "people/jane-roe-senior"),
    "name_of_two_entries": ("l:Springfield", "places/springfield"),
    "id_of_an_entry_of_another_name": ("Ann Poe", "people/ann-poe-2"),
}


@pytest.mark.parametrize(("name", "expected"), ENTRIES.values(), ids=ENTRIES.keys())
def test_what_people_wrote_comes_first(name: str, expected: str) -> None:
    assert ids(register(archive(name), GLOSSARY)) == [expected]


def test_the_address_stays_when_somebody_writes_the_entry() -> None:
    documents = archive("Jane Roe+Roe", "J. Roe", "o:Acme")
    before = register(documents, Glossary())
    after = register(documents, Glossary((entry("people/jane-roe", "Jane Roe"),)))
    assert before.ids["d0"] == after.ids["d0"] == ("people/jane-roe",)
    assert [entity.id for entity in after.entities] == ["organizations/acme", "people/j-roe"]


LIKE = {
    "nickname": (["Bill Roe", "William Roe"], True),
    "initial_of_two": (["J. Roe", "Jane Roe", "John Roe"], True),
    "last_name": (["Roe", "Jane Roe", "Adam Roe"], True),
    "acronym_of_two": (["o:OMT", "o:Open Map Treaty+OMT", "o:Old Mill Trust+OMT"], True),
    "other_type": (["Ann Dallas+Dallas, Dallas", "l:Dallas"], True),
    "others_of_one_last_name": (["Jane Roe", "Adam Roe"], False),
    "others": (["Jane Roe", "o:Acme"], False),
}


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["JANE ROE", "JANE ROE", "Jane Roe"], "Jane Roe"),
        (["o:HARBOR TRUST", "o:HARBOR TRUST", "o:Harbor Trust"], "Harbor Trust"),
        (["JANE ROE"], "JANE ROE"),
        (["JANE ROE+Jane", "JANE ROE"], "JANE ROE"),
        (["JANE ROE+Roe", "JANE ROE+Roe"], "JANE ROE"),
    ],
)
def test_a_headline_s_capitals_are_no_name_where_another_is_known(forms: Sequence[str], expected: str) -> None:
    (entity,) = register(archive(*forms), Glossary()).entities
    assert entity.name == expected


@pytest.mark.parametrize(("documents", "alike"), LIKE.values(), ids=LIKE.keys())
def test_what_may_be_the_same_is_told(documents: Sequence[str], alike: bool) -> None:
    registry = register(archive(*documents), Glossary())
    assert bool(likenesses(registry, Glossary())) == alike


def test_entries_are_like_found_entities_and_like_one_another() -> None:
    registry = register(archive("William Poe"), Glossary())
    glossary = Glossary((entry("people/bill-poe", "Bill Poe"), entry("people/billy-poe", "Billy Poe")))
    assert likenesses(registry, glossary) == {
        "people/bill-poe": ("people/billy-poe", "people/william-poe"),
        "people/billy-poe": ("people/bill-poe", "people/william-poe"),
        "people/william-poe": ("people/bill-poe", "people/billy-poe"),
    }


@pytest.mark.parametrize(
    ("evidence", "documents", "has_page"),
    [
        (0.95, ["Jane Roe"], True),
        (0.6, ["Jane Roe"], False),
        (0.6, ["Jane Roe", "Jane Roe"], True),
        (0.6, ["Jane Roe+Roe"], True),
        (0.3, ["Jane Roe"] * 9, False),
    ],
    ids=["one_sure_mention", "one_unsure_mention", "two_documents", "two_mentions", "rather_no_name"],
)
def test_a_page_needs_evidence(evidence: float, documents: Sequence[str], has_page: bool) -> None:
    found = [(f"d{n}", (found_name(name, evidence),)) for n, name in enumerate(documents)]
    (entity,) = register(found, Glossary()).entities
    assert entity.has_page == has_page


def test_a_last_name_of_several_people_has_no_page() -> None:
    pages = {e.id: e.has_page for e in register(archive("Jane Roe", "Adam Roe", "Roe", "Roe"), Glossary()).entities}
    assert pages == {"people/adam-roe": True, "people/jane-roe": True, "people/roe": False}


FORMS = (
    "Jane Roe|J. Roe|Roe|Jane Roe+Roe|Adam Roe|Roe Jane|o:Acme|o:Acme Motors|o:Acme Film Fund+Acme|o:AFF|l:Acme|l:US"
    "|l:United States|o:US|Sergei Petrov+Petrov|Sergey Petrov|Petrov|l:Petrov|José Roe|Зоя Ро|e:Acme|o:A.B.|o:A B"
)
NAMES = st.sampled_from(FORMS.split("|"))
ARCHIVES = st.lists(st.lists(NAMES, max_size=5).map(", ".join).filter(bool), max_size=8).map(
    lambda some: archive(*some)
)


@given(ARCHIVES, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(
    documents: list[tuple[str, tuple[FoundName, ...]]], chance: random.Random
) -> None:
    shuffled = chance.sample(documents, len(documents))
    one, other = register(documents, GLOSSARY), register(shuffled, GLOSSARY)
    assert one == other
    assert likenesses(one, GLOSSARY) == likenesses(other, GLOSSARY)


@given(ARCHIVES)
def test_each_found_name_has_one_entity_and_nothing_is_lost(
    documents: list[tuple[str, tuple[FoundName, ...]]],
) -> None:
    registry = register(documents, GLOSSARY)
    known = {entity.id for entity in registry.entities}
    assert {document: len(names) for document, names in documents} == {d: len(some) for d, some in registry.ids.items()}
    assert set(ids(registry)) <= known | GLOSSARY.by_id.keys()
    assert known.isdisjoint(GLOSSARY.by_id)
    assert len(known) == len(registry.entities) == len({id_.casefold() for id_ in known})
    assert all(is_id_step(id_.partition("/")[2]) for id_ in known)
    assert all(id_.partition("/")[0] in TYPE_FOLDERS for id_ in known)
    found = sum(count for _, names in documents for name in names for _, count in name.forms)
    of_entries = sum(
        sum(count for _, count in name.forms)
        for document, names in documents
        for name, id_ in zip(names, registry.ids[document], strict=True)
        if id_ in GLOSSARY.by_id
    )
    assert sum(entity.mentions for entity in registry.entities) == found - of_entries


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5), st.sampled_from(list(TYPES.values())))
def test_any_text_can_be_a_name(texts: list[str], type_: EntityType) -> None:
    names = tuple(FoundName(type_, text, ((text, 1),), 0.5) for text in texts)
    registry = register([("d", names)], Glossary())
    assert len(registry.ids["d"]) == len(texts)
    assert all(is_id_step(entity.id.partition("/")[2]) for entity in registry.entities)


def _word(number: int) -> str:
    letters = ""
    while number or not letters:
        letters += "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5]
        number //= 70
    return letters.capitalize()


HOSTILE = {
    "people_of_one_last_name": lambda i: f"{_word(i)} Roe+Roe",
    "last_names": lambda i: _word(i),
    "organizations_of_one_short_form": lambda i: f"o:Acme {_word(i)} League+Acme",
    "one_slug": lambda i: f"o:A{'!' * (i % 50)}B{'?' * (i // 50)}C",
    "acronyms": lambda i: f"o:{_word(i)} {_word(i * 7)} Treaty+{_word(i)[0]}{_word(i * 7)[0]}T",
    "types": lambda i: f"{'pol'[i % 3]}:{_word(i // 3)}",
}


def _seconds(kind: str, size: int) -> float:
    make = HOSTILE[kind]
    documents = [(f"d{n}", tuple(found_name(make(i)) for i in range(n, size, 100))) for n in range(100)]
    gc.collect()
    gc.disable()
    begun = time.process_time()
    register(documents, GLOSSARY)
    seconds = time.process_time() - begun
    gc.enable()
    return seconds


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_no_faster_than_the_archive(kind: str) -> None:
    ratios = (_seconds(kind, MORE * 2000) / _seconds(kind, 2000) for _ in range(TRIES))
    assert any(ratio < SLOWER for ratio in ratios)
