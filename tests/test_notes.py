"""Notes on the page: reachable from their words, in threads, with what they propose, listed, and told by a feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotate import load_notes
from glossator.annotate.threads import without_rings
from glossator.config import Config
from glossator.glossary import Glossary
from glossator.model import Anchor, AnchorState, Archive, Document, Link, Note, Position, Quote, Span
from glossator.relate import Targets
from glossator.render import (
    LateDocument,
    Site,
    make_site,
    outline,
    render_document,
    render_files,
    searchable,
    view_documents,
    with_listed,
)
from glossator.render.late import LateShare
from glossator.render.moments import age_key, moment, month
from glossator.render.note_pages import render_notes
from glossator.render.notes import LABELS, STANDING, NoteView, section_id, threads, view_notes
from glossator.render.views import Item
from glossator.schemas import MOTIVATIONS
from glossator.structure import structure
from helpers import REPOSITORY, ROOT, TINY, Built, build, copy_archive, files_of, glossator_here, target_of, write_files

pytestmark = pytest.mark.xdist_group("noted")

FIRST = Position(1, 1)
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def load(*files: str, names: str = "abcdefgh") -> tuple[tuple[Note, ...], list[str]]:
    """Return the notes of files that begin so, on one document, and what is told of them."""
    named = zip(names, files, strict=False)
    sources = [(f"annotations/harbor/{name}.md", f"---\n{front}\n---\n".encode()) for name, front in named]
    notes, problems = load_notes(sources)
    return notes, [str(problem) for problem in problems]


# What a note may say


GOOD_DATES = {
    "day": "2026-11-22",
    "month": "2026-11",
    "about": "1890~",
    "interval": "1914/1918",
    "interval_within_its_first_year": "1914/1914-06",
    "open_interval": "../1918-02",
    "leap_day": "-0004-02-29",
    "instant": "2026-11-22T10:00:00Z",
    "instant_with_parts_of_seconds": "2026-11-22T10:00:00.123456+00:00",
    "instant_to_the_minute": "2026-11-22T10:00+05:30",
    "none": '""',
}


@pytest.mark.parametrize("case", GOOD_DATES)
def test_a_date_is_edtf_or_a_day_with_a_time(case: str) -> None:
    (note,), problems = load(f"quote: x\ndate: {GOOD_DATES[case]}")
    assert problems == []
    assert note.date == GOOD_DATES[case].strip('"')


BAD_DATES = {
    "words": ("last week", "it is no EDTF date such as 2025-11-21, 2025-11, 1890~ or 1914/1918"),
    "no_such_day_of_a_calendar": ("2026-02-30", "there is no such day"),
    "no_such_day": ("2026-02-30T10:00:00Z", "there is no such day or time"),
    "no_such_hour": ("2026-02-03T25:00:00Z", "there is no such day or time"),
}


@pytest.mark.parametrize("case", BAD_DATES)
def test_e409_a_date_that_is_none(case: str) -> None:
    written, what = BAD_DATES[case]
    notes, problems = load(f"quote: x\ndate: {written}")
    assert notes == ()
    assert problems == [
        f"annotations/harbor/a.md:3:7: E409 `date` is wrong: {what}\n    remedy: change the value",
    ]


def test_a_correction_proposes_a_reading() -> None:
    (note,), problems = load("quote: recieve\nmotivation: editing\nreading: receive")
    assert problems == []
    assert note.reading == "receive"


def test_a_correction_may_propose_that_nothing_stands_there() -> None:
    (note,), problems = load('quote: the the\nmotivation: editing\nreading: ""')
    assert problems == []
    assert note.reading == ""


REMEDY = (
    '    remedy: write the proposed words as `reading: ...`, or `reading: ""` where nothing should stand; for a remark,'
    " write `motivation: commenting`"
)


@pytest.mark.parametrize("reading", ["", "\nreading:"])
def test_e207_a_correction_without_a_reading_is_kept_and_told(reading: str) -> None:
    (note,), problems = load(f"quote: recieve\nmotivation: editing{reading}")
    assert note.reading is None
    assert problems == [
        "annotations/harbor/a.md:3:13: E207 a note that corrects says nothing of what should stand there\n" + REMEDY,
    ]


def test_e207_a_reading_of_a_note_that_corrects_nothing_is_kept_and_told() -> None:
    (note,), problems = load("quote: recieve\nreading: receive")
    assert note.reading == "receive"
    assert problems == [
        "annotations/harbor/a.md:3:10: E207 `reading` proposes a correction, and the note's motivation is"
        " `commenting`\n"
        "    remedy: write `motivation: editing`, or take `reading` out",
    ]


@pytest.mark.parametrize(
    ("reading", "what"),
    [
        ("x" * 2001, "it has 2001 characters, more than 2000"),
        ('"a\\u202eb"', "it holds U+202E, which turns the words after it around"),
    ],
)
def test_e409_a_reading_that_is_refused(reading: str, what: str) -> None:
    notes, problems = load(f"quote: x\nmotivation: editing\nreading: {reading}")
    assert notes == ()
    assert problems == [
        f"annotations/harbor/a.md:4:10: E409 `reading` is wrong: {what}\n    remedy: change the value",
    ]


def test_every_motivation_and_every_state_has_words() -> None:
    assert set(LABELS) == set(MOTIVATIONS)
    assert set(STANDING) == set(get_args(AnchorState))


# Answers


def test_a_note_answers_the_first_note_that_it_sees() -> None:
    (_, b, c), problems = load(
        "quote: x",
        "quote: x\nsee: [harbor#p2, harbor#note-a, harbor#note-c]",
        "quote: x\nsee: ['[[pier#note-z|that one]]']",
    )
    assert problems == []
    assert (b.answers, c.answers) == ("harbor/a", "pier/z")


MEND = "    remedy: let `see` name only notes that were there before, and take the link out of the older note"


def test_e206_a_note_that_answers_itself() -> None:
    (note,), problems = load("quote: x\nsee: [harbor#note-a]")
    assert note.answers == ""
    assert problems == ["annotations/harbor/a.md:3:7: E206 the note answers itself\n" + MEND]


def test_e206_notes_that_answer_one_another_are_all_told_and_others_still_answer_them() -> None:
    notes, problems = load(
        "quote: x\nsee: [harbor#p1, harbor#note-b]", "quote: x\nsee:\n- harbor#note-a", "quote: x\nsee: [harbor#note-b]"
    )
    assert [note.answers for note in notes] == ["", "", "harbor/b"]
    both = "and that answers this one, by itself or by way of others\n"
    assert problems == [
        f"annotations/harbor/a.md:3:18: E206 the note answers harbor/b, {both}{MEND}",
        f"annotations/harbor/b.md:4:3: E206 the note answers harbor/a, {both}{MEND}",
    ]


def bare(name: int, answers: int | None, *, date: str = "") -> Note:
    see = () if answers is None else (Link(f"d#note-{answers}", "", FIRST),)
    answered = "" if answers is None else f"d/{answers}"
    return Note(f"d/{name}", "d", Quote("x"), "", f"{name}.md", FIRST, 1, date=date, see=see, answers=answered)


ANSWERS = st.lists(st.none() | st.integers(0, 30), max_size=30)


def leads_back(answers: Mapping[str, str], start: str) -> bool:
    note = start
    for _ in answers:
        note = answers.get(note, "")
        if note == start:
            return True
    return False


@given(ANSWERS)
def test_no_ring_of_answers_is_left_and_no_other_answer_is_lost(answers: list[int | None]) -> None:
    notes = [bare(name, answered) for name, answered in enumerate(answers)]
    given_ones = {note.id: note.answers for note in notes}
    opened, problems = without_rings(notes)
    in_rings = {note for note in given_ones if leads_back(given_ones, note)}
    assert {note.id: note.answers for note in opened} == {
        note: "" if note in in_rings else answered for note, answered in given_ones.items()
    }
    assert {f"d/{problem.path.removesuffix('.md')}" for problem in problems} == in_rings


def site_of(document: Document, placed: Iterable[tuple[Note, Anchor]], **config: str) -> Site:
    """Return a site of one document with its notes."""
    notes, anchors = zip(*placed, strict=True)
    anchored = replace(document, anchors=anchors)
    archive = Archive(documents=(anchored,), notes=notes)
    targets = Targets([anchored], Glossary(()), notes)
    return make_site(Config(Path(), Path("docs"), **config), archive, targets.find, {})


TEXT = "The harbor was closed.\n\nSixty ships were seen, and one was lost.\n"
DOCUMENT = structure(Document("d", "seeds/d.txt", TEXT, "", "", 0, "UTF-8", "LF"))


@given(ANSWERS, st.lists(st.sampled_from(["", "2026-11-22", "2026-11-23T10:00:00Z", "2020"]), min_size=30, max_size=30))
def test_every_note_stands_in_one_thread_under_the_note_that_it_answers_in_the_end(
    answers: list[int | None], dates: list[str]
) -> None:
    notes, _ = without_rings([bare(name, answered, date=dates[name]) for name, answered in enumerate(answers)])
    found = threads(map(view_of, notes))
    shown = [note.id for thread in found for note in (thread.note, *thread.answers)]
    assert Counter(shown) == Counter(note.id for note in notes)
    answered = {note.id: note.answers for note in notes}
    for thread in found:
        assert answered[thread.note.id] not in answered
        known = {thread.note.id} | {note.id for note in thread.answers}
        assert all(note.answers in known for note in thread.answers)
        when = [moment(note.date.name) if note.date else None for note in thread.answers]
        dated = [each for each in when if each]
        assert when == [*sorted(dated), *[None] * (len(when) - len(dated))]


def view_of(note: Note) -> NoteView:
    """Return a note's view, with what a thread is made by."""
    date = Item(note.date, SOME.address) if note.date else None
    return replace(SOME, id=note.id, answers=note.answers, date=date)


