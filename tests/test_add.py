"""`glossator add`: what is taken in, under which names, with what sidecars, and all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import random
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from html import unescape
from io import BytesIO
from pathlib import Path
from textwrap import dedent

import pytest
from pypdf import PdfReader, PdfWriter

from glossator.add import add as put_in_place
from glossator.add import plan
from glossator.add.place import PlacingError, finish_or_clear
from glossator.add.place import put_in_place as place
from glossator.add.sidecars import free_id, sidecar
from glossator.cache import Cache
from glossator.files import ID_STEP
from glossator.frontmatter import load_yaml
from glossator.making import Work
from glossator.model import Datum, Document
from glossator.plugin import read_config
from glossator.processes import executor
from glossator.relate import versions
from glossator.schemas import Sidecar
from helpers import (
    GLOSSATOR,
    PATIENCE,
    Done,
    files_of,
    glossator,
    glossator_here,
    mkdocs,
    parse,
    replace_in,
    words,
    write_files,
)
from test_docx import packed, paragraph, word
from test_mail import message
from test_pdf import PROSE, document
from test_warc import archive as web_archive

Files = Mapping[str, str | bytes]

MKDOCS_YML = """\
site_name: Test
theme: {name: material, font: false}
plugins:
  - glossator:
      jobs: 1
nav: [index.md]
not_in_nav: /archive/
"""
WORDS = (
    "river engine letter station harbor secretary morning council bridge winter paper nobody measured answered found"
    " carried above under their seven after before slowly another"
).split()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with nothing in it."""
    return new_archive(tmp_path / "archive")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder to take files from."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def new_archive(root: Path, files: Files | None = None) -> Path:
    return write_files(root, {"mkdocs.yml": MKDOCS_YML, "docs/index.md": "# Test\n", **(files or {})})


def add(root: Path, *arguments: str | Path) -> Done:
    return glossator_here(root, "add", *arguments)


