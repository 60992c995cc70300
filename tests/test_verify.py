"""The build's own check: what it stops, what it lets pass, and where verified words may stand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.build import write_pages
from glossator.cache import Cache
from glossator.config import Config
from glossator.making import Work
from glossator.model import Document, Page
from glossator.pipeline import gather, make_pages
from glossator.processes import executor
from glossator.render import ready
from glossator.standing import Standing
from glossator.verify import NotVerbatimError, verify_finished, verify_page, verify_pieces, verify_placed
from helpers import TINY, build, copy_archive

TEXT = "One, two.\n\n“Three” & four."
DOCUMENT = Document(
    id="d",
    path="seeds/d.txt",
    text=TEXT,
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    source_sha256="",
    source_bytes=0,
    encoding="UTF-8",
    line_ends="LF",
)
RIGHT = (
    f'<article class="source" data-document="d" data-sha256="{DOCUMENT.sha256}">\n'
    '<p class="block" id="p1" data-start="0" data-end="9">One<mark>&#44; two</mark>.</p>\n'
    '<p class="block" id="p2" data-start="11" data-end="26">“<a href="x">Three</a>” &#38; four.</p>\n'
    "<aside>A note stands outside.</aside></article>\n"
    '<ul data-document="d"><li><q data-start="11" data-end="18">“<mark>Three</mark>”</q></li></ul>'
)


def test_a_page_that_says_what_its_source_says_passes() -> None:
    assert verify_page("a.md", RIGHT, {"d": DOCUMENT}) == 3


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "Three</a>",
            "Threе</a>",
            "a.md: at 16 it says 'е” & four.', but seeds/d.txt says 'e” & four.'",
            id="changed_character",
        ),
        pytest.param(
            "<mark>&#44; two",
            "<mark><b>1</b>&#44; two",
            "a.md: at 3 it says '1, two.', but seeds/d.txt says ', two.'",
            id="added_text_node",
        ),
        pytest.param(
            " &#38; four.",
            " &#38; four",
            "a.md: at 11 it says '“Three” & four', but seeds/d.txt says '“Three” & four.'",
            id="missing_last_character",
        ),
        pytest.param(
            '<p class="block" id="p1" data-start="0" data-end="9">One<mark>&#44; two</mark>.</p>',
            "",
            "a.md: it leaves out or repeats text of seeds/d.txt at 0",
            id="missing_first_passage",
        ),
        pytest.param(
            '<p class="block" id="p2" data-start="11" data-end="26">“<a href="x">Three</a>” &#38; four.</p>',
            "",
            "a.md: it leaves out or repeats text of seeds/d.txt at 9",
            id="missing_last_passage",
        ),
        pytest.param(
            '<p class="block" id="p2"',
            '<p class="block" id="p1" data-start="0" data-end="9">One, two.</p><p class="block" id="p2"',
            "a.md: it leaves out or repeats text of seeds/d.txt at 9",
            id="repeated_passage",
        ),
        pytest.param(
            'data-start="11" data-end="26">“',
            'data-start="12" data-end="26">',
            "a.md: it leaves out or repeats text of seeds/d.txt at 9",
            id="passage_that_begins_too_late",
        ),
        pytest.param(
            DOCUMENT.sha256,
            "0" * 64,
            "a.md: its data-sha256 is not that of the text of seeds/d.txt",
            id="wrong_hash",
        ),
        pytest.param(
            'data-document="d" data-sha256',
            'data-document="e" data-sha256',
            "a.md: it shows words of `e`, which is no document of the archive",
            id="unknown_document",
        ),
        pytest.param(
            "“<mark>Three</mark>”",
            "“<mark>Four</mark>”",
            "a.md: at 12 it says 'Four”', but seeds/d.txt says 'Three”'",
            id="changed_sentence_on_another_page",
        ),
        pytest.param(
            '<ul data-document="d">',
            "<ul>",
            "a.md: it shows words with `data-start` that belong to no document",
            id="words_of_no_document",
        ),
    ],
)
def test_a_page_that_says_anything_else_is_stopped(old: str, new: str, message: str) -> None:
    assert old in RIGHT
    with pytest.raises(NotVerbatimError) as stopped:
        verify_page("a.md", RIGHT.replace(old, new), {"d": DOCUMENT})
    assert str(stopped.value) == message


def test_a_page_of_another_version_of_the_document_is_stopped() -> None:
    other = replace(DOCUMENT, text=TEXT + "!", sha256="")
    with pytest.raises(NotVerbatimError, match="data-sha256"):
        verify_page("a.md", RIGHT, {"d": other})


@pytest.mark.parametrize(
    "html",
    ["<h1>Nothing</h1>", RIGHT.replace('class="source"', ""), RIGHT + RIGHT, RIGHT.replace("data-document", "data-d")],
    ids=["no_text", "text_that_is_not_marked_as_a_source", "text_that_stands_twice", "text_of_no_document"],
)
def test_the_page_of_a_document_shows_its_text_once(html: str) -> None:
    with pytest.raises(NotVerbatimError) as stopped:
        verify_page("a.md", html, {"d": DOCUMENT}, "d")
    assert str(stopped.value) == "a.md: it is the page of d, and does not show its text once"


def test_a_page_that_shows_no_words_of_a_document_needs_none() -> None:
    assert verify_page("a.md", "<p>data-start</p>", {"d": DOCUMENT}) == 0
    assert verify_page("a.md", RIGHT, {"d": DOCUMENT}, "d") == 3


SHARE = '<summary>D</summary><ul data-document="d"><li><q data-start="0" data-end="3">One</q></li></ul>'


def test_pieces_that_say_what_their_document_says_pass() -> None:
    assert verify_pieces("a.md", [SHARE, RIGHT], {"d": DOCUMENT}) == 4
    assert verify_pieces("a.md", [], {"d": DOCUMENT}) == 0


@pytest.mark.parametrize(
    ("piece", "message"),
    [
        pytest.param(
            SHARE.replace("One", "Two"), "a.md: at 0 it says 'Two', but seeds/d.txt says 'One'", id="other_words"
        ),
        *(
            pytest.param(SHARE + ending, "a.md: it holds HTML that does not end what it begins", id=name)
            for name, ending in {
                "open_element": "<p>",
                "open_comment": "<!--",
                "open_text_area": "<textarea>",
                "open_attribute": '<a href="',
                "open_template": "<template>",
            }.items()
        ),
    ],
)
def test_pieces_that_say_anything_else_or_reach_beyond_their_end_are_stopped(piece: str, message: str) -> None:
    with pytest.raises(NotVerbatimError) as stopped:
        verify_pieces("a.md", [piece, SHARE], {"d": DOCUMENT})
    assert str(stopped.value) == message


PLACE = "<!doctype html><html><head><title>T</title></head><body><main><article>{}</article></main></body></html>"
TWO = f"<details>{SHARE}</details>\n<details open>{RIGHT}</details>"


def test_verified_pieces_may_stand_in_the_ordinary_flow_of_a_page() -> None:
    assert verify_placed(PLACE.format(TWO), [SHARE, RIGHT])
    assert verify_placed(PLACE.format("<p>Nothing"), [])


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(PLACE.format(around.replace("{}", TWO)), id=name)
        for name, around in {
            "comment": "<!-- {} -->",
            "template": "<template>{}</template>",
            "script": '<script type="text/plain">{}</script>',
            "text_area": "<textarea>{}</textarea>",
            "select": "<select>{}</select>",
            "picture": "<svg>{}</svg>",
            "formula": "<math>{}</math>",
            "comment_and_a_forged_mark": "<!-- {} --><x-verified></x-verified><x-verified></x-verified>",
            "attribute": "<div title='{}'></div>",
            "struck_out": "<del>{}</del>",
            "open_element_before_it": "<div><em></div>{}",
            "other_words_beside_it": '{}<q data-start="0" data-end="3">Two</q>',
            "another_text_beside_it": '{}<article class="source">Two</article>',
        }.items()
    ]
    + [
        pytest.param(PLACE.format(RIGHT + SHARE), id="another_order"),
        pytest.param(PLACE.format(SHARE), id="one_missing"),
        pytest.param(PLACE.format(TWO.replace("One", "Two")), id="other_words"),
    ],
)
def test_verified_pieces_count_for_nothing_elsewhere(html: str) -> None:
    assert not verify_placed(html, [SHARE, RIGHT])


def test_a_page_that_does_not_hold_its_pieces_is_verified_as_a_whole() -> None:
    page = Page("a.md", "A", "document", RIGHT, document="d")
    verify_finished(page, PLACE.format(RIGHT.replace("<aside>", "<aside class='x'>")), {"d": DOCUMENT})
    with pytest.raises(NotVerbatimError, match="it says"):
        verify_finished(page, PLACE.format(RIGHT.replace("One", "Two")), {"d": DOCUMENT})
    with pytest.raises(NotVerbatimError, match="does not show its text once"):
        verify_finished(page, PLACE.format(f"<!-- {RIGHT} -->"), {"d": DOCUMENT})


def test_an_entry_that_lost_a_sentence_is_stopped() -> None:
    page = Page("a.md", "A", "person", TWO, shares=(SHARE, RIGHT))
    verify_finished(page, PLACE.format(TWO.replace("<summary>", "<summary class='x'>")), {"d": DOCUMENT})
    with pytest.raises(NotVerbatimError, match="it does not show all the words of documents that were made for it"):
        verify_finished(page, PLACE.format(RIGHT), {"d": DOCUMENT})


def test_a_note_that_speaks_of_offsets_is_no_passage() -> None:
    html = RIGHT.replace("A note stands outside.", "A note: data-start=")
    page = Page("a.md", "A", "document", html, document="d")
    verify_finished(page, PLACE.format(html.replace("<aside>", "<aside class='x'>")), {"d": DOCUMENT})


@pytest.mark.parametrize("offset", ["x", "", "-1", "²"])
def test_an_offset_that_is_no_number_is_stopped(offset: str) -> None:
    with pytest.raises(NotVerbatimError, match="an offset that is no number"):
        verify_page("a.md", RIGHT.replace('data-start="11"', f'data-start="{offset}"'), {"d": DOCUMENT})


def test_the_published_pages_hold_their_pieces(tmp_path: Path) -> None:
    """Nothing on the way changes them: else each page would be read once more, and slowly."""
    root = copy_archive(tmp_path / "archive", TINY)
    build(root)
    config = Config(root, root / "docs")
    cache = Cache(tmp_path / "cache")
    with executor(1, cache) as workers:
        work = Work(workers, cache)
        built = make_pages(config, gather(config, work), work)
    with_pieces = [page for page in (late.whole() for late in built.pages) if page.pieces]
    assert {page.kind for page in with_pieces} >= {"document", "person", "place"}
    for page in with_pieces:
        html = (root / "site" / page.uri).with_suffix(".html").read_bytes().decode()
        assert verify_placed(html, page.pieces), page.uri


def test_pages_are_verified_before_they_are_written(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    config = Config(root, root / "docs")
    cache = Cache(tmp_path / "cache")
    with executor(1, cache) as workers:
        work = Work(workers, cache)
        built = make_pages(config, gather(config, work), work)
    page = next(late.whole() for late in built.pages if late.page.document)
    wrong = Page(page.uri, page.title, page.kind, page.body.replace("</q>", "!</q>").replace("</p>", "!</p>"))
    with pytest.raises(NotVerbatimError):
        write_pages(config, replace(built, pages=(ready(wrong),)), Standing(work.cache, config.docs))
    assert not (root / "docs" / page.uri).exists()
