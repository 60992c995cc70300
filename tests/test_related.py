"""Which documents are related, and the reasons that are told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model import FEW_NAMES, RELATED, Document, Mention, Related, Span
from glossator.relate import related
from glossator.relate.related import ENOUGH_WORDS, LONGEST, NAMES, SHORTEST, SHOWN, WORDS, subject

LETTERS = "bcdfghjk"
NO_PARALLELS: Mapping[tuple[str, str], int] = {}


def document(id_: str, text: str = "", names: Sequence[str] = ()) -> Document:
    """Make a document that names these, wherever."""
    mentions = tuple(Mention(Span(0, 1), name, "person", "name", 1.0) for name in names)
    return Document(id_, f"seeds/{id_}.txt", text, "", "", 0, "UTF-8", "LF", mentions=mentions)


def related_to(
    documents: Sequence[Document], paged: Collection[str], parallels: Mapping[tuple[str, str], int]
) -> Mapping[str, tuple[Related, ...]]:
    return related(documents, [subject(made.text) for made in documents], paged, parallels)


def found(*documents: Document, parallels: Mapping[tuple[str, str], int] = NO_PARALLELS) -> dict[str, list[str]]:
    paged = {mention.entity for made in documents for mention in made.mentions if mention.entity != "no page"}
    return {id_: [one.document for one in some] for id_, some in related_to(documents, paged, parallels).items()}


def others(count: int) -> list[Document]:
    """Make documents that have nothing in common with any."""
    return [document(f"other{number}") for number in range(count)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([["ada"], ["ada"]], {"d0": ["d1"], "d1": ["d0"]}, id="one_rare_name"),
        pytest.param([["ada"], ["eve"]], {}, id="other_names"),
        pytest.param([["ada"] * 9, ["eve"] * 9, []], {}, id="often_is_not_shared"),
        pytest.param([["no page"], ["no page"]], {}, id="a_name_without_a_page"),
        pytest.param([["ada", "eve"], ["ada"], ["eve", "ada"]], {"d0": ["d2", "d1"]}, id="more_names_come_first"),
    ],
)
def test_documents_with_the_same_rare_names(names: list[list[str]], expected: dict[str, list[str]]) -> None:
    made = [document(f"d{number}", names=some) for number, some in enumerate(names)]
    told = found(*made, *others(20))
    assert {id_: told[id_] for id_ in expected} == expected if expected else told == {}


def test_a_name_that_many_documents_have_relates_none() -> None:
    several = [document(f"d{number:03}", names=["ada"]) for number in range(FEW_NAMES)]
    assert set(found(*several, *others(400))) == {made.id for made in several}
    assert found(*several, document("last", names=["ada"]), *others(400)) == {}


def test_words_are_a_reason_only_where_they_are_several_and_rare() -> None:
    rare = [f"{letter}quillon" for letter in "bcdfg"][: ENOUGH_WORDS + 1]
    text = " ".join(word for word in rare for _ in range(2))
    few = " ".join(word for word in rare[:1] for _ in range(2))
    assert found(document("a", text), document("b", text), *others(28)) == {"a": ["b"], "b": ["a"]}
    assert found(document("a", few), document("b", few), *others(28)) == {}
    assert found(*(document(id_, text) for id_ in "abcde"), *others(5)) == {}, "half of the archive has them"


def test_parallel_passages_come_before_a_name_in_whatever_order_they_are_given() -> None:
    made = [document("a", names=["ada"]), document("b", names=["ada"]), document("c"), *others(9)]
    for pair in (("a", "c"), ("c", "a")):
        told = related_to(made, {"ada"}, {pair: 11})
        assert told["a"] == (Related("c", 11, (), 0, (), 0), Related("b", 0, ("ada",), 0, (), 0))
        assert told["c"] == (Related("a", 11, (), 0, (), 0),)


def test_of_many_reasons_the_rarest_are_told_and_the_others_counted() -> None:
    names = [f"n{number}" for number in range(SHOWN + 4)]
    made = [document("a", names=names), document("b", names=names), document("c", names=names[:-1]), *others(20)]
    reason = related_to(made, set(names), NO_PARALLELS)["a"][0]
    assert (reason.document, reason.entities[0], len(reason.entities), reason.more_entities) == (
        "b",
        names[-1],
        SHOWN,
        4,
    )


def test_what_is_shared_is_counted_whole_though_not_all_of_it_is_looked_for() -> None:
    names, words = ([f"{kind}{letter}{other}" for letter in LETTERS for other in LETTERS] for kind in ("n", "quill"))
    text = " ".join((*words, *words))
    made = [document("a", text, names), document("b", text, names), *others(30)]
    (reason,) = related_to(made, set(names), NO_PARALLELS)["a"]
    assert len(names) > max(NAMES, WORDS)
    assert (reason.more_entities, reason.more_words) == (len(names) - SHOWN, len(words) - SHOWN)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=5), max_size=12), st.randoms())
def test_relations_are_mutual_facts_bounded_and_the_same_in_any_order(names: list[list[str]], chance: object) -> None:
    made = [document(f"d{number}", names=some) for number, some in enumerate(names)]
    told = related_to(made, set("abcdefgh"), NO_PARALLELS)
    for id_, some in told.items():
        assert 0 < len(some) <= RELATED
        assert id_ not in {one.document for one in some}
        for one in some:
            both = set(names[int(id_[1:])]) & set(names[int(one.document[1:])])
            assert set(one.entities) <= both
            assert len(one.entities) + one.more_entities == len(both)
    assert related_to(made[::-1], set("abcdefgh"), NO_PARALLELS) == told


def test_one_document_a_hundred_times_is_related_to_none() -> None:
    text = "quillon quillon bascule bascule dolmen dolmen corbel corbel"
    assert found(*(document(f"d{number:03}", text, ["ada"]) for number in range(100))) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“pontoon”, (pontoon) pontoon.", ({"pontoon"}, set()), id="marks_around_it"),
        pytest.param("Pontoon PONTOON pontoon", (set(), {"pontoon"}), id="capitals_are_names"),
        pytest.param("p0ntoon well-known isn't", (set(), set()), id="no_plain_words"),
        pytest.param(f"{'a' * SHORTEST} {'b' * (SHORTEST - 1)}", (set(), {"a" * SHORTEST}), id="not_short"),
        pytest.param(f"{'a' * LONGEST} {'b' * (LONGEST + 1)}", (set(), {"a" * LONGEST}), id="not_long"),
        pytest.param("", (set(), set()), id="nothing"),
    ],
)
def test_the_words_that_could_tell_a_subject(text: str, expected: tuple[set[str], set[str]]) -> None:
    words = subject(text)
    assert (set(words.again), set(words.once)) == expected