def taken(root: Path, *arguments: str | Path) -> list[str]:
    """Take in what must go in whole, and return the paths of the sources."""
    done = add(root, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def one(root: Path, folder: Path, name: str, data: str | bytes) -> str:
    """Take in a file, and return the path of its source."""
    write_files(folder, {name: data})
    (path,) = taken(root, folder / name)
    return path


def told(done: Done) -> list[str]:
    """Return the lines on stderr, without remedies."""
    return [line for line in done.stderr.splitlines() if not line.startswith("    remedy: ")]


def said(root: Path, path: str) -> Sidecar:
    """Return what a source's sidecar says, as the strict loader reads it."""
    beside = (root / path).with_suffix(".yml")
    loaded, problems = load_yaml(beside.name, beside.read_bytes(), Sidecar)
    assert problems == ()
    assert loaded is not None
    return loaded.fields


def rows(root: Path) -> list[dict[str, str]]:
    """Return what `glossator export text` prints."""
    done = glossator_here(root, "export", "text")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def tree(folder: Path) -> dict[str, str]:
    """Return everything below a folder, hidden files, empty folders and links too."""

    def what(path: Path) -> str:
        if path.is_symlink():
            return f"link to {path.readlink()}"
        mode = path.lstat().st_mode
        data = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else ""
        return f"{stat.filemode(mode)} {data}"

    return {path.relative_to(folder).as_posix(): what(path) for path in sorted(folder.rglob("*"))}


def prose(seed: int, count: int = 300) -> str:
    """Return words that tell nothing, in sentences: others for each seed."""
    chosen = random.Random(seed)
    sentences = (" ".join(chosen.choices(WORDS, k=12)).capitalize() for _ in range(count // 12))
    return ".\n\n".join(sentences) + ".\n"


def page(title: str, body: str = "<p>The engine works.</p>", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def records(root: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Build the pages, and return each document's record as its page shows it: (value, where from) by what it is."""
    assert glossator_here(root, "build", "--strict").returncode == 0
    found = {}
    for path in (root / "docs/archive/documents").glob("*/index.md"):
        rows = parse(path.read_text(encoding="utf-8")).iterfind(".//tbody/tr")
        found[path.parent.name] = {label: (value, origin) for label, value, origin in (map(words, row) for row in rows)}
    return found


# What goes in, and how.


def test_a_file_is_copied_byte_for_byte_with_a_sidecar_beside_it(root: Path, here: Path) -> None:
    data = b"\xef\xbb\xbfDear Anna,\r\n\r\nthe caf\xc3\xa9 is open. \x85\xa0\r\n".replace(b"\x85\xa0", b"\xc2\x85")
    assert one(root, here, "to anna.txt", data) == "seeds/to-anna.txt"
    assert (root / "seeds/to-anna.txt").read_bytes() == data
    assert (here / "to anna.txt").read_bytes() == data
    assert (root / "seeds/to-anna.yml").read_text() == (
        'title: "to anna"  # file name, inferred\n'
        'taken_from: "to anna.txt"\n'
        "inferred: [title]  # guesses: correct what is wrong, then take its name from this list\n"
    )
    assert sorted(files_of(root / "seeds")) == ["to-anna.txt", "to-anna.yml"]


def test_files_and_folders_go_in_together_in_a_fixed_order(root: Path, here: Path) -> None:
    hidden = {"b/.hidden.txt": "No.", "b/.git/x.txt": "No."}
    write_files(here, {"b/2.txt": "Two.", "b/1.md": "# One\n\nFirst.\n", "a.txt": "A.", **hidden})
    done = add(root, here / "b", here / "a.txt")
    assert done.stdout.splitlines() == ["seeds/b/one.md", "seeds/b/2.txt", "seeds/a.txt"]
    assert told(done) == [
        "seeds/b/2.txt: guessed: title",
        "seeds/a.txt: guessed: title",
        "3 documents taken in; next: mkdocs serve",
    ]
    assert [said(root, path).taken_from for path in done.stdout.splitlines()] == ["b/1.md", "b/2.txt", "a.txt"]


def test_what_was_found_stands_in_the_record_with_its_origin_and_what_was_guessed_is_marked(
    root: Path, here: Path
) -> None:
    head = (
        meta("og:title", "Meeting with President of Turkey")
        + meta("og:site_name", "President of Russia")
        + meta("article:published_time", "2016-09-03T12:00:00+03:00")
        + meta("og:url", "https://example.com/news/52800")
    )
    path = one(root, here, "page.html", page("Meeting with President of Turkey", f"<p>{prose(1)}</p>", head))
    assert path == "seeds/2016-09-03-meeting-with-president-of-turkey.html"
    assert one(root, here, "1944-05-01 to anna.txt", prose(2)) == "seeds/1944-05-01-to-anna.txt"
    found = records(root)
    web = found["2016-09-03-meeting-with-president-of-turkey"]
    assert web["Title"] == ("Meeting with President of Turkey", "h1")
    assert web["Date"] == ("2016-09-03", "article:published_time")
    assert web["Source"] == ("President of Russia", "og:site_name")
    assert web["Address"] == ("https://example.com/news/52800", "og:url")
    assert web["Taken from"] == ("page.html", "sidecar")
    letter = found["1944-05-01-to-anna"]
    assert letter["Title"] == ("to anna", "sidecar, inferred")
    assert letter["Date"] == ("1944-05-01", "sidecar, inferred")
    assert letter["Language"] == ("en", "the archive's default")
    sidecar_text = (root / path).with_suffix(".yml").read_text()
    assert 'date: "2016-09-03"  # article:published_time\n' in sidecar_text
    assert "inferred" not in sidecar_text


# The ids.


@pytest.mark.parametrize(
    ("title", "date", "name", "expected"),
    [
        ("Meeting with Turkey", "2016-09-03", "", "2016-09-03-meeting-with-turkey"),
        ("Meeting", "2016-09", "", "2016-09-meeting"),
        ("Meeting", "1890~", "", "1890-meeting"),
        ("Meeting", "1914/1918", "", "1914-meeting"),
        ("Meeting", "", "", "meeting"),
        ("1944-05-01 To Anna", "1944-05-01", "", "1944-05-01-to-anna"),
        ('Ada’s & Anna\'s "Cafés"', "", "", "adas-annas-cafes"),
        ("Łódź, Ærø, Øresund, Straße", "", "", "lodz-aero-oresund-strasse"),
        ("Встреча", "2016-09-03", "news-52800", "2016-09-03-news-52800"),
        ("Встреча", "2016-09-03", "встреча", "2016-09-03"),
        ("会議", "", "会議", "document"),
        ("Index", "", "", "index-1"),
        ("CON", "", "", "con-1"),
        ("404", "", "", "404-1"),
        ("../../etc/passwd", "", "", "etc-passwd"),
        ("\u202e\u0000<script>", "", "", "script"),
        ("word " * 100, "2016-09-03", "", "2016-09-03-word-word-word-word-word-word-word-word-word-word"),
        ("w" * 500, "", "", "w" * 64),
    ],
)
def test_an_id_is_read_typed_and_safe(title: str, date: str, name: str, expected: str) -> None:
    assert free_id(title, date, name, lambda _: True) == expected
    assert ID_STEP.match(expected)


def test_an_id_that_is_taken_gets_a_number_in_the_archive_and_within_a_run(root: Path, here: Path) -> None:
    write_files(here, {f"{n}/Letter.txt": prose(n) for n in range(3)} | {"3/LETTER.txt": prose(3)})
    assert taken(root, here / "0/Letter.txt") == ["seeds/letter.txt"]
    rest = [here / "1/Letter.txt", here / "2/Letter.txt", here / "3/LETTER.txt"]
    assert taken(root, *rest) == [f"seeds/letter-{n}.txt" for n in (2, 3, 4)]
    assert {row["document"] for row in rows(root)} == {"letter", "letter-2", "letter-3", "letter-4"}


@pytest.mark.parametrize(
    "there",
    [
        {"seeds/Letter.html": "<p>Another.</p>"},
        {"seeds/letter.pdf": b"broken"},
        {"seeds/letter.txt": "Another.", "seeds/letter.yml": "id: other\n"},
        {"seeds/letter.yml": "title: Of nothing\n"},
    ],
    ids=["other_case", "not_readable", "other_id", "sidecar_alone"],
)
def test_no_file_of_the_archive_is_in_the_way_of_a_new_one(there: Files, root: Path, here: Path) -> None:
    before = files_of(write_files(root, there))
    assert one(root, here, "letter.txt", "Dear Anna.") == "seeds/letter-2.txt"
    assert before.items() <= files_of(root).items()


def test_the_same_id_may_not_stand_in_two_collections(root: Path, here: Path) -> None:
    write_files(here, {"a/letter.txt": prose(1), "b/letter.txt": prose(2)})
    assert taken(root, here / "a", here / "b") == ["seeds/a/letter.txt", "seeds/b/letter-2.txt"]


def test_an_id_that_a_document_gives_itself_stays_if_it_is_free(root: Path, here: Path) -> None:
    assert one(root, here, "x.md", f"---\nid: my-letter\ntitle: T\n---\n{prose(1)}") == "seeds/my-letter.md"
    assert one(root, here, "y.md", f"---\nid: my-letter\ntitle: Other\n---\n{prose(2)}") == "seeds/other.md"
    assert said(root, "seeds/other.md").id == "other"
    assert one(root, here, "same.md", f"---\nid: same\ntitle: Third\n---\n{prose(3)}") == "seeds/same.md"
    assert {row["document"] for row in rows(root)} == {"my-letter", "other", "same"}


# The sidecar.

HOSTILE = {
    "quotes": "He said: \"no\" and 'yes' \\ \\n",
    "newlines": "One\ntwo\r\nthree\tfour",
    "comment": "# no comment: [x]  # at all",
    "yaml": "{a: *b} & !!python/object - ? | > % @ `",
    "lines": "one\u2028two\u2029three\u0085four",
    "marks": "\u200fשלום\u200e \ufeff \u00ad\u200b",
    "emoji": "👩🏽\u200d🚀 𝒜 \U000e0041",
    "delete": "a\x7fb\x9fc",
    "number": "1944",
    "null": "null",
    "long": "word " * 100,
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_every_value_is_read_back_as_it_was_found(value: str) -> None:
    found = [Datum(name, value, "text") for name in ("title", "author", "source", "description", "collection", "tag")]
    data = sidecar(found, value, encoding="cp1251")
    loaded, problems = load_yaml("x.yml", data, Sidecar)
    assert problems == ()
    assert loaded is not None
    fields = loaded.fields
    assert {fields.title, fields.author, fields.source, fields.description, fields.collection} == {value}
    assert (fields.tags, fields.taken_from, fields.encoding) == ((value,), value, "cp1251")
    assert all(line.isprintable() for line in data.decode().removesuffix("\n").split("\n"))


def test_control_characters_which_no_sidecar_can_hold_are_dropped() -> None:
    loaded, problems = load_yaml("x.yml", sidecar([Datum("title", "A\x00\x1b[31mB\ud800", "text")], "x"), Sidecar)
    assert problems == ()
    assert loaded is not None
    assert loaded.fields.title == "A[31mB"


def test_a_comment_cannot_end_its_line() -> None:
    data = sidecar([Datum("title", "T", "css: a\n}, evil: \u2028x é" + "y" * 500)], "x").decode()
    first, second = data.removesuffix("\n").split("\n")
    assert first.startswith('title: "T"  # css: a }, evil:  x  yyy')
    assert len(first) < 150
    assert second == 'taken_from: "x"'


def test_what_a_sidecar_has_no_room_for_is_left_to_the_document(root: Path, here: Path) -> None:
    long = "description " * 900
    path = one(root, here, "x.html", page("Short title", head=meta("og:description", long)))
    assert said(root, path).title == "Short title"
    assert (root / path).with_suffix(".yml").stat().st_size < 8192
    assert glossator_here(root, "check").returncode == 0
    loaded, problems = load_yaml("x", sidecar([Datum("title", "文" * 9000, "guessed")], "n" * 90_000), Sidecar)
    assert (loaded and loaded.fields.title, problems) == ("", ())


def test_hostile_titles_of_pages_stay_words(root: Path, here: Path) -> None:
    title = "A &quot;b&quot;: #c <em>d</em> &#8232; e &#x202e; f ]]&gt;"
    path = one(root, here, "x.html", page(title))
    assert glossator_here(root, "check").returncode == 0
    assert said(root, path).title.startswith('A "b": #c')


def test_guesses_are_told_and_stand_under_inferred(root: Path, here: Path) -> None:
    write_files(here, {"1944-05-01 to anna.txt": prose(1)})
    done = add(root, here / "1944-05-01 to anna.txt")
    assert told(done) == [
        "seeds/1944-05-01-to-anna.txt: guessed: date, title",
        "1 document taken in; next: mkdocs serve",
    ]
    assert set(said(root, "seeds/1944-05-01-to-anna.txt").inferred) == {"title", "date"}


# A sidecar that lies beside a file.


def test_a_sidecar_beside_a_file_goes_along(root: Path, here: Path) -> None:
    beside = (
        "id: the-letter\ntitle: 'To Anna'\nauthor: Ada\ndate: 1944~\nlicense: CC0-1.0\ntags: [war, love]\n"
        "encoding: windows-1251\ninferred: [author]\nversion_of: other\n"
    )
    data = "Дорогая Анна".encode("cp1251")
    write_files(here, {"x.txt": data, "x.yml": beside})
    assert taken(root, here / "x.txt", here / "x.yml") == ["seeds/the-letter.txt"]
    fields = said(root, "seeds/the-letter.txt")
    assert fields.model_dump(exclude_defaults=True) == {
        "title": "To Anna",
        "author": "Ada",
        "date": "1944~",
        "license": "CC0-1.0",
        "tags": ("war", "love"),
        "encoding": "windows-1251",
        "taken_from": "x.txt",
        "version_of": "other",
        "inferred": ("author",),
    }
    assert (root / "seeds/the-letter.txt").read_bytes() == data
    assert [row["text"] for row in rows(root)] == ["Дорогая Анна"]


def test_a_folder_s_sidecars_are_no_documents_and_one_alone_is_told(root: Path, here: Path) -> None:
    write_files(here, {"a.txt": prose(1), "a.yml": "id: letter-7\n", "lone.yml": "title: x\n"})
    done = add(root, here)
    assert (done.returncode, done.stdout) == (1, "seeds/in/letter-7.txt\n")
    assert told(done)[0].startswith("error: in/lone.yml: E106 no reader takes this kind of file; known are .txt, ")


def test_a_sidecar_that_cannot_be_read_is_told_by_its_own_name_and_the_file_goes_in(root: Path, here: Path) -> None:
    write_files(here, {"a.txt": prose(1), "a.yml": "authr: x\n"})
    done = add(root, here)
    assert (done.returncode, done.stdout) == (1, "seeds/in/a.txt\n")
    assert told(done)[0] == "error: in/a.yml:1:1: E408 `authr` is no key; did you mean `author`?"
    assert told(done)[-1] == "1 document taken in; next: mkdocs serve"


# What is there already, and what is nearly so.


def test_the_same_bytes_or_the_same_text_are_passed_over(root: Path, here: Path) -> None:
    text = prose(1)
    assert one(root, here, "first.txt", text) == "seeds/first.txt"
    write_files(here, {"again.txt": text, "windows.txt": text.replace("\n", "\r\n"), "new.txt": prose(2)})
    before = tree(root)
    done = add(root, here / "again.txt", here / "windows.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert told(done) == [
        "again.txt: passed over; first has the same bytes",
        "windows.txt: passed over; first has the same text",
        "0 documents taken in, 2 there already",
    ]
    assert tree(root) == before


def test_the_same_twice_within_a_run_goes_in_once(root: Path, here: Path) -> None:
    write_files(here, {"1.txt": prose(1), "2.txt": prose(1), "3.txt": prose(1).replace("\n", "\r\n")})
    done = add(root, here)
    assert done.stdout == "seeds/in/1.txt\n"
    assert told(done)[:2] == [
        "in/2.txt: passed over; 1 has the same bytes",
        "in/3.txt: passed over; 1 has the same text",
    ]
    assert told(done)[-1] == "1 document taken in, 2 there already; next: mkdocs serve"


def test_the_same_folder_again_takes_in_only_what_is_new(root: Path, here: Path) -> None:
    write_files(here, {f"{n}.txt": prose(n) for n in range(4)})
    assert len(taken(root, here)) == 4
    write_files(here, {"4.txt": prose(4)})
    assert taken(root, here) == ["seeds/in/4.txt"]


TEMPLATE = f"Minutes of the council.\n\n{prose(9, 60)}\nAgenda\n\n"


def print_version() -> tuple[str, str]:
    """Return a page and its print version: the same text with other things around it, and a few words more."""
    body = "".join(f"<p>{part}</p>" for part in prose(1).split("\n\n"))
    nav = "<nav><a href='/'>Home</a> <a href='/news'>All the news</a></nav>"
    head = meta("article:published_time", "2016-09-03")
    return page("Meeting", nav + body, head), page("Meeting", body + "<p>Printed on paper today.</p>", head)


@pytest.mark.parametrize("at_once", [True, False], ids=["in_one_run", "later"])
def test_a_near_duplicate_goes_in_and_each_page_leads_to_the_other(at_once: bool, root: Path, here: Path) -> None:
    web, printed = print_version()
    write_files(here, {"a.html": web, "b.html": printed})
    if not at_once:
        taken(root, here / "a.html")
    done = add(root, *([here / "a.html"] if at_once else []), here / "b.html")
    assert done.returncode == 0
    assert told(done)[0] == (
        "b.html: nearly the same as 2016-09-03-meeting (100% of the shorter one's text is in the other); its sidecar"
        " says so"
    )
    assert said(root, "seeds/2016-09-03-meeting-2.html").version_of == "2016-09-03-meeting"
    assert glossator_here(root, "check").returncode == 0
    assert glossator_here(root, "build", "--strict").returncode == 0
    for this, other in (("2016-09-03-meeting", "2016-09-03-meeting-2"), ("2016-09-03-meeting-2", "2016-09-03-meeting")):
        source = (root / f"docs/archive/documents/{this}/index.md").read_text()
        assert f'Other versions of this document: <a href="../{other}/">Meeting</a>.' in source


@pytest.mark.parametrize(
    "other",
    [
        prose(1).split(".\n\n")[0] + ".\n",
        prose(1)[:900] + prose(2),
        TEMPLATE + prose(3),
    ],
    ids=["excerpt", "half_of_it", "same_template"],
)
def test_other_texts_are_no_versions(other: str, root: Path, here: Path) -> None:
    one(root, here, "one.txt", (TEMPLATE if other.startswith(TEMPLATE) else "") + prose(1))
    path = one(root, here, "two.txt", other)
    assert said(root, path).version_of == ""


# Collections.


def links_of(root: Path, uri: str) -> dict[str, str]:
    """Return the links of an archive's page, their words by where they lead."""
    path = root / "docs" / uri / "index.md"
    links = parse(path.read_text(encoding="utf-8")).iterfind(".//a[@href]")
    return {
        os.path.normpath(f"{uri}/{link.attrib['href']}").rstrip("/"): words(link)
        for link in links
        if ":" not in link.attrib["href"]
    }


def test_folders_become_collections_with_pages_that_lead_both_ways(root: Path, here: Path) -> None:
    write_files(here, {"Letters_1944/a.txt": prose(1), "Letters_1944/From Anna/b.txt": prose(2), "loose.txt": prose(3)})
    assert taken(root, here / "Letters_1944", here / "loose.txt") == [
        "seeds/letters-1944/a.txt",
        "seeds/letters-1944/from-anna/b.txt",
        "seeds/loose.txt",
    ]
    assert said(root, "seeds/letters-1944/a.txt").collection == "Letters 1944"
    assert said(root, "seeds/letters-1944/from-anna/b.txt").collection == "Letters 1944 / From Anna"
    assert said(root, "seeds/loose.txt").collection == ""
    assert glossator_here(root, "build", "--strict").returncode == 0
    pages = {"letters-1944": "a", "letters-1944-from-anna": "b"}
    index = links_of(root, "archive/collections")
    for folder, name in pages.items():
        assert f"archive/collections/{folder}" in index
        assert f"archive/documents/{name}" in links_of(root, f"archive/collections/{folder}")
        assert f"archive/collections/{folder}" in links_of(root, f"archive/documents/{name}")
    assert "archive/collections" in links_of(root, "archive")
    assert "archive/documents/loose" not in links_of(root, "archive/collections/letters-1944")


def test_a_named_collection_takes_all(root: Path, here: Path) -> None:
    write_files(here, {"x/a.txt": prose(1), "x/y/b.txt": prose(2), "c.txt": prose(3)})
    paths = taken(root, "--collection", "Ada’s Box / First", here / "x", here / "c.txt")
    assert paths == [f"seeds/ada-s-box/first/{name}.txt" for name in "abc"]
    assert {said(root, path).collection for path in paths} == {"Ada’s Box / First"}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Письма", "document/"),
        ("..", "document/"),
        ("/etc", "etc/"),
        ("a / .. / b", "a/document/b/"),
        ("Index", "index-1/"),
        ("  ", ""),
        (" / ".join("abcdefghij" * 4), "/".join(("abcdefghij" * 4)[:31]) + "/"),
    ],
)
def test_no_collection_s_name_leads_out_of_the_folder(name: str, folder: str, root: Path, here: Path) -> None:
    write_files(here, {"a.txt": "A."})
    (path,) = taken(root, "--collection", name, here / "a.txt")
    assert path == f"seeds/{folder}a.txt"
    assert [row["path"] for row in rows(root)] == [path]


def test_collections_whose_names_make_the_same_id_have_a_page_each(root: Path) -> None:
    names = ["Letters 1944", "Letters, 1944", "letters-1944", "Письма", "手紙"]
    files = {f"seeds/{n}.txt": prose(n) for n in range(len(names))}
    sidecars = {f"seeds/{n}.yml": f'collection: "{name}"\n' for n, name in enumerate(names)}
    write_files(root, files | sidecars)
    assert glossator_here(root, "build", "--strict").returncode == 0
    index = links_of(root, "archive/collections")
    ids = {words: uri for uri, words in index.items() if words in names}
    assert sorted(ids) == sorted(names)
    for n, name in enumerate(names):
        assert f"archive/documents/{n}" in links_of(root, ids[name])
        assert links_of(root, f"archive/documents/{n}")[ids[name]] == name


# Nothing, or all of it.


def test_a_dry_run_tells_the_same_and_changes_nothing(root: Path, here: Path) -> None:
    write_files(here, {"a.txt": prose(1), "b.html": page("B", prose(2)), "empty.txt": ""})
    write_files(root, {"seeds/there.txt": prose(3), ".glossator-add-old/seeds/x.txt": "x"})
    before = tree(root.parent)
    dry = add(root, "--dry-run", here)
    assert tree(root.parent) == before
    assert told(dry)[-1] == "2 documents would be taken in, 1 refused"
    wet = add(root, here)
    assert (wet.returncode, wet.stdout) == (dry.returncode, dry.stdout)
    assert told(wet)[:-1] == told(dry)[:-1]


@contextmanager
def a_plan(root: Path, *paths: Path) -> Iterator[Callable[[], None]]:
    """Look at files, and yield what takes them in."""
    config = read_config(root)
    cache = Cache.of(root)
    with executor(1, cache) as workers, plan(config, paths, "", Work(workers, cache)) as made:
        yield lambda: put_in_place(config, made)


def test_a_file_that_changes_while_it_is_read_stops_all(root: Path, here: Path) -> None:
    write_files(here, {"a.txt": "A.", "b.txt": "B."})
    before = tree(root)
    with a_plan(root, here) as put:
        write_files(here, {"b.txt": "B, changed."})
        with pytest.raises(PlacingError) as caught:
            put()
    assert str(caught.value) == f"nothing was taken in: {here}/b.txt changed while it was read. Try again"
    assert tree(root) == before
    assert len(taken(root, here)) == 2


def test_a_file_that_comes_into_the_way_stops_all(root: Path, here: Path) -> None:
    write_files(here, {"a.txt": "A.", "b.txt": "B."})
    with a_plan(root, here) as put:
        write_files(root, {"seeds/in/b.yml": "title: Somebody else's\n"})
        before = tree(root)
        with pytest.raises(PlacingError, match=r"nothing was taken in: \S+/seeds/in/b.yml is there already. Try again"):
            put()
    assert tree(root) == before
    assert len(taken(root, here)) == 2


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda root: write_files(root, {"seeds": "a file"}), "Not a directory|File exists"),
        (lambda root: (root / "seeds").symlink_to(root.parent), "seeds is a symbolic link, which could lead out"),
        (
            lambda root: ((root / "seeds").mkdir(), (root / "seeds/in").symlink_to(root.parent)),
            "seeds/in is a symbolic link, which could lead out",
        ),
    ],
    ids=["a_file", "a_link", "a_link_within"],
)
def test_a_folder_that_cannot_take_files_stops_all(
    spoil: Callable[[Path], object], message: str, root: Path, here: Path
) -> None:
    write_files(here, {"a.txt": prose(1), "sub/b.txt": prose(2)})
    spoil(root)
    before = tree(root)
    done = add(root, here)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(f"^Error: nothing was taken in: .*({message})", done.stderr, re.MULTILINE)
    assert tree(root) == before


def test_empty_folders_that_were_there_stay_and_those_that_were_made_go(root: Path, here: Path) -> None:
    write_files(here, {"a/b/1.txt": "One.", "c/2.txt": "Two."})
    (root / "seeds/a").mkdir(parents=True)
    write_files(root, {"seeds/c": "in the way"})
    before = tree(root)
    done = add(root, here / "a", here / "c")
    assert done.returncode == 1
    assert tree(root) == before


PREPARED = {
    "a full disk": "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))",
    "without pypdf": "sys.modules['pypdf'] = None",
    "without mammoth": "sys.modules['mammoth'] = None",
    "without warcio": "sys.modules['warcio'] = None",
}


def prepared(how: str, root: Path, *arguments: str | Path, folder: Path) -> Done:
    """Run the program in a process that is prepared by lines of Python: Python runs `sitecustomize` when it starts."""
    write_files(folder, {"sitecustomize.py": f"import sys\n{PREPARED[how]}\n"})
    return glossator("--root", root, "add", *arguments, cwd=root, env={"PYTHONPATH": str(folder)})


def test_a_disk_that_is_full_stops_all(root: Path, here: Path, tmp_path: Path) -> None:
    write_files(here, {"1.txt": prose(1), "2.txt": prose(2, 40_000), "3.txt": prose(3)})
    before = tree(root)
    done = prepared("a full disk", root, here, folder=tmp_path / "python")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"Error: nothing was taken in: \[Errno 27\] File too large.*\n", done.stderr)
    assert tree(root) == before
    assert len(taken(root, here)) == 3


