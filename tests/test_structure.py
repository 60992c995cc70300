"""Blocks: golden cases, what the text tells of itself, and the law that blocks tile the text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Options
from glossator.model import Document, Span
from glossator.read import default_language, read
from glossator.read.html import read_fragment
from glossator.structure import structure
from helpers import ROOT, Golden

CASES = Path(__file__).parent / "cases" / "structure"
OWN_CASES = sorted(path for path in CASES.iterdir() if path.suffix in (".txt", ".md"))
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SHOWN = 60
"""Code points of a block that an expected line shows."""

TRICKY_LINES = [
    "",
    " ",
    "\t",
    "\u00a0",
    "\u2028",
    "\x1c",
    "\r",
    "* * *",
    "---",
    "<…>",
    "...",
    "Site icon x",
    "Exit mobile version",
    "Title of It",
    "By Ann Lee",
    "November 3, 2025",
    "November 31, 2025",
    "MOSCOW (TASS).",
    "MOSCOW (TASS). Words.",
    "PARIS —",
    "TSAMTO, November 21st. Words.",
    "Ann Lee:",
    'Ann Lee: "Words."',
    "MR. HALE: Yes. No! What?",
    "Q: a",
    "CHAPTER ONE",
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "```",
    "~~~~",
    "```python",
    "Some words that fill the line just as far as a printed page would have",
    "  indented, and it ends in white space  ",
    "Dr. Lee met J. R. Roe at 3 p.m. He left.",
    "\ufeff",
    "e\u0301",
    "\U0001f468\u200d\U0001f469",
]


def make(text: str, ending: str = ".txt") -> Document:
    return Document("a", f"seeds/a{ending}", text, "", "", 0, "UTF-8", "LF")


def read_case(path: Path) -> Document:
    document, problems = read(f"seeds/{path.name}", path.read_bytes(), None, Options())
    assert problems == ()
    assert document is not None
    return structure(default_language(document, Options(language="en")))


def show(document: Document) -> str:
    """Write the record, and then a line a block."""
    lines = [f'{datum.name} "{datum.value}" ({datum.origin})' for datum in document.metadata]
    for block in document.blocks:
        words = " ".join(document.words_of(block.span).split())
        label = f' "{document.words_of(block.label)}"' if block.label else ""
        lines.append(f"{block.id} {block.kind}{label} {words[:SHOWN]}{'…' if len(words) > SHOWN else ''}")
    return "\n".join(lines) + "\n"


def check_tiling(document: Document) -> None:
    end = 0
    for number, block in enumerate(document.blocks, start=1):
        assert block.id == f"p{number}"
        assert document.text[end : block.span.start].strip() == ""
        words = document.words_of(block.span)
        assert words
        assert words == words.strip()
        assert block.label is None or (block.label.start == block.span.start and block.span.contains(block.label))
        assert (block.label is not None) == (block.kind == "turn")
        end = block.span.end
    assert document.text[end:].strip() == ""


def check_sentences(document: Document) -> None:
    covered = 0
    for sentence in document.sentences:
        assert any(block.span.contains(sentence) for block in document.blocks)
        assert document.text[covered : sentence.start].strip() == ""
        assert document.words_of(sentence).strip()
        covered = sentence.end
    assert document.text[covered:].strip() == ""


@pytest.mark.parametrize("case", OWN_CASES, ids=lambda path: path.name)
def test_case(case: Path, golden: Golden) -> None:
    golden(case.with_suffix(".expected"), show(read_case(case)))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_seed_of_this_repository(seed: Path, golden: Golden) -> None:
    golden(CASES / "seeds" / f"{seed.stem}.expected", show(read_case(seed)))


@given(st.text(), st.sampled_from([".txt", ".md"]))
def test_blocks_tile_any_text(text: str, ending: str) -> None:
    check_tiling(structure(make(text, ending)))


@given(st.lists(st.sampled_from(TRICKY_LINES), max_size=30).map("\n".join), st.sampled_from([".txt", ".md"]))
def test_blocks_and_sentences_tile_a_soup_of_lines(text: str, ending: str) -> None:
    document = structure(make(text, ending))
    check_tiling(document)
    check_sentences(document)


@given(st.text(alphabet=st.sampled_from('aA.!?…"”) \n\u00a0\u2028\r\u0301İß。')))
def test_sentences_lie_in_blocks_whatever_their_marks(text: str) -> None:
    check_sentences(structure(make(text)))


@given(st.lists(st.sampled_from(TRICKY_LINES), max_size=12).map("\n".join))
def test_the_text_never_changes(text: str) -> None:
    assert structure(make(text)).text == text


def test_sentences_of_a_paragraph() -> None:
    document = structure(make("Dr. Lee met J. R. Roe in the U.S. capital. “Why?” he asked. He left."))
    assert [document.words_of(sentence) for sentence in document.sentences] == [
        "Dr. Lee met J. R. Roe in the U.S. capital.",
        "“Why?” he asked.",
        "He left.",
    ]


def test_a_language_without_rules_of_its_own_still_has_sentences() -> None:
    document, _ = read("seeds/a.txt", b"One. Two.", None, Options())
    assert document is not None
    document = structure(default_language(document, Options(language="xx-Unknown")))
    assert [document.words_of(sentence) for sentence in document.sentences] == ["One.", "Two."]


def test_the_record_keeps_what_the_sidecar_said() -> None:
    from glossator.model import Datum

    document = structure(make("A Title\n\nBy Ann Lee\n\nWords.").with_metadata(Datum("title", "Better", "sidecar")))
    assert [(datum.name, datum.value, datum.origin) for datum in document.metadata] == [
        ("title", "Better", "sidecar"),
        ("author", "Ann Lee", "byline"),
    ]


def test_a_long_first_line_is_no_title() -> None:
    document = structure(make("word " * 60 + "\n\nText."))
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


def test_a_turn_keeps_its_speaker_as_a_label_without_the_colon() -> None:
    document = structure(make('Vladimir Putin: "Yes."'))
    assert document.blocks[0].label == Span(0, 14)


def test_every_case_has_its_output() -> None:
    """A renamed case leaves no output behind."""
    expected = {path.stem for path in CASES.glob("*.expected")}
    assert expected == {path.stem for path in OWN_CASES}
    assert all(re.fullmatch(r"[a-z_]+", name) for name in expected)


def given_blocks(*paragraphs: str) -> list[tuple[str, str]]:
    """Return (kind, speaker) of each block of a page whose paragraphs are these."""
    html = "<article>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "</article>"
    reading = read_fragment(html, "UTF-8")
    document = structure(replace(make(reading.text), blocks=reading.blocks, marks=reading.marks))
    check_tiling(document)
    return [(block.kind, document.words_of(block.label) if block.label else "") for block in document.blocks]


TURN = "<b>Ann Lee:</b> Yes."


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("<b>Tom Roe:</b> No.", "Tom Roe"),
        ("<b>Tom Roe</b>: No.", "Tom Roe"),
        ("<b>Tom Roe</b> : No.", "Tom Roe"),
        ("<b>Tom Roe</b> <i>(retranslated)</i>: No.", "Tom Roe"),
        ("<b>Tom Roe (retranslated):</b> No.", "Tom Roe"),
        ("<b>Tom Roe</b>\u00a0: No.", "Tom Roe"),
        ("<b>Tom Roe: No.</b>", "Tom Roe"),
        ("<strong>Tom Roe:</strong>", "Tom Roe"),
        ("<b>Mayor of the town Tom Roe:</b> No.", "Mayor of the town Tom Roe"),
        ("<b>Deputy head of the board al-Assad:</b> No.", "Deputy head of the board al-Assad"),
        ("<b>Question:</b> No.", "Question"),
        ("<b>Warning:</b> No.", ""),
        ("<b>ANSWER:</b> No.", "ANSWER"),
        ("Ann Lee: Not in bold here.", "Ann Lee"),
        ("Second: not bold.", ""),
        ("Tom Roe: not bold anywhere.", "Tom Roe"),
        ("<b>Tom Roe</b> said no.", ""),
        ("He said: <b>Tom Roe:</b> no.", ""),
        ("<b>we said:</b> no.", ""),
        ("<b>What now?:</b> no.", ""),
        (f"<b>{'Long ' * 50}:</b> no.", ""),
        ("<b>:</b> no.", ""),
    ],
)
def test_a_bold_label_is_a_speakers(paragraph: str, speaker: str) -> None:
    found = given_blocks("Words to begin with.", TURN, paragraph, TURN)
    assert found == [
        ("paragraph", ""),
        ("turn", "Ann Lee"),
        ("turn" if speaker else "paragraph", speaker),
        ("turn", "Ann Lee"),
    ]


@pytest.mark.parametrize(
    ("label", "kind"), [("Note:", "paragraph"), ("Important:", "paragraph"), ("Vladimir Putin:", "turn")]
)
def test_a_single_bold_label_is_a_speakers_if_it_is_of_several_words(label: str, kind: str) -> None:
    found = given_blocks("Words to begin with.", f"<b>{label}</b> more words.", "And the end.")
    assert [each for each, _ in found] == ["paragraph", kind, "paragraph"]


def test_bold_labels_make_turns_of_paragraphs_alone() -> None:
    reading = read_fragment("<ul><li><b>Ann Lee:</b> Yes.<li><b>Tom Roe:</b> No.</ul><h2><b>Ann Lee:</b></h2>", "")
    document = structure(replace(make(reading.text), blocks=reading.blocks, marks=reading.marks))
    assert [block.kind for block in document.blocks] == ["item", "item", "heading"]


WRAPPED = """The harbour was quiet that morning, and the boats lay side by
side along the wall, waiting for the tide to lift them off the
mud and carry them out.

Nobody spoke. The keeper of the light had come down to the quay
with his dog, and the two of them stood looking at the water as
if it owed them something.
"""


def test_the_lines_of_a_wrapped_paragraph_are_one_block_and_the_text_stays() -> None:
    document = structure(make(WRAPPED))
    assert document.text == WRAPPED
    assert [(block.kind, block.wrapped) for block in document.blocks] == [("paragraph", True)] * 2
    assert document.words_of(document.blocks[0].span) == WRAPPED.partition("\n\n")[0]


def test_lines_that_are_paragraphs_are_not_wrapped() -> None:
    document = structure(make("One line that ends.\nAnother that ends.\n\nRoses are red,\nviolets are blue.\n"))
    assert [block.wrapped for block in document.blocks] == [False] * 4