def some_view() -> NoteView:
    note = bare(0, None)
    site = site_of(DOCUMENT, [(note, Anchor(note.id, "orphan", None, 0.0))])
    (found,) = view_notes(site, site.documents["d"], "d.md")
    return found


SOME = some_view()


def test_a_long_chain_of_answers_is_one_thread() -> None:
    notes = [bare(name, name - 1 if name else None) for name in range(5000)]
    opened, problems = without_rings(notes)
    assert problems == ()
    (thread,) = threads(map(view_of, reversed(opened)))
    assert (thread.note.id, thread.size) == ("d/0", 5000)


# Dates and sections


MOMENTS = {
    "2026-11-22": datetime(2026, 11, 22, tzinfo=UTC),
    "2026-11-22T10:00:00+02:00": datetime(2026, 11, 22, 8, tzinfo=timezone(timedelta())),
    "2026-11-22T10:00": datetime(2026, 11, 22, 10, tzinfo=UTC),
    "2026-11": None,
    "1890~": None,
    "1914/1918": None,
    "2026-02-30": None,
    "0001-01-01T00:00:00+14:00": None,
    "": None,
}


@pytest.mark.parametrize("date", MOMENTS)
def test_when_a_note_was_written_is_known_from_a_whole_day_on(date: str) -> None:
    assert moment(date) == MOMENTS[date]