MANY = 80
STAGES = {
    "reading": lambda root: True,
    "copying": lambda root: any(root.glob(".glossator-add-*")),
    "placing": lambda root: (root / "seeds/in").exists() and any((root / "seeds/in").iterdir()),
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "in"
    return write_files(folder, {f"{n}.txt": prose(n, 36) for n in range(MANY)})


def interrupted(root: Path, folder: Path, kind: int, stage: str) -> int:
    """Start to take in a folder, send a signal when it is so far, and return the exit code."""
    process = subprocess.Popen(
        [*GLOSSATOR, "--root", str(root), "add", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        time.sleep(random.uniform(0.2, 1.5) if stage == "reading" else 0)
        end = time.monotonic() + PATIENCE
        while not STAGES[stage](root) and process.poll() is None and time.monotonic() < end:
            pass
        process.send_signal(kind)
        return process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):  # those that read outlive one that is killed
            os.killpg(process.pid, signal.SIGKILL)


def assert_whole(root: Path) -> None:
    """Every document is there with its sidecar, and nothing else is."""
    assert len(rows(root)) == MANY
    assert len(files_of(root / "seeds")) == 2 * MANY
    assert glossator_here(root, "check").returncode == 0
    assert not list(root.glob(".glossator-add-*"))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM], ids=lambda kind: kind.name)
