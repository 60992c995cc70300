"""Notes whose files got other names: addresses, links and answers with those that they had lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from glossator.annotate import by_former_names
from glossator.model import Note, Position, Quote
from helpers import WriteFiles
from test_pipeline import Whole, build, said

LOG = "The harbor was closed.\n\nSixty ships lay before it.\n"
FILES: Mapping[str, str] = {
    "seeds/log.txt": LOG,
    "seeds/log.yml": "id: harbor-log\ntitle: Log\nformer_ids: [log]\n",
    "annotations/harbor-log/ships.md": "---\nquote: Sixty\nformer_names: [count, sixty, count]\n---\nOf all kinds.\n",
    "annotations/harbor-log/answer.md": "---\nquote: Sixty\nsee: [harbor-log#note-count]\n---\nNot all.\n",
    "annotations/harbor-log/noon.md": "---\nquote: harbor\n---\n[[log#note-sixty]] and [[harbor-log#note-ships]].\n",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    root = tmp_path_factory.mktemp("renamed")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return build(root, root / "cache")


@pytest.fixture(scope="module")
def page(whole: Whole) -> BeautifulSoup:
    (body,) = [page.body for page in whole.pages if page.uri == "archive/documents/harbor-log/index.md"]
    return BeautifulSoup(body, "html.parser")


def test_what_links_by_a_former_name_is_told_with_the_one_that_is_now(whole: Whole) -> None:
    assert [problem for problem in said(whole.archive) if "I6" not in problem] == [
        "annotations/harbor-log/answer.md:3:7: I503 `harbor-log#note-count` is `harbor-log#note-ships` now, and the"
        " link leads there\n    remedy: write `harbor-log#note-ships`",
        "annotations/harbor-log/noon.md:4:1: I503 `log#note-sixty` is `harbor-log#note-ships` now, and the link leads"
        " there\n    remedy: write `harbor-log#note-ships`",
    ]


def test_links_and_answers_stand_at_the_note(page: BeautifulSoup) -> None:
    (note,) = page.select("#note-ships")
    assert [link["href"] for link in note.select(".note-links .linking .entry-name")] == ["#note-noon"]
    thread = note.find_parent(class_="thread")
    assert thread is not None
    assert [answer["id"] for answer in thread.select(".answers .note")] == ["note-answer"]
    assert [link["href"] for link in page.select("#note-noon .note-body a")] == ["./#note-ships", "./#note-ships"]


def test_an_old_address_leads_to_the_note(page: BeautifulSoup) -> None:
    assert [was["id"] for was in page.select("#note-ships .note-was")] == ["note-count", "note-sixty"]


def note(name: str, *former: str, answers: str = "") -> Note:
    path = f"annotations/a/{name}.md"
    return Note(f"a/{name}", "a", Quote("x"), "", path, Position(1, 1), 1, answers=answers, former_names=former)


CLASHES = {
    "of_itself": ([note("n", "n")], ["a/n `former_names` has n, the name that the note has"]),
    "of_another": (
        [note("m"), note("n", "m")],
        ["a/n `former_names` has m, which is the name of annotations/a/m.md"],
    ),
    "of_two": (
        [note("m", "x"), note("n", "x")],
        [
            "a/m `former_names` has x, and so has that of annotations/a/n.md: it leads to neither",
            "a/n `former_names` has x, and so has that of annotations/a/m.md: it leads to neither",
        ],
    ),
}


@pytest.mark.parametrize("case", CLASHES)
def test_e209_a_former_name_that_is_another_s_leads_to_neither(case: str) -> None:
    notes, messages = CLASHES[case]
    kept, leads, problems = by_former_names(notes)
    assert leads == {}
    assert [each.former_names for each in kept] == [() for _ in notes]
    assert [f"a/{Path(problem.path).stem} {problem.message}" for problem in problems] == messages
    assert {problem.code for problem in problems} == {"E209"}


def test_a_ring_that_only_a_former_name_closes_is_opened(write_files: WriteFiles, tmp_path: Path) -> None:
    files = {
        "seeds/log.txt": LOG,
        "annotations/log/a.md": "---\nquote: Sixty\nformer_names: [old]\nsee: [log#note-b]\n---\n",
        "annotations/log/b.md": "---\nquote: Sixty\nsee: [log#note-old]\n---\n",
    }
    archive = build(write_files(files), tmp_path / "cache").archive
    assert [problem.code for problem in archive.problems if problem.severity == "error"] == ["E206", "E206"]
    assert [each.answers for each in archive.notes] == ["", ""]


def test_without_former_names_notes_stay_as_they_are() -> None:
    notes = (note("m"), note("n", answers="a/m"))
    assert by_former_names(notes) == (notes, {}, ())