def test_dates_are_as_old_as_what_they_may_mean_begins() -> None:
    in_order = ["", "-0499", "-0043-03-15", "199X", "2025?", "2025-11", "2025-11-01", "2025-11-22T23:00:00+02:00"]
    in_order += ["2025-11-22T23:00:00Z", "2025-11-22T23:00:00-02:00", "2025-11-23T01:30:00Z", "../2025", "Y12000"]
    ages = [age_key(date) for date in in_order]
    assert all(older < newer for older, newer in pairwise(ages))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-11-22", "2026-11"),
        ("2026-11-22T10:00Z", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
        ("2026-21", "2026"),
        ("1890~", "1890"),
        ("1914-07/1918", "1914-07"),
        ("-0044", "-0044"),
    ],
)
def test_notes_are_listed_by_the_month_of_their_date(date: str, expected: str) -> None:
    assert month(date) == expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_each_author_and_tag_has_a_section_of_its_own(one: str, other: str) -> None:
    ids = [section_id("tag", value) for value in (one, other)]
    assert (ids[0] == ids[1]) == (one == other)
    section = ids[0].removeprefix("tag-")
    assert one == section or section_id("tag", section) != ids[0]
    assert all(re.fullmatch(r"tag-[a-z0-9-]{1,100}", each) for each in ids)


# States, in words


def placed(state: AnchorState) -> tuple[Note, Anchor]:
    span = None if state in ("ambiguous", "orphan") else Span(24, 35)
    note = Note("d/n", "d", Quote("Sixty  ships"), "Were there?", "annotations/d/n.md", FIRST, 1)
    return note, Anchor(note.id, state, span, 1.0)