def test_what_is_interrupted_leaves_the_archive_as_it_was(
    kind: signal.Signals, stage: str, root: Path, many: Path
) -> None:
    before = tree(root)
    code = interrupted(root, many, kind, stage)
    if code == 0 or len(files_of(root / "seeds")) == 2 * MANY:  # it was done, or all but done
        assert_whole(root)
        return
    assert tree(root) == before
    if stage != "reading":
        assert code == {signal.SIGINT: 1, signal.SIGTERM: 143}[kind]
    assert len(taken(root, many)) == MANY
    assert_whole(root)


@pytest.mark.parametrize(
    "event", ["tempfile.mkdtemp", "os.mkdir", "shutil.copyfile", "os.rename", "shutil.rmtree", "os.rmdir"]
)
@pytest.mark.parametrize("kind", ["SIGINT", "SIGTERM"])
def test_wherever_a_signal_comes_all_is_in_place_or_nothing(
    event: str, kind: str, root: Path, here: Path, tmp_path: Path
) -> None:
    write_files(here, {f"in/{n}.txt": prose(n) for n in range(3)})
    before = tree(root)
    send_at = f"""
        import os, signal, sys
        came = []
        def send(event, arguments):
            if event == {event!r} and ".glossator-add-" in str(arguments) and not came:
                came.append(event)
                os.kill(os.getpid(), signal.{kind})
        sys.addaudithook(send)
    """
    write_files(tmp_path / "python", {"sitecustomize.py": dedent(send_at)})
    done = glossator("--root", root, "add", here / "in", cwd=root, env={"PYTHONPATH": str(tmp_path / "python")})
    assert done.returncode == {"SIGINT": 1, "SIGTERM": 143}[kind]
    if event in ("shutil.rmtree", "os.rmdir"):  # it clears up: all is in place
        assert len(files_of(root / "seeds")) == 6
        assert not list(root.glob(".glossator-add-*"))
    else:
        assert tree(root) == before


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_killed_is_put_right_by_the_next_run(stage: str, root: Path, many: Path) -> None:
    interrupted(root, many, signal.SIGKILL, stage)
    done = add(root, many)
    assert done.returncode == 0
    assert_whole(root)


