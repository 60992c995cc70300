"""Documents that got another id: addresses, links and notes with the one that they had lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotate import at_home
from glossator.model import FORMER_ID, Datum, Document, Page
from glossator.relate import check_former_ids, former_ids
from helpers import WriteFiles
from test_pipeline import Whole, build, said

FILES: Mapping[str, str] = {
    "seeds/log.txt": "The harbor was closed.\n\nSixty ships lay before it.\n",
    "seeds/log.yml": "id: harbor-log\ntitle: Log of the harbor\nformer_ids: [log, day-book]\n",
    "seeds/letter.md": "---\nid: letter\nversion_of: day-book\n---\nSixty ships lay before the harbor.\n",
    "annotations/harbor-log/count.md": "---\nquote: Sixty\n---\nCounted by [[people/ada]].\n",
    "annotations/log/noon.md": "---\nquote: harbor\nsee: [log#note-count]\n---\nSee [[day-book#p2|the count]].\n",
    "annotations/letter/same.md": "---\nquote: Sixty ships\n---\nAs [[log#p2]] says, and [[log#note-noon]].\n",
    "glossary/people/ada.md": "---\nname: Ada Lovelace\n---\nShe kept [[day-book]].\n",
    "glossary/people/countess.md": "---\nname: The Countess\nmerged_into: people/ada\n---\n",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    root = tmp_path_factory.mktemp("former")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return build(root, root / "cache")


def page(whole: Whole, uri: str) -> Page:
    return next(page for page in whole.pages if page.uri == uri)


def lines(page: Page, section: str) -> list[str]:
    """Return the lines of a section on one line each."""
    found = BeautifulSoup(page.body, "html.parser").select(f"section[aria-labelledby={section}] li")
    return [" ".join(line.get_text().split()) for line in found]


def test_what_links_by_a_former_id_is_told_with_the_one_that_is_now(whole: Whole) -> None:
    told = [problem for problem in said(whole.archive) if "I6" not in problem]
    assert told == [
        "annotations/letter/same.md:4:4: I503 `log#p2` is `harbor-log#p2` now, and the link leads there\n"
        "    remedy: write `harbor-log#p2`",
        "annotations/letter/same.md:4:25: I503 `log#note-noon` is `harbor-log#note-noon` now, and the link leads"
        " there\n"
        "    remedy: write `harbor-log#note-noon`",
        "annotations/log/noon.md: I208 the document log is harbor-log now, and the note stands there\n"
        "    remedy: move the file to annotations/harbor-log/",
        "annotations/log/noon.md:3:7: I503 `log#note-count` is `harbor-log#note-count` now, and the link leads there\n"
        "    remedy: write `harbor-log#note-count`",
        "annotations/log/noon.md:5:5: I503 `day-book#p2` is `harbor-log#p2` now, and the link leads there\n"
        "    remedy: write `harbor-log#p2`",
        "glossary/people/ada.md:4:10: I503 `day-book` is `harbor-log` now, and the link leads there\n"
        "    remedy: write `harbor-log`",
    ]


def test_links_by_a_former_id_stand_at_the_document(whole: Whole) -> None:
    assert lines(page(whole, "archive/documents/harbor-log/index.md"), "linked") == [
        "Ada Lovelace She kept Log of the harbor.",
        "Note on “harbor” Log of the harbor See the count.",
        "Note on “Sixty ships” letter As Log of the harbor, p2 says, and Log of the harbor, note on “harbor”.",
    ]


def test_a_note_in_the_folder_of_a_former_id_stands_on_the_document(whole: Whole) -> None:
    log = next(document for document in whole.archive.documents if document.id == "harbor-log")
    assert [(anchor.note, anchor.state) for anchor in log.anchors] == [
        ("harbor-log/noon", "exact"),
        ("harbor-log/count", "exact"),
    ]
    (noon,) = [note for note in whole.archive.notes if note.id == "harbor-log/noon"]
    assert (noon.answers, noon.path) == ("harbor-log/count", "annotations/log/noon.md")


@pytest.mark.parametrize("former", ["log", "day-book"])
def test_a_former_address_leads_to_the_document(whole: Whole, former: str) -> None:
    moved = page(whole, f"archive/documents/{former}/index.md")
    assert (moved.redirect, moved.title) == ("../harbor-log/", "Log of the harbor")
    link = BeautifulSoup(moved.body, "html.parser").select_one("a[data-moved]")
    assert link is not None
    assert (link["href"], link.get_text()) == ("../harbor-log/", "Log of the harbor")


def test_a_comparison_is_found_by_the_ids_that_its_documents_had(write_files: WriteFiles, tmp_path: Path) -> None:
    text = "Sixty ships lay before the harbor of Karlshavn on Friday.\n\nThe budget of 3 million crowns was passed.\n"
    files = {
        "seeds/log.txt": f"{text}\nNobody came ashore before the pilots did.\n",
        "seeds/log.yml": "id: harbor-log\nformer_ids: [log, zodiac]\n",
        "seeds/letter.txt": f"{text}\nNobody came ashore before the pilots did.\n",
    }
    whole = build(write_files(files), tmp_path / "cache")
    moved = {page.uri: page.redirect for page in whole.pages if "compared/" in page.uri and page.redirect}
    assert moved == {
        f"archive/compared/{pair}/index.md": "../../harbor-log/letter/"
        for pair in ("letter/log", "log/letter", "letter/zodiac", "zodiac/letter")
    }


def test_another_version_may_be_named_by_a_former_id(whole: Whole) -> None:
    body = BeautifulSoup(page(whole, "archive/documents/letter/index.md").body, "html.parser")
    assert "Other versions of this document: Log of the harbor." in body.get_text()


CLASHES = {
    "of_itself": (
        {"seeds/a.yml": "former_ids: [a]"},
        ["seeds/a.yml: E504 `former_ids` names a, the id that the document has\n    remedy: take it out"],
    ),
    "of_another": (
        {"seeds/a.yml": "former_ids: [b]"},
        [
            "seeds/a.yml: E504 `former_ids` names b, which is the id of seeds/b.md\n"
            "    remedy: take it out, or give the other document another `id`"
        ],
    ),
    "of_one_that_is_broken": (
        {"seeds/a.yml": "former_ids: [c]", "seeds/c.txt": ""},
        [
            "seeds/a.yml: E504 `former_ids` names c, which is the id of a document that could not be read\n"
            "    remedy: take it out, or give the other document another `id`",
            "seeds/c.txt: E103 the source is empty\n    remedy: put the document's text in it, or remove it",
        ],
    ),
    "of_two": (
        {"seeds/a.yml": "former_ids: [x]", "seeds/b.md": "---\nformer_ids: [x]\n---\nTwo.\n"},
        [
            "seeds/a.yml: E504 `former_ids` names x, and so does that of seeds/b.md: it leads to neither\n"
            "    remedy: take it out of one of the two",
            "seeds/b.md: E504 `former_ids` names x, and so does that of seeds/a.txt: it leads to neither\n"
            "    remedy: take it out of one of the two",
        ],
    ),
    "of_a_note_that_is_there": (
        {
            "seeds/a.yml": "former_ids: [x]",
            "annotations/a/n.md": "---\nquote: One\n---\n",
            "annotations/x/n.md": "---\nquote: One\n---\n",
        },
        [
            "annotations/x/n.md: E208 the document x is a now, where another note has this one's name\n"
            "    remedy: give the file another name, beside annotations/a/n.md"
        ],
    ),
    "of_no_form": (
        {"seeds/a.yml": "former_ids: [A b]"},
        [
            "seeds/a.yml:1:13: E409 `former_ids` is wrong: one of them is no id of a document\n"
            "    remedy: change the value"
        ],
    ),
}


@pytest.mark.parametrize("case", CLASHES)
def test_an_id_that_is_anothers_is_told(case: str, write_files: WriteFiles, tmp_path: Path) -> None:
    files, told = CLASHES[case]
    root = write_files({"seeds/a.txt": "One.\n", "seeds/b.md": "Two.\n", **files})
    whole = build(root, tmp_path / "cache")
    assert said(whole.archive) == told
    documents = [page.uri for page in whole.pages if page.uri.startswith("archive/documents/") and not page.redirect]
    assert documents == ["archive/documents/a/index.md", "archive/documents/b/index.md", "archive/documents/index.md"]


def test_answers_in_a_ring_across_two_ids_of_a_document_are_opened(write_files: WriteFiles, tmp_path: Path) -> None:
    files = {
        "seeds/a.txt": "One.\n",
        "seeds/a.yml": "former_ids: [x]\n",
        "annotations/a/one.md": "---\nquote: One\nsee: [x#note-two]\n---\n",
        "annotations/x/two.md": "---\nquote: One\nsee: [a#note-one]\n---\n",
    }
    archive = build(write_files(files), tmp_path / "cache").archive
    assert [problem.code for problem in archive.problems] == ["E206", "I503", "I208", "E206"]
    assert [note.answers for note in archive.notes] == ["", ""]


def renamed(id_: str, *former: str) -> Document:
    metadata = tuple(Datum(FORMER_ID, each, "sidecar") for each in former)
    return Document(id_, f"seeds/{id_}.txt", "x", "", "", 1, "UTF-8", "LF", metadata=metadata)


IDS = st.sampled_from("abcdef")


@given(st.dictionaries(IDS, st.lists(IDS, max_size=4), max_size=4))
def test_each_former_id_leads_to_one_document_or_is_told(documents: dict[str, list[str]]) -> None:
    made = [renamed(id_, *former) for id_, former in documents.items()]
    leads = former_ids(made)
    assert not leads.keys() & documents.keys()
    told = {problem.message.split()[2].rstrip(",") for problem in check_former_ids(made, leads)}
    assert leads.keys() | told == {former for some in documents.values() for former in some}
    assert not leads.keys() & told


def test_without_former_ids_notes_stay_as_they_are() -> None:
    assert at_home((), {"x": "a"}) == ((), ())