WORDS = {
    "exact": "",
    "moved": "Placed by the exact words, with other words around them.",
    "folded": "Placed by the words, spaces and quotation marks aside.",
    "near": "The document does not have exactly the words that the note quotes; it is placed by the most similar ones."
    " It quotes Sixty  ships",
    "ambiguous": "The quoted words, or words like them, stand in several places: Sixty  ships",
    "orphan": "The quoted words were not found in this document, or only with other words around them: Sixty  ships",
}


@pytest.mark.parametrize("state", get_args(AnchorState))
def test_the_state_of_a_note_is_told_in_words(state: AnchorState) -> None:
    site = site_of(DOCUMENT, [placed(state)])
    (shown,) = view_documents(site)
    pages = render_document(with_listed(site, shown), ())
    page = BeautifulSoup(pages.page.body, "html.parser")
    note = page.select_one("#note-n")
    assert note is not None
    told = note.select_one(".note-state, .note-standing")
    assert (told.get_text() if told else "") == WORDS[state]
    at_the_foot = note.find_parent("section", class_="unplaced") is not None
    assert at_the_foot == (state in ("ambiguous", "orphan"))
    share = LateDocument(outline(pages), str, lambda: ((), (), pages.listed)).listed()
    assert share is not None
    listed = BeautifulSoup(next(render_notes(site, [share])).whole().body, "html.parser")
    assert [fact.get_text() for fact in listed.select(".facts > span")] == ["1 note", f"1 {STANDING[state]}"]


@pytest.mark.parametrize("state", get_args(AnchorState))
def test_only_of_a_correction_that_has_a_place_is_it_told_what_the_source_has(state: AnchorState) -> None:
    note, anchor = placed(state)
    site = site_of(DOCUMENT, [(replace(note, motivation="editing", reading="60 ships"), anchor)])
    (shown,) = view_documents(site)
    page = render_document(with_listed(site, shown), ()).page
    told = BeautifulSoup(page.body, "html.parser").select_one(".correction p")
    assert told is not None
    assert told.get_text() == ("The source has Sixty ships" if anchor.span else "Quoted Sixty  ships")


def test_what_a_correction_proposes_is_found_by_the_search() -> None:
    note, anchor = placed("exact")
    site = site_of(
        DOCUMENT, [(replace(note, motivation="editing", reading="<60> ships", words=("Were there?",)), anchor)]
    )
    (found,) = (page for page in searchable(site) if page.kind == "Note")
    assert "<p>&lt;60&gt; ships</p><p>Were there?</p>" in found.html


def test_pages_of_notes_are_known_before_any_note_is_made_html() -> None:
    def asked() -> str:
        raise AssertionError("its HTML was asked for")

    def made_from(digest: str, author: str) -> list[tuple[str, ...]]:
        note, anchor = placed("exact")
        site = site_of(DOCUMENT, [(replace(note, author=author), anchor)])
        pages = list(render_notes(site, [LateShare(1, digest, asked)]))
        assert [page.page.title for page in pages] == ["Notes", "Notes by author"]
        return [page.made_from for page in pages]

    assert made_from("a", "Ann") == made_from("a", "Ann")
    assert [a == b for a, b in zip(made_from("a", "Ann"), made_from("b", "Ann"), strict=True)] == [False, True]
    assert made_from("a", "Ann")[1] != made_from("a", "Ben")[1]


# A site


