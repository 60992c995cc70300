"""Notes: where a quote stands, and the words in which one that stands nowhere is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotate import annotate, check_notes, load_notes, nearest
from glossator.model import Anchor, Document, Link, Note, Position, Problem, Quote
from glossator.structure import structure

TEXT = (
    "The harbor was closed at noon.\n\n"
    "“We saw no more than sixty ships,” the clerk wrote, “and we counted\ntwice.”\n\n"
    "The harbor was opened at night. The harbor’s books were lost.\n"
)
PATH = "annotations/harbor/ships.md"


def document(text: str = TEXT) -> Document:
    return structure(Document("harbor", "seeds/harbor.txt", text, "", "", 0, "UTF-8", "LF"))


def load(front: str, path: str = PATH, body: str = "") -> tuple[tuple[Note, ...], list[str]]:
    notes, problems = load_notes([(path, f"---\n{front}\n---\n{body}".encode())])
    return notes, [str(problem) for problem in problems]


def note(quote: str, prefix: str = "", suffix: str = "", name: str = "ships") -> Note:
    return Note(
        f"harbor/{name}",
        "harbor",
        Quote(quote, prefix, suffix),
        "",
        f"annotations/harbor/{name}.md",
        Position(2, 8),
        4,
    )


def problems_of(*notes: Note) -> list[str]:
    annotated = annotate(document(), notes)
    return [str(problem) for problem in check_notes([annotated], notes, failed=())]


def test_a_note_with_everything() -> None:
    (found,), problems = load(
        "quote: sixty ships\nprefix: no more than\nsuffix: ',”'\nmotivation: questioning\nauthor: Ann\n"
        "date: 2025-11-21\ntags: [number]\nsee: [harbor#p2, '[[people/ada|Ada]]']",
        body="Only [[harbor]] says so.\n",
    )
    assert problems == []
    assert found == Note(
        id="harbor/ships",
        document="harbor",
        quote=Quote("sixty ships", "no more than", ",”"),
        body="Only [[harbor]] says so.\n",
        path=PATH,
        quote_position=Position(2, 8),
        body_line=11,
        motivation="questioning",
        author="Ann",
        date="2025-11-21",
        tags=("number",),
        see=(Link("harbor#p2", "", Position(9, 7)), Link("people/ada", "Ada", Position(9, 18))),
        links=(Link("harbor", "", Position(11, 6)),),
        words=(" Only ", " says so.  "),
    )


def test_anchors_stand_in_the_order_of_their_places_and_the_unplaced_last() -> None:
    notes = [
        note("nowhere at all", name="a"),
        note("books were lost", name="b"),
        note("The harbor", name="c"),
        note("closed at noon", name="d"),
        note("closed at noon", name="e"),
    ]
    other = Note("other/x", "other", Quote("closed"), "", "annotations/other/x.md", Position(2, 8), 4)
    anchors = annotate(document(), [*notes, other]).anchors
    assert [anchor.note for anchor in anchors] == ["harbor/d", "harbor/e", "harbor/b", "harbor/a", "harbor/c"]
    assert [anchor.span is None for anchor in anchors] == [False, False, False, True, True]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["The harbor", "noon", "zzz", "’", "x", "counted twice"]), st.sampled_from(["", "night. "])
        ),
        max_size=8,
    )
)
def test_every_note_has_one_state(quotes: list[tuple[str, str]]) -> None:
    notes = [note(words, prefix, name=f"n{number}") for number, (words, prefix) in enumerate(quotes)]
    annotated = annotate(document(), notes)
    states = Counter(anchor.state for anchor in annotated.anchors)
    assert sum(states.values()) == len(notes)
    assert {anchor.note for anchor in annotated.anchors} == {each.id for each in notes}
    unplaced = [problem for problem in check_notes([annotated], notes, failed=()) if isinstance(problem, Problem)]
    assert len(unplaced) == states["orphan"] + states["ambiguous"]


def test_e201_no_place_for_a_note() -> None:
    for path in ("annotations/x.md", "annotations/harbor/Ships.md", "annotations/harbor/a/b.md", "annotations/a/b.txt"):
        notes, problems = load("quote: x", path)
        assert notes == ()
        assert problems == [
            f"{path}: E201 this is no place for a note\n"
            "    remedy: a note is annotations/DOCUMENT-ID/NAME.md, with names of a-z, 0-9 and -"
        ]


@pytest.mark.parametrize("path", ["annotations/harbor/tags.md", "annotations/aux/x.md"])
def test_e201_a_name_that_is_kept_for_something_else(path: str) -> None:
    name = "tags" if "tags" in path else "aux"
    assert load("quote: x", path)[1] == [
        f"{path}: E201 this is no place for a note\n"
        "    remedy: a note is annotations/DOCUMENT-ID/NAME.md, with names of a-z, 0-9 and -;"
        f" the site or Windows keeps the name `{name}` for itself"
    ]


def test_e202_a_note_on_a_document_that_is_not_there() -> None:
    lost = Note("harbour/x", "harbour", Quote("x"), "", "annotations/harbour/x.md", Position(2, 8), 4)
    assert [str(problem) for problem in check_notes([document()], [lost], failed=())] == [
        "annotations/harbour/x.md: E202 there is no document harbour; did you mean harbor?\n"
        "    remedy: put the note in a folder that has the document's id as its name"
    ]
    far = Note("zzz/x", "zzz", Quote("x"), "", "annotations/zzz/x.md", Position(2, 8), 4)
    assert [problem.message for problem in check_notes([document()], [far], failed=())] == ["there is no document zzz"]


def test_a_note_on_a_document_that_could_not_be_read_is_passed_over() -> None:
    lost = Note("harbour/x", "harbour", Quote("x"), "", "annotations/harbour/x.md", Position(2, 8), 4)
    assert list(check_notes([document()], [lost], failed={"harbour"})) == []


def test_e203_an_orphan_with_the_nearest_words() -> None:
    assert problems_of(note("no more than fifty ships")) == [
        "annotations/harbor/ships.md:2:8: E203 the quote stands nowhere in harbor;"
        ' nearest: "no more than sixty ships" (p2, 92 %)\n'
        "    remedy: copy the words from the page, or set `quote` to the nearest text"
    ]


def test_e203_one_of_too_many_notes_whose_words_changed() -> None:
    notes = [note("no more than fifty ships")]
    found = replace(document(), anchors=(Anchor(notes[0].id, "orphan", None, 0.0, sought=False),))
    assert [str(problem) for problem in check_notes([found], notes, failed=())] == [
        "annotations/harbor/ships.md:2:8: E203 the quote does not stand as it is in harbor, and the most similar words"
        " were not looked for: too many of its notes have changed words\n"
        "    remedy: copy the words from the page, or mend the other notes first"
    ]


def test_e203_an_orphan_with_nothing_near() -> None:
    assert problems_of(note("qqqq zzzz xxxx vvvv")) == [
        "annotations/harbor/ships.md:2:8: E203 the quote stands nowhere in harbor\n"
        "    remedy: copy the words from the page"
    ]


def test_the_nearest_words_are_shown_on_one_line() -> None:
    assert problems_of(note("and we count them twice")) == [
        "annotations/harbor/ships.md:2:8: E203 the quote stands nowhere in harbor;"
        ' nearest: "and we counted twice" (p2, 83 %)\n'
        "    remedy: copy the words from the page, or set `quote` to the nearest text"
    ]


def test_nearest_takes_the_best_passage() -> None:
    found = nearest(document(), "The harbor was open at night")
    assert found is not None
    words, block, score = found
    assert (words[:27], block) == ("The harbor was opened at ni", "p3")
    assert score > 90


def test_e204_an_ambiguous_note() -> None:
    assert problems_of(note("The  harbor")) == [
        'annotations/harbor/ships.md:2:8: E204 the quote "The harbor" stands in several places of harbor\n'
        "    remedy: quote more words, or give the words before it as `prefix`, after it as `suffix`"
    ]


def test_e204_shows_the_beginning_of_a_long_quote() -> None:
    words = "It rained again. " * 6
    rainy = structure(Document("harbor", "seeds/harbor.txt", words * 2, "", "", 0, "UTF-8", "LF"))
    notes = [note(words.strip())]
    (problem,) = check_notes([annotate(rainy, notes)], notes, failed=())
    assert problem.message == (
        'the quote "It rained again. It rained again. It rained again. It rained…" stands in several places of harbor'
    )


def test_e203_words_that_stand_between_others() -> None:
    assert problems_of(note("sixty ships", "fewer than ", " were counted")) == [
        'annotations/harbor/ships.md:2:8: E203 the quote "sixty ships" stands in harbor, but with other words'
        " around it\n"
        "    remedy: if that is the place, set `prefix` and `suffix` to what stands around it, or remove both"
    ]


def test_e204_similar_words_in_several_places() -> None:
    text = "The north gate of the old town was closed that night. The south gate of the old town was closed that night."
    gates = structure(Document("harbor", "seeds/harbor.txt", text, "", "", 0, "UTF-8", "LF"))
    notes = [note("The western gate of the old town was closed that night")]
    assert [str(problem) for problem in check_notes([annotate(gates, notes)], notes, failed=())] == [
        'annotations/harbor/ships.md:2:8: E204 words like the quote "The western gate of the old town was closed that'
        ' night" stand in several places of harbor, and none is surely meant\n'
        "    remedy: copy the words from the page, with those before it as `prefix`, and after it as `suffix`"
    ]


def infos_of(*notes: Note) -> list[str]:
    problems = list(check_notes([annotate(document(), notes)], notes, failed=()))
    assert {problem.severity for problem in problems} == {"info"}
    return [str(problem) for problem in problems]


def test_i203_a_quote_that_has_changed() -> None:
    assert infos_of(note("no more than fifty ships,” the clerk wrote, “and we counted them twice")) == [
        "annotations/harbor/ships.md:2:8: I203 the quote has changed in harbor; the note stands by"
        ' "no more than sixty ships,” the clerk wrote, “and we counted twice" (p2)\n'
        "    remedy: if that is right, set `quote` to these words"
    ]


def test_i204_a_quote_that_stands_between_other_words() -> None:
    words = "no more than sixty ships,” the clerk wrote, “and"
    assert infos_of(note(words, "They saw far fewer, ", " then he left.")) == [
        "annotations/harbor/ships.md:2:8: I204 the quote stands in harbor (p2), but what stands around it is not what"
        " stood there\n"
        "    remedy: if that is right, set `prefix` and `suffix` to what stands around it"
    ]


def test_e205_a_see_that_is_no_address() -> None:
    (found,), problems = load("quote: x\nsee:\n  - people/ada\n  - http://example.org/")
    assert found.see == (Link("people/ada", "", Position(4, 5)),)
    assert problems == [
        f"{PATH}:5:5: E205 `see` names `http://example.org/`, which is no address in the archive\n"
        "    remedy: write people/vladimir-putin, DOCUMENT-ID, DOCUMENT-ID#p4 or DOCUMENT-ID#note-NAME"
    ]


WRONG = {
    "no_quote": ("tags: [x]", f"{PATH}:2:1: E409 `quote` is missing\n    remedy: add a line `quote: ...`"),
    "blank_quote": (
        'quote: " "',
        f"{PATH}:2:8: E409 `quote` is wrong: it quotes no words\n    remedy: change the value",
    ),
    "long_quote": (
        f"quote: {'x' * 2001}",
        f"{PATH}:2:8: E409 `quote` is wrong: it has 2001 characters, more than 2000\n    remedy: change the value",
    ),
    "unknown_motivation": (
        "quote: x\nmotivation: comenting",
        f"{PATH}:3:13: E409 `motivation` is wrong: it is none of assessing, bookmarking, classifying, commenting,"
        " describing, editing, highlighting, identifying, linking, moderating, questioning, replying, tagging;"
        " did you mean commenting?\n    remedy: change the value",
    ),
    "unknown_key": (
        "quote: x\nsufix: y",
        f"{PATH}:3:1: E408 `sufix` is no key; did you mean `suffix`?\n    remedy: the keys are `quote`, `prefix`,"
        " `suffix`, `motivation`, `reading`, `author`, `date`, `tags`, `see`, `former_names`",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_note_that_is_wrong_is_left_out(case: str) -> None:
    front, words = WRONG[case]
    assert load(front) == ((), [words])


@given(st.binary(max_size=300))
def test_any_bytes_give_a_note_or_a_problem(data: bytes) -> None:
    notes, problems = load_notes([(PATH, b"---\nquote: x\n" + data)])
    assert notes or problems