def test_what_a_killed_run_had_together_is_put_into_place_and_told(root: Path, here: Path) -> None:
    left = {"seeds/x/a.txt": prose(1), "seeds/x/a.yml": "title: A\n", "whole": ""}
    write_files(root, {f".glossator-add-1/{name}": data for name, data in left.items()})
    write_files(root, {".glossator-add-2/seeds/b.txt": "Only a part of it.", "seeds/x/a.yml": "title: A\n"})
    write_files(here, {"again.txt": prose(1)})
    done = add(root, here / "again.txt")
    assert told(done) == [
        "an earlier run was killed while it put files in place; that is finished now (files: 1)",
        "again.txt: passed over; a has the same bytes",
        "0 documents taken in, 1 there already",
    ]
    assert sorted(files_of(root / "seeds")) == ["x/a.txt", "x/a.yml"]
    assert not list(root.glob(".glossator-add-*"))


def test_what_a_stranger_laid_there_leads_nowhere(root: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"secret/s.txt": "secret"})
    write_files(root, {".glossator-add-1/whole": "", ".glossator-add-1/evil.txt": "x", ".glossator-add-1/docs/x": "x"})
    (root / ".glossator-add-1/seeds").symlink_to(tmp_path / "secret")
    (root / ".glossator-add-2").symlink_to(tmp_path / "secret")
    assert finish_or_clear(root) == 0
    assert files_of(tmp_path / "secret") == {"s.txt": b"secret"}
    assert not (root / "seeds").exists()
    assert not (root / "evil.txt").exists()


HOLD = """
import sys
from pathlib import Path
from glossator.add.place import _alone
with _alone(Path(sys.argv[1]), wait=True) as alone:
    print(alone, flush=True)
    sys.stdin.read()
"""


def test_what_another_run_works_with_is_left_alone(root: Path) -> None:
    write_files(root, {".glossator-add-1/seeds/a.txt": "A."})
    command = [sys.executable, "-c", HOLD, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert finish_or_clear(root) == 0
        assert (root / ".glossator-add-1/seeds/a.txt").exists()
        other.communicate("")
    finish_or_clear(root)
    assert not (root / ".glossator-add-1").exists()


def test_nothing_to_put_in_place_writes_nothing(root: Path) -> None:
    before = root.stat().st_mtime_ns
    place(root, [])
    assert root.stat().st_mtime_ns == before


def test_two_runs_at_once_put_in_all_of_both(root: Path, here: Path) -> None:
    write_files(
        here, {f"{folder}/{folder}-{n}.txt": prose(n * 7 + ord(folder), 60) for folder in "ab" for n in range(9)}
    )
    commands = [[*GLOSSATOR, "--root", str(root), "add", str(here / folder)] for folder in "ab"]
    runs = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for command in commands
    ]
    assert [run.communicate(timeout=PATIENCE) and run.returncode for run in runs] == [0, 0]
    assert len(files_of(root / "seeds")) == 36
    assert not list(root.glob(".glossator-add-*"))