SEED = """\
The harbor was closed at noon. Ada Lovelace counted sixty ships.

“We saw no more than sixty,” the clerk wrote.

The harbour was opened at night.
"""
HOSTILE = "<img src=x onerror=hit(1)> {{ 7*7 }} ]]> &lt;"
FILES = {
    "seeds/harbor.txt": SEED,
    "annotations/harbor/closed.md": "---\nquote: harbor was closed at noon\nauthor: Ann Lee\ndate: 2026-11-20\n"
    "tags: [time, sea]\n---\nBy whom? See [[harbor#p2]] and [[harbor#note-noon]].\n",
    "annotations/harbor/noon.md": "---\nquote: at noon\nauthor: Ben\ndate: 2026-11-21\ntags: [time]\n"
    "---\nLocal time.\n",
    "annotations/harbor/reply.md": "---\nquote: closed at noon\nmotivation: replying\nauthor: Ben\ndate: 2026-11-23\n"
    "see: [harbor#note-closed, people/ada-lovelace]\n---\nBy the port.\n",
    "annotations/harbor/earlier.md": "---\nquote: closed\nmotivation: replying\nauthor: Ann Lee\ndate: 2026-11-22\n"
    "see: [harbor#note-reply]\n---\nThank you.\n",
    "annotations/harbor/spelling.md": "---\nquote: harbour\nmotivation: editing\nreading: harbor\ndate: 2026-10-01\n"
    "---\nAs above.\n",
    "annotations/harbor/ada.md": "---\nquote: noon. Ada Lovelace\n---\nOver a name.\n",
    "annotations/harbor/both.md": '---\nquote: "ships.\\n\\n“We saw"\n---\nOver two passages.\n',
    "annotations/harbor/lost.md": "---\nquote: words that nobody wrote\nauthor: Ann Lee\n---\nStill here.\n",
    "annotations/diary/hostile.md": f"---\nquote: stayed\nauthor: '{HOSTILE}'\ntags: ['{HOSTILE}']\n"
    f"motivation: editing\nreading: '{HOSTILE}'\ndate: 2026-11-24\n---\n{HOSTILE}\n[a](javascript:hit(2)) [[harbor]]\n",
}
PLACED = ("closed", "noon", "reply", "earlier", "spelling", "ada", "both")
ADDRESS = "https://harbor.example/archive-of-one/"


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("noted"), TINY)
    write_files(root, FILES)
    return Built(root, root / "site", build(root, env={**REPOSITORY, "SITE_URL": ADDRESS}))


@pytest.fixture(scope="module")
def harbor(noted: Built) -> BeautifulSoup:
    return read(noted, "archive/documents/harbor/index.html")


def read(built: Built, path: str) -> BeautifulSoup:
    return BeautifulSoup((built.site / path).read_text(encoding="utf-8"), "lxml")


def note_of(page: BeautifulSoup, name: str) -> Tag:
    found = page.find(id=f"note-{name}")
    assert isinstance(found, Tag)
    return found


def one(element: Tag | BeautifulSoup, css: str) -> Tag:
    (found,) = element.select(css)
    return found


def test_the_site_is_whole(noted: Built) -> None:
    done = glossator_here(noted.root, "check", "--site", noted.site)
    assert done.returncode == 0, done.stdout


def test_each_note_is_reachable_from_its_words_and_they_from_it(harbor: BeautifulSoup) -> None:
    signs = harbor.select("article.source [data-start] a.note-sign")
    assert sorted(str(sign["href"]) for sign in signs) == sorted(f"#note-{name}" for name in PLACED)
    for sign in signs:
        name = str(sign["href"]).removeprefix("#note-")
        note = note_of(harbor, name)
        assert sign.get_text() == ""
        assert sign["aria-label"] == f"Note {sign['data-number']}"
        assert str(note["aria-label"]).startswith(f"Note {sign['data-number']}, on “")
        back = one(note, "a[role=doc-backlink]")
        assert harbor.find(id=str(back["href"]).removeprefix("#")) is sign


def test_signs_stand_behind_the_words_in_order_and_never_within_another_link(harbor: BeautifulSoup) -> None:
    signs = harbor.select("article.source a.note-sign")
    assert [str(sign["data-number"]) for sign in signs] != []
    assert not harbor.select("a a")
    for sign in signs:
        before = "".join(str(text) for text in reversed(list(sign.find_all_previous(string=True, limit=6))))
        name = str(sign["href"]).removeprefix("#note-")
        quote = FILES[f"annotations/harbor/{name}.md"].split("quote: ")[1].split("\n")[0].strip('"').split("\\n")[-1]
        assert before.endswith(quote), name


def test_signs_are_numbered_in_the_order_in_which_they_stand_and_notes_in_the_margin_too(harbor: BeautifulSoup) -> None:
    signs = harbor.select("article.source a.note-sign")
    assert [sign["data-number"] for sign in signs] == [str(number) for number in range(1, len(PLACED) + 1)]
    names = [str(sign["href"]).removeprefix("#note-") for sign in signs]
    assert names == ["earlier", "closed", "reply", "noon", "ada", "both", "spelling"]
    beside = [str(note["id"]) for note in harbor.select("article.source .thread > aside.note")]
    assert beside == ["note-closed", "note-noon", "note-ada", "note-both", "note-spelling"]


def test_every_note_has_a_permalink_and_an_edit_button(noted: Built, harbor: BeautifulSoup) -> None:
    for name in (*PLACED, "lost"):
        note = note_of(harbor, name)
        (permalink,) = [link for link in note.select("a.permalink") if link.find_parent("aside") is note]
        assert permalink["href"] == f"#note-{name}"
        (edit,) = [link for link in note.select("a.edit") if link.find_parent("aside") is note]
        assert edit["href"] == f"https://example.org/o/r/edit/main/annotations/harbor/{name}.md"
        assert len({str(permalink["aria-label"]), str(edit["aria-label"])}) == 2
    listed = read(noted, "archive/notes/index.html")
    assert len(listed.select("a.permalink")) == len(listed.select("a.edit")) == len(listed.select("aside.note"))


def test_answers_stand_under_the_note_in_the_order_of_their_dates(harbor: BeautifulSoup) -> None:
    thread = note_of(harbor, "closed").find_parent(class_="thread")
    assert isinstance(thread, Tag)
    answers = [str(note["id"]) for note in thread.select("ol.answers > li > aside.note")]
    assert answers == ["note-earlier", "note-reply"]
    assert not note_of(harbor, "reply").select(".note-answers")
    said = one(note_of(harbor, "earlier"), ".note-answers")
    assert said.get_text() == "In answer to Ben, on “closed at noon”"
    assert one(said, "a")["href"] == "#note-reply"
    assert [link.get_text() for link in note_of(harbor, "reply").select(".see")] == ["Ada Lovelace"]


def test_a_note_tells_what_links_to_it_and_a_link_what_it_leads_to(harbor: BeautifulSoup) -> None:
    linked = one(note_of(harbor, "noon"), "details.note-links")
    assert one(linked, "summary").get_text() == "What links here: 1 link"
    assert [link["href"] for link in linked.select("a")] == ["#note-closed"]
    assert one(linked, "mark").get_text().endswith("note on “at noon”")
    words = [link.get_text() for link in note_of(harbor, "closed").select(".note-body a")]
    assert words[1].endswith("note on “at noon”")


def test_a_correction_shows_the_proposed_reading_beside_the_sources(harbor: BeautifulSoup) -> None:
    note = note_of(harbor, "spelling")
    correction = one(note, ".correction")
    assert [p.get_text() for p in correction.select("p")] == ["The source has harbour", "Proposed instead harbor"]
    assert one(correction, "del").get_text() == "harbour"
    assert one(correction, "ins").get_text() == "harbor"
    assert not harbor.select("[data-start] :is(del, ins, .correction)")
    assert one(note, ".note-motivation").get_text() == "Correction"


def test_a_note_shows_author_date_kind_and_tags_each_leading_to_its_list(noted: Built, harbor: BeautifulSoup) -> None:
    note = note_of(harbor, "closed")
    shown = {css: note.select(css) for css in ("a.note-author", "a.note-date", "a.tag")}
    assert {css: [link.get_text() for link in links] for css, links in shown.items()} == {
        "a.note-author": ["Ann Lee"],
        "a.note-date": ["2026-11-20"],
        "a.tag": ["time", "sea"],
    }
    for links in shown.values():
        for link in links:
            path, anchor = target_of("archive/documents/harbor/index.html", str(link["href"]))
            heading = read(noted, path).find(id=anchor)
            assert isinstance(heading, Tag)
            assert heading.get_text().startswith(link.get_text()[:7])