# How it is told.


def on_a_terminal(*command: str) -> str:
    """Run a program whose stderr is a terminal, and return what it wrote there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, stdin=theirs, env=os.environ | {"TERM": "xterm-256color"}
    ) as process:
        os.close(theirs)
        written = b""
        try:
            while data := os.read(ours, 65536):
                written += data
        except OSError:  # the terminal is closed with the last process that has it
            pass
        process.wait(PATIENCE)
    os.close(ours)
    return written.decode()


def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(root: Path, many: Path) -> None:
    command = (*GLOSSATOR, "--root", str(root), "add", "--dry-run", str(many))
    shown = on_a_terminal(*command)
    assert re.search(r"reading.*\d+%", shown)
    assert f"{MANY} documents would be taken in" in shown
    done = glossator(*command[1:], cwd=root)
    assert not re.search(r"[\r\x1b]|%|reading", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add"], "Missing argument 'FILE...'"),
        (["add", "--colection", "x", "y"], "No such option"),
        (["--root", "nowhere", "add", "x"], "nowhere is no archive: it has no mkdocs.yml"),
    ],
)
def test_wrong_use_is_told_with_code_2(arguments: list[str], message: str, root: Path) -> None:
    done = glossator(*arguments, cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_name_that_steers_a_terminal_is_written_out(root: Path, here: Path) -> None:
    name = "a\x1b[31m\n::error::b.txt"
    write_files(here, {name: "A.", "\x1b]0;x.bin": b"\x00\x01"})
    done = add(root, here)
    assert done.returncode == 1
    assert "\x1b" not in done.stderr + done.stdout
    assert "\\x1b]0;x.bin" in done.stderr
    (path,) = done.stdout.splitlines()
    assert said(root, path).taken_from == "in/a\\x1b[31m\n::error::b.txt"
    assert glossator_here(root, "check").returncode == 0


# What may be named.


NAMES = {
    "-x.txt": "seeds/x.txt",
    "--dry-run": "seeds/dry-run.txt",
    "a  b c.txt": "seeds/a-b-c.txt",
    "письмо к Анне.txt": "seeds/document.txt",
    "👩🏽\u200d🚀 Löwe.TXT": "seeds/lowe.txt",
    "README": "seeds/readme.txt",
    "one.two.three.markdown": "seeds/one-two-three.md",
    "x" * 250 + ".txt": f"seeds/{'x' * 64}.txt",
}


@pytest.mark.parametrize("given", [["--", *NAMES], [f"./{name}" for name in NAMES]], ids=["dashes", "dot"])
def test_every_name_can_be_given(given: list[str], root: Path, here: Path) -> None:
    write_files(here, {name: prose(number) for number, name in enumerate(NAMES)})
    done = glossator("--root", root, "add", *given, cwd=here)
    assert (done.returncode, done.stdout.splitlines()) == (0, list(NAMES.values())), done.stderr
    assert [said(root, path).taken_from for path in NAMES.values()] == list(NAMES)


def test_a_name_that_is_no_utf_8_goes_in(root: Path, here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    folder = here / os.fsdecode(b"\xff")
    try:
        write_files(folder, {name: "Dear Anna."})
    except OSError:
        pytest.skip("this file system takes no such names")
    done = glossator("--root", root, "add", folder, cwd=here)
    assert done.returncode == 0, done.stderr
    (path,) = done.stdout.splitlines()
    assert (said(root, path).title, said(root, path).taken_from) == ("caf\\xe9", "\\xff/caf\\xe9.txt")
    assert glossator_here(root, "check").returncode == 0


def test_links_special_files_and_what_is_missing_are_told_and_the_rest_goes_in(root: Path, here: Path) -> None:
    write_files(here, {"good.txt": prose(1), "secret/secret.txt": "A secret.", "f/a.txt": prose(2)})
    (here / "link.txt").symlink_to(here / "good.txt")
    (here / "f/link").symlink_to(here / "secret")
    (here / "f/loop").symlink_to(here / "f")
    (here / "f/broken").symlink_to("nowhere")
    os.mkfifo(here / "f/pipe.txt")
    os.mkfifo(here / "pipe.txt")
    long = here / ("x" * 300)
    inside = here / "good.txt" / "inside.txt"
    done = glossator(
        "--root",
        root,
        "add",
        "link.txt",
        "f",
        "pipe.txt",
        "nowhere.txt",
        long,
        inside,
        "/dev/zero",
        "good.txt",
        cwd=here,
    )
    link = "E162 a symbolic link is not followed: it could take in what nobody meant"
    special = "E166 it is no file and no folder but a special file, which may have no end"
    assert sorted(told(done)) == sorted(
        [
            f"error: link.txt: {link}",
            f"error: f/link: {link}",
            f"error: f/loop: {link}",
            f"error: f/broken: {link}",
            f"error: f/pipe.txt: {special}",
            f"error: pipe.txt: {special}",
            f"error: /dev/zero: {special}",
            "error: nowhere.txt: E161 there is no such file or folder",
            f"error: {inside}: E161 there is no such file or folder",
            f"error: {long}: E160 it cannot be read: File name too long",
            "seeds/f/a.txt: guessed: title",
            "seeds/good.txt: guessed: title",
            "2 documents taken in, 10 refused; next: mkdocs serve",
        ]
    )
    assert (done.returncode, done.stdout) == (1, "seeds/f/a.txt\nseeds/good.txt\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told_and_the_rest_goes_in(root: Path, here: Path) -> None:
    write_files(here, {"good.txt": "Good.", "closed.txt": "x", "folder/x.txt": "x", "good.yml": "title: x\n"})
    for name in ("closed.txt", "folder", "good.yml"):
        (here / name).chmod(0)
    done = add(root, here)
    (here / "folder").chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.count("E160 it cannot be read: Permission denied") == 3


def test_folders_that_lie_too_deep_are_told(root: Path, here: Path) -> None:
    deep = "/".join("d" * 40)
    write_files(here, {f"{deep}/x.txt": "Deep.", "y.txt": "Not deep."})
    done = add(root, here)
    assert (done.returncode, done.stdout) == (1, "seeds/in/y.txt\n")
    assert "E163 it lies more than 32 folders deep" in done.stderr


@pytest.mark.parametrize(
    ("how", "name", "data", "message"),
    [
        ("without pypdf", "a.pdf", document(PROSE), "PDF files need pypdf, which is not installed"),
        ("without mammoth", "a.docx", word(paragraph("Hello.")), "need mammoth, which is not installed"),
        (
            "without warcio",
            "a.warc",
            web_archive(("200 OK", [("Content-Type", "text/html")], b"<p>x")),
            "WARC files need warcio, which is not installed",
        ),
    ],
    ids=["pdf", "docx", "warc"],
)
def test_a_missing_extra_is_named_and_the_rest_goes_in(
    how: str, name: str, data: bytes, message: str, root: Path, here: Path, tmp_path: Path
) -> None:
    write_files(here, {name: data, "b.txt": "Dear Anna."})
    done = prepared(how, root, here / name, here / "b.txt", folder=tmp_path / "python")
    assert (done.returncode, done.stdout) == (1, "seeds/b.txt\n")
    assert f"error: {name}: E120 " in done.stderr
    assert message in done.stderr
    assert f"    remedy: pip install 'glossator[{name.partition('.')[2]}]'\n" in done.stderr
    assert "1 document taken in, 1 refused" in done.stderr


# What is wrong with a file.

LARGE = 60_000_000
"""Bytes of a text; the archive of these tests reads at most a sixth less."""


def bomb() -> bytes:
    return packed({"word/document.xml": b"<w:document>" + bytes(300_000_000)})


def encrypted() -> bytes:
    """Return a PDF whose password nobody knows."""
    writer, made = PdfWriter(PdfReader(BytesIO(document(PROSE)))), BytesIO()
    writer.encrypt("a secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "binary.txt": (lambda: bytes(range(256)) * 9, "E101 the source holds a NUL character"),
    "bomb.docx": (bomb, "E1"),
    "cut.pdf": (lambda: document(PROSE)[:300], "E1"),
    "empty.txt": (lambda: b"", "E103 the source is empty"),
    "encrypted.pdf": (encrypted, "the PDF is encrypted with a password"),
    "large.txt": (
        lambda: b"One line of many.\n\n" * (LARGE // 19),
        "E107 the source has more than the 50,000,000 bytes",
    ),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(9000), "E1"),
    "nothing.eml": (lambda: message("").as_bytes(), "E1"),
    "page-of-nothing.html": (
        lambda: b"<!doctype html><title>x</title><script>x()</script>",
        "E103 the source is empty",
    ),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "E106 no reader takes this kind of file"),
    "table.csv": (lambda: b"a,b\n", "E106 no reader takes this kind of file"),
    "wrong.docx": (lambda: b"PK\x03\x04 and no more", "E1"),
}
"""What cannot be taken in, and the beginning of what is said of it."""

TAKEN: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "deep.html": (lambda: page("Deep", "<div>" * 100_000 + "<p>At the ground.</p>").encode(), "deep.html"),
    "good.docx": (lambda: word(paragraph("A Word file.")), "good.docx"),
    "report.pdf": (lambda: document(PROSE), "report.pdf"),
    "letter.pdf": (lambda: b"A letter that is no PDF.\n", "letter.txt"),
    "lying.html": (lambda: page("Lying", "<p>Größe</p>").replace("utf-8", "iso-8859-1").encode(), "lying.html"),
    "page.pdf": (lambda: page("A page").encode(), "a-page.html"),
    "paper.html": (lambda: document(["A paper under another name."]), "paper.pdf"),
    "russian.txt": (lambda: "Съешь же ещё этих мягких французских булок. ".encode("cp1251") * 20, "russian.txt"),
    "space in name.txt": (lambda: b"Spaces.", "space-in-name.txt"),
    "wrong-label.html": (
        lambda: page("Label", "<p>Größe und Maß</p>").encode("cp1252"),
        "label.html",
    ),
}
"""What goes in all the same, and under which name."""


ONE_PROCESS = pytest.mark.xdist_group("add_everything")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """An archive into which a folder went that holds all that can be wrong, and what was told."""
    folder = tmp_path_factory.mktemp("everything")
    root = new_archive(folder / "archive")
    replace_in(root / "mkdocs.yml", "jobs: 1", "max_source_bytes: 50000000")
    write_files(folder / "box", {name: make() for name, (make, _) in {**REFUSED, **TAKEN}.items()})
    begun = time.monotonic()
    done = glossator("--root", root, "add", folder / "box", cwd=root)
    assert time.monotonic() - begun < 60
    return root, done


@ONE_PROCESS
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_in_is_told_once(name: str, everything: tuple[Path, Done]) -> None:
    root, done = everything
    lines = [line for line in told(done) if f"box/{name}" in line]
    assert len(lines) == 1, lines
    assert re.match(rf"error: box/{re.escape(name)}(:\d+)*: E1\d\d ", lines[0])
    assert REFUSED[name][1] in lines[0]
    assert not [path for path in files_of(root / "seeds") if Path(path).stem == Path(name).stem]


@ONE_PROCESS
@pytest.mark.parametrize("name", TAKEN)
def test_what_is_odd_goes_in_all_the_same(name: str, everything: tuple[Path, Done]) -> None:
    root, done = everything
    path = f"seeds/box/{TAKEN[name][1]}"
    assert path in done.stdout.splitlines()
    assert (root / path).read_bytes() == TAKEN[name][0]()
    assert said(root, path).taken_from == f"box/{name}"


@ONE_PROCESS
def test_the_rest_goes_in_and_the_archive_is_sound(everything: tuple[Path, Done]) -> None:
    root, done = everything
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert told(done)[-1] == f"{len(TAKEN)} documents taken in, {len(REFUSED)} refused; next: mkdocs serve"
    assert "I164 its name says .pdf, and by its bytes it is .html: it is taken in as that" in done.stderr
    checked = glossator_here(root, "check")
    assert (checked.returncode, checked.stderr) == (0, "no problems\n"), checked.stdout
    built = mkdocs("build", "--strict", cwd=root)
    assert built.returncode == 0, built.stderr
    assert glossator_here(root, "check", "--site", root / "site").stdout == ""
    texts = {row["document"]: row["text"] for row in rows(root)}
    assert "Größe und Maß" in texts["label"]
    assert "Größe" in texts["lying"]
    assert "французских булок" in texts["russian"]
    assert "At the ground." in texts["deep"]
    assert len(texts) == len(TAKEN)


# Web archives.


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.gz", "crawl"])
def test_each_page_of_a_web_archive_goes_in(name: str, root: Path, here: Path) -> None:
    russian = f"<!doctype html><title>Report</title><p>{'Съешь же ещё этих мягких булок. ' * 9}</p>".encode("cp1251")
    latin = f"<!doctype html><title>Quotes</title><p>“Größe” – {prose(1)}</p>".encode("cp1252")
    html = ("Content-Type", "text/html")
    data = web_archive(
        ("200 OK", [html], page("First", f"<p>{prose(2)}</p>").encode()),
        ("200 OK", [("Content-Type", "text/html; charset=windows-1251")], russian),
        ("200 OK", [("Content-Type", "text/html; charset=ISO-8859-1")], latin),
        ("200 OK", [("Content-Type", "text/html; charset=utf-8")], b"<p>No title, and a wrong label: caf\xe9</p>"),
        ("200 OK", [("Content-Type", "image/png")], b"x"),
        packed=name.endswith("gz"),
    )
    write_files(here, {name: data})
    done = add(root, here / name)
    assert done.returncode == 0, done.stderr
    paths = done.stdout.splitlines()
    assert paths == ["seeds/first.html", "seeds/report.html", "seeds/quotes.html", "seeds/3.html"]
    assert [(root / path).read_bytes() for path in paths[1:3]] == [russian, latin]
    by_path = {row["path"]: row["text"] for row in rows(root)}
    texts = [by_path[path] for path in paths]
    assert "этих мягких булок" in texts[1]
    assert "“Größe” – " in texts[2]
    assert "café" in texts[3]
    assert [said(root, path).encoding for path in paths] == ["", "windows-1251", "cp1252", ""]
    assert [said(root, path).url for path in paths] == [f"https://example.org/{n}" for n in range(4)]
    assert [said(root, path).retrieved for path in paths] == [f"2025-11-0{n}" for n in range(1, 5)]
    assert all(said(root, path).taken_from.startswith(f"{name}, <urn:uuid:") for path in paths)
    assert f"info: {name}: I165 pages found in it: 4; besides them " in done.stderr
    assert glossator_here(root, "check").returncode == 0


# What a sidecar may say since documents are taken in.


UNKNOWN = "seeds/a.yml:1:11: E409 `encoding` is wrong: it is no encoding of texts that is known, such as windows-1251"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"a.txt": "Größe".encode("cp1252"), "a.yml": "encoding: utf-8\n"},
            "seeds/a.txt: E114 the source is no text in utf-8, as its sidecar says, at byte 2",
        ),
        (
            {"a.txt": "A.", "a.yml": "encoding: klingon\n"},
            UNKNOWN,
        ),
        (
            {"a.txt": "A.", "a.yml": "encoding: hex\n"},
            UNKNOWN,
        ),
        (
            {"a.txt": "A.", "a.yml": "version_of: b\n"},
            "seeds/a.yml: E112 `version_of` names `b`, which is no document of the archive",
        ),
        ({"a.txt": "A.", "a.yml": "version_of: a\n"}, "seeds/a.yml: E112 `version_of` names the document itself"),
        (
            {"a.txt": "A.", "a.yml": "version_of: A B\n"},
            "seeds/a.yml:1:13: E409 `version_of` is wrong: it is no id of a document",
        ),
        ({"a.pdf": "No PDF."}, "seeds/a.pdf: E113 its name says .pdf, and by its bytes it is text"),
        ({"a.txt": b"%PDF-1.7\n"}, "seeds/a.txt: E113 its name says .txt, and by its bytes it is .pdf"),
        (
            {"a.warc.gz": b"\x1f\x8b"},
            "seeds/a.warc.gz: E115 a web archive is no document: each page that it holds is one",
        ),
    ],
    ids=["not_that", "unknown", "no_text", "no_document", "itself", "no_id", "text_as_pdf", "pdf_as_text", "warc"],
)
def test_check_tells_what_is_wrong_with_it(files: Files, expected: str, root: Path) -> None:
    write_files(root / "seeds", files)
    done = glossator_here(root, "check")
    assert (done.returncode, done.stderr) == (1, "1 problem\n"), done.stdout
    assert done.stdout.splitlines()[0] == expected
    assert done.stdout.splitlines()[1].startswith("    remedy: ")


def test_the_encoding_that_a_sidecar_names_is_the_one_that_is_read(root: Path) -> None:
    write_files(root, {"seeds/a.txt": "Größe, “so”".encode("mac_roman"), "seeds/a.yml": "encoding: mac_roman\n"})
    assert [row["text"] for row in rows(root)] == ["Größe, “so”"]
    assert glossator_here(root, "build", "--strict").returncode == 0
    shown = unescape((root / "docs/archive/documents/a/index.md").read_text(encoding="utf-8"))
    assert "mac_roman, as the sidecar says" in shown


def versions_of(**version_of: str) -> dict[str, str]:
    """Return the other versions of each document, the documents' names being letters."""
    documents = [
        Document(name, f"seeds/{name}.txt", "", "", "", 0, "", "", (Datum("version_of", first, "sidecar"),))
        for name, first in version_of.items()
    ]
    return {name: "".join(others) for name, others in versions(documents, {}).items()}


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({"a": "", "b": "a"}, {"a": "b", "b": "a"}),
        ({"a": "", "b": "a", "c": "b", "d": "c"}, {"a": "bcd", "b": "acd", "c": "abd", "d": "abc"}),
        ({"a": "", "b": "a", "c": "a", "d": "a"}, {"a": "bcd", "b": "acd", "c": "abd", "d": "abc"}),
        ({"a": "b", "b": "c", "c": "a"}, {"a": "bc", "b": "ac", "c": "ab"}),
        ({"a": "b", "b": "b", "c": "c"}, {"a": "b", "b": "a"}),
        ({"a": "b", "b": "", "c": "d", "d": "", "e": ""}, {"a": "b", "b": "a", "c": "d", "d": "c"}),
        ({"a": "gone", "b": "gone"}, {}),
    ],
    ids=["pair", "chain", "star", "cycle", "itself", "two_groups", "no_document"],
)
def test_versions_of_one_document_are_versions_of_one_another(
    links: dict[str, str], expected: dict[str, str], backwards: bool
) -> None:
    given = dict(sorted(links.items(), reverse=backwards))
    assert {name: "".join(sorted(others)) for name, others in versions_of(**given).items()} == expected