def sections(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the sections of an index, with the notes that each leads to."""
    found = {}
    for section in page.select("section:has(ul.entries)"):
        links = section.select("a.entry-name")
        found[one(section, "h2").get_text()] = [str(link["href"]).split("#note-")[1] for link in links]
    return found


def test_notes_are_listed_by_author_tag_and_date_with_how_many_there_are(noted: Built) -> None:
    authors = sections(read(noted, "archive/notes/authors/index.html"))
    assert authors["Ann Lee (3)"] == ["closed", "earlier", "lost"]
    assert sorted(authors["Ben (2)"]) == ["noon", "reply"]
    assert sorted(authors["No author named (4)"]) == ["ada", "both", "engine", "spelling"]
    assert authors["A tester (1)"] == ["numbers"]
    tags = sections(read(noted, "archive/notes/tags/index.html"))
    assert tags == {f"{HOSTILE} (1)": ["hostile"], "sea (1)": ["closed"], "time (2)": ["closed", "noon"]}
    dates = sections(read(noted, "archive/notes/dates/index.html"))
    assert list(dates)[:2] == ["2026-11 (5)", "2026-10 (1)"]
    assert dates["2026-11 (5)"] == ["hostile", "reply", "earlier", "noon", "closed"]
    assert len(dates["Without a date (5)"]) == 5


def test_the_page_of_notes_leads_to_the_lists_and_the_feed(noted: Built) -> None:
    page = read(noted, "archive/notes/index.html")
    ways = {
        item.get_text(): target_of("archive/notes/index.html", str(one(item, "a")["href"]))[0]
        for item in page.select(".ways li")
    }
    assert ways == {
        "Notes by author 4 authors": "archive/notes/authors/index.html",
        "Notes by tag 3 tags": "archive/notes/tags/index.html",
        "Notes by date 2 months": "archive/notes/dates/index.html",
        "Feed of the newest notes Atom": "archive/notes/feed.xml",
    }


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive of notes without dates or tags, whose site knows its address."""
    root = copy_archive(tmp_path_factory.mktemp("undated"), TINY)
    return Built(root, root / "site", build(root, "--strict", env={"SITE_URL": ADDRESS}))


def test_there_is_no_list_by_what_no_note_has(undated: Built) -> None:
    notes = undated.site / "archive" / "notes"
    assert sorted(path.name for path in notes.iterdir()) == ["authors", "index.html"]


# The feed


def feed_of(built: Built) -> ElementTree.Element:
    return ElementTree.fromstring((built.site / "archive" / "notes" / "feed.xml").read_bytes())


def of(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"atom:{name}", ATOM)]


def check_atom(feed: ElementTree.Element) -> None:
    """Raise AssertionError where a feed is not what RFC 4287 asks for in 4.1.1 and 4.1.2."""
    assert feed.tag == f"{{{ATOM['atom']}}}feed"
    entries = feed.findall("atom:entry", ATOM)
    for element in (feed, *entries):
        (id_,), (title,), (updated,) = of(element, "id"), of(element, "title"), of(element, "updated")
        assert urlsplit(id_).scheme
        assert title
        assert datetime.fromisoformat(updated).tzinfo is not None
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated)
        for link in element.findall("atom:link", ATOM):
            assert link.attrib["href"].startswith("https://")
    assert all(name for author in feed.findall("atom:author", ATOM) for name in of(author, "name"))
    assert feed.findall("atom:author", ATOM) or all(entry.findall("atom:author", ATOM) for entry in entries)
    assert any(link.attrib["rel"] == "self" for link in feed.findall("atom:link", ATOM))
    ids = [id_ for entry in entries for id_ in of(entry, "id")]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert entry.find("atom:link[@rel='alternate']", ATOM) is not None
        assert len(of(entry, "content")) == 1
        assert all(category.attrib["term"] for category in entry.findall("atom:category", ATOM))


def test_the_feed_holds_the_dated_notes_the_newest_first(noted: Built) -> None:
    feed = feed_of(noted)
    check_atom(feed)
    entries = feed.findall("atom:entry", ATOM)
    assert [id_ for entry in entries for id_ in of(entry, "id")] == [
        f"{ADDRESS}archive/documents/{place}"
        for place in (
            "diary/#note-hostile",
            "harbor/#note-reply",
            "harbor/#note-earlier",
            "harbor/#note-noon",
            "harbor/#note-closed",
            "harbor/#note-spelling",
        )
    ]
    assert of(feed, "updated") == ["2026-11-24T00:00:00Z"]
    closed = entries[4]
    assert of(closed, "title") == ["On “harbor was closed at noon” in harbor"]
    assert [term.attrib["term"] for term in closed.findall("atom:category", ATOM)] == ["time", "sea"]
    (content,) = of(closed, "content")
    assert f'href="{ADDRESS}archive/documents/harbor/#p2"' in content
    assert "Proposed reading: harbor" in of(entries[5], "content")[0]


def test_links_of_the_feed_lead_to_notes_that_are_there(noted: Built) -> None:
    for link in feed_of(noted).findall("atom:entry/atom:link", ATOM):
        path, _, anchor = link.attrib["href"].removeprefix(ADDRESS).partition("#")
        assert read(noted, f"{path}index.html").find(id=anchor) is not None


def test_hostile_words_are_only_words_in_the_feed(noted: Built) -> None:
    (entry, *_) = feed_of(noted).findall("atom:entry", ATOM)
    (author,) = entry.findall("atom:author", ATOM)
    assert of(author, "name") == [HOSTILE]
    content = BeautifulSoup(of(entry, "content")[0], "html.parser")
    assert not content.select("img, script, [onerror]")
    assert [link["href"] for link in content.select("a")] == [f"{ADDRESS}archive/documents/harbor/"]
    assert content.get_text().count("onerror=hit(1)") == 2


def test_pages_of_notes_name_their_feed_and_no_other_page_does(noted: Built) -> None:
    named = {}
    for path in noted.site.rglob("index.html"):
        page = path.relative_to(noted.site).as_posix()
        for link in read(noted, page).select("link[rel=alternate][type='application/atom+xml']"):
            named[page] = target_of(page, str(link["href"]))[0]
    named.pop("archive/documents/index.html", "")
    pages = ("", "authors/", "tags/", "dates/")
    assert named == {f"archive/notes/{each}index.html": "archive/notes/feed.xml" for each in pages}


def test_there_is_no_feed_without_a_note_that_has_a_date(undated: Built) -> None:
    assert_no_feed(undated.site)


def test_there_is_no_feed_without_the_sites_address(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {"annotations/diary/dated.md": "---\nquote: stayed\ndate: 2026-11-24\n---\n"})
    build(root, "--strict")
    assert_no_feed(root / "site")


def assert_no_feed(site: Path) -> None:
    assert not (site / "archive" / "notes" / "feed.xml").exists()
    page = BeautifulSoup((site / "archive" / "notes" / "index.html").read_bytes(), "lxml")
    assert not page.select("[type='application/atom+xml']")


def test_two_builds_of_the_same_notes_are_the_same_and_a_note_that_goes_leaves_nothing(
    noted: Built, tmp_path: Path
) -> None:
    root = copy_archive(tmp_path / "archive", noted.root)
    build(root, env={**REPOSITORY, "SITE_URL": ADDRESS, "GLOSSATOR_CACHE": str(tmp_path / "cache")})
    ours, theirs = (files_of(folder / "site" / "archive" / "notes") for folder in (root, noted.root))
    assert ours == theirs
    for path in (root / "annotations").rglob("*.md"):
        path.unlink()
    build(root, env={**REPOSITORY, "SITE_URL": ADDRESS})
    assert list(files_of(root / "site" / "archive" / "notes")) == ["index.html"]


@given(st.lists(st.tuples(st.text(), st.text(), st.text(), st.dates()), min_size=1, max_size=25))
def test_whatever_notes_say_the_feed_is_well_formed_and_says_it(said: list[tuple[str, str, str, object]]) -> None:
    notes = [
        (
            Note(
                f"d/{number}",
                "d",
                Quote(quote or "x"),
                body,
                "",
                FIRST,
                1,
                author=author,
                date=str(day),
                tags=(author,),
            ),
            Anchor(f"d/{number}", "orphan", None, 0.0),
        )
        for number, (quote, author, body, day) in enumerate(said)
    ]
    data = render_files(site_of(DOCUMENT, notes, site_url=ADDRESS, site_name="S"))["archive/notes/feed.xml"]
    feed = ElementTree.fromstring(data)
    check_atom(feed)
    entries = feed.findall("atom:entry", ATOM)
    assert len(entries) == min(len(notes), 20)
    days = [updated for entry in entries for updated in of(entry, "updated")]
    assert days == sorted(days, reverse=True)


def test_hostile_words_are_only_words_on_the_pages(noted: Built) -> None:
    for path in (
        "archive/documents/diary/index.html",
        "archive/notes/index.html",
        "archive/notes/authors/index.html",
        "archive/notes/tags/index.html",
    ):
        page = read(noted, path)
        assert HOSTILE in page.get_text(), path
        assert not page.select(".glossator img, .glossator script, .glossator [onerror], .glossator [style]"), path


def test_the_notes_that_the_guide_shows_are_taken_as_it_says() -> None:
    guide = (ROOT / "docs" / "guide" / "notes.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```markdown\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    sources = [(f"annotations/letter-1843/{name}.md", text.encode()) for name, text in zip("ab", examples, strict=True)]
    (correction, answer), problems = load_notes(sources)
    assert problems == ()
    assert correction.reading == "received the letter"
    assert answer.answers == "letter-1843/spelling"
    told = re.findall(r"^\| ([^|]+?) \|", guide, re.MULTILINE)
    assert told[1:] == list(STANDING.values())