@pytest.mark.parametrize("own", [".", "..", "seeds", "seeds/welcome.txt"])
def test_the_archive_is_not_taken_into_itself(own: str, root: Path) -> None:
    write_files(root, {"seeds/welcome.txt": "Welcome.\n"})
    done = add(root, root / own)
    assert done.returncode == 1
    assert told(done) == [
        f"error: {root / own}: E167 it is the archive itself, or a part of its sources",
        "0 documents taken in, 1 refused",
    ]


@pytest.mark.parametrize("name", ["idna", "punycode", "utf-7", "unicode_escape", "raw_unicode_escape", "undefined"])
def test_what_is_no_encoding_of_texts_is_refused(name: str, root: Path) -> None:
    write_files(root, {"seeds/a.txt": "A.", "seeds/a.yml": f"encoding: {name}\n"})
    assert UNKNOWN in glossator_here(root, "check").stdout


def test_collections_in_other_scripts_have_addresses_that_stay(root: Path) -> None:
    write_files(root, {"seeds/a.txt": "A.", "seeds/a.yml": "collection: Письма\n"})
    glossator_here(root, "build")
    (before,) = files_of(root / "docs/archive/collections").keys() - {"index.md"}
    assert re.fullmatch(r"collection-[0-9a-f]{8}/index\.md", before)
    write_files(root, {"seeds/b.txt": "B.", "seeds/b.yml": "collection: 書簡\n"})
    glossator_here(root, "build")
    after = files_of(root / "docs/archive/collections").keys() - {"index.md"}
    assert before in after
    assert len(after) == 2


def test_every_collection_has_a_page_whatever_it_is_called(root: Path) -> None:
    mark = hashlib.sha256(b"letters").hexdigest()[:8]
    names = ["Letters", f"Letters {mark}", "letters", f"letters-{mark}", f"letters-{mark}-2"]
    for number, name in enumerate(names):
        write_files(root, {f"seeds/{number}.txt": f"Letter {number}.", f"seeds/{number}.yml": f"collection: {name}\n"})
    glossator_here(root, "build")
    assert len(files_of(root / "docs/archive/collections").keys() - {"index.md"}) == len(names)
