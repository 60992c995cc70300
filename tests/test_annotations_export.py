"""Notes as W3C Web Annotations: what each value becomes, that the model allows it, and that nothing is lost."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotate import annotate, load_notes
from glossator.export.annotations import annotation_collection
from glossator.importing import Draft, know, note_file
from glossator.importing.w3c import import_w3c
from glossator.importing.w3c_model import annotation_faults
from glossator.model import Archive, Document, Note, Position, Quote, Target
from glossator.schemas import MOTIVATIONS
from glossator.structure import structure
from helpers import GLOSSATOR, TINY, WriteFiles, copy_archive, files_of, glossator_here, replace_in

TEXT = "The harbor 𝔘 was closed at noon.\n\nThe harbor was opened at night.\n"
SITE = "https://archive.example/"


def document(text: str = TEXT) -> Document:
    return structure(Document("harbor", "seeds/harbor.txt", text, "", "", 0, "UTF-8", "LF"))


def address(target: Target) -> str:
    folder = "documents/" if target.kind == "document" else ""
    return f"{SITE}{folder}{target.id}/{'#' * bool(target.fragment)}{target.fragment}"


def note(front: str, body: str = "", path: str = "annotations/harbor/gates.md") -> Note:
    ((loaded,), problems) = load_notes([(path, f"---\n{front}\n---\n{body}".encode())])
    assert problems == ()
    return loaded


def collection_of(*notes: Note, text: str = TEXT) -> Any:
    archive = Archive(documents=(annotate(document(text), notes),), notes=notes)
    made = annotation_collection(archive, address, home=f"{SITE}notes/", language="en")
    return json.loads(json.dumps(made))


def exported(front: str, body: str = "", text: str = TEXT) -> Any:
    (found,) = collection_of(note(front, body), text=text)["first"]["items"]
    return found


def test_a_note_with_everything() -> None:
    front = (
        "quote: opened\nprefix: 'was '\nmotivation: questioning\nauthor: Ann Lee\ndate: 2026-03-04\n"
        "tags: [night, gates]\nsee: [people/ada, '[[harbor#p1|the noon]]']"
    )
    assert exported(front, "By whom?\n") == {
        "id": f"{SITE}documents/harbor/#note-gates",
        "type": "Annotation",
        "dc:identifier": "harbor/gates",
        "motivation": "questioning",
        "creator": {"type": "Person", "name": "Ann Lee"},
        "created": "2026-03-04T00:00:00Z",
        "dc:date": "2026-03-04",
        "body": [
            {
                "type": "TextualBody",
                "value": "By whom?\n",
                "format": "text/markdown",
                "language": "en",
                "purpose": "questioning",
            },
            {"type": "TextualBody", "value": "night", "format": "text/plain", "purpose": "tagging"},
            {"type": "TextualBody", "value": "gates", "format": "text/plain", "purpose": "tagging"},
            {
                "type": "SpecificResource",
                "source": f"{SITE}people/ada/",
                "purpose": "linking",
                "dc:identifier": "people/ada",
            },
            {
                "type": "SpecificResource",
                "source": f"{SITE}documents/harbor/#p1",
                "purpose": "linking",
                "dc:identifier": "harbor#p1",
                "label": "the noon",
            },
        ],
        "target": {
            "type": "SpecificResource",
            "source": f"{SITE}documents/harbor/",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "opened",
                    "prefix": "closed at noon.\n\nThe harbor was ",
                    "suffix": " at night.\n",
                },
                {"type": "TextPositionSelector", "start": 49, "end": 55},
                {
                    "type": "FragmentSelector",
                    "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                    "value": "p2",
                    "refinedBy": {"type": "TextPositionSelector", "start": 15, "end": 21},
                },
                {"type": "TextQuoteSelector", "exact": "opened", "prefix": "was "},
            ],
        },
    }


def test_positions_are_code_points() -> None:
    selectors = exported("quote: was closed")["target"]["selector"]
    (position,) = [each for each in selectors if each["type"] == "TextPositionSelector"]
    assert TEXT[position["start"] : position["end"]] == "was closed"
    assert (position["start"], position["end"]) == (13, 23)


def test_words_across_passages_reach_from_the_first_to_the_last() -> None:
    selectors = exported("quote: 'at noon. The harbor was'")["target"]["selector"]
    (across,) = [each for each in selectors if each["type"] == "RangeSelector"]
    ends = [(across[name]["value"], across[name]["refinedBy"]) for name in ("startSelector", "endSelector")]
    assert ends == [
        ("p1", {"type": "TextPositionSelector", "start": 24, "end": 24}),
        ("p2", {"type": "TextPositionSelector", "start": 14, "end": 14}),
    ]
    assert [each["exact"] for each in selectors if each["type"] == "TextQuoteSelector"] == [
        "at noon.\n\nThe harbor was",
        "at noon. The harbor was",
    ]


@pytest.mark.parametrize("quote", ["The harbor", "shut"])
def test_a_note_that_stands_nowhere_has_its_own_words_alone(quote: str) -> None:
    assert exported(f"quote: {quote}\nsuffix: x")["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": quote, "suffix": "x"}
    ]


def test_words_that_say_what_the_text_says_are_told_once() -> None:
    text = "Closed."
    selectors = exported("quote: Closed.", text=text)["target"]["selector"]
    assert [each["type"] for each in selectors] == ["TextQuoteSelector", "TextPositionSelector", "FragmentSelector"]


def test_a_note_of_a_document_that_there_is_not_is_kept() -> None:
    lost = note("quote: opened", path="annotations/mill/gates.md")
    (found,) = collection_of(lost)["first"]["items"]
    assert found["target"] == {
        "type": "SpecificResource",
        "source": f"{SITE}documents/mill/",
        "selector": [{"type": "TextQuoteSelector", "exact": "opened"}],
    }


def test_a_link_to_a_note_leads_to_its_document() -> None:
    (link,) = exported("quote: opened\nsee: ['harbor#note-noon']")["body"]
    assert link["source"] == f"{SITE}documents/harbor/#note-noon"


DATES = {
    "2026-03-04": "2026-03-04T00:00:00Z",
    "2026-03-04T05:06:07Z": "2026-03-04T05:06:07Z",
    "2026-03-04T05:06:07+02:00": "2026-03-04T03:06:07Z",
    "2026-03-04T05:06:07.25Z": "2026-03-04T05:06:07.250000Z",
    "0001-01-01T00:00:00+02:00": None,
    "2026-03-04T05:06:07": None,
    "2026-02-30": None,
    "2026-03": None,
    "1890~": None,
    "in spring": None,
    "20260304": None,
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_is_kept_as_written_and_told_as_a_time_only_where_it_is_one(date: str) -> None:
    (found,) = collection_of(replace(note("quote: opened"), date=date))["first"]["items"]
    assert found["dc:date"] == date
    assert found.get("created") == DATES[date]


def test_a_comment_of_a_note_that_tags_is_no_tag() -> None:
    comment, tag = exported("quote: opened\nmotivation: tagging\ntags: [gates]", "Why?")["body"]
    assert (comment["value"], comment["purpose"]) == ("Why?", "describing")
    assert (tag["value"], tag["purpose"]) == ("gates", "tagging")


def test_a_comment_of_a_note_that_corrects_is_no_words_to_be_put_in() -> None:
    reading, comment = exported("quote: opened\nmotivation: editing\nreading: closed", "Closed?")["body"]
    assert (reading["value"], reading["purpose"]) == ("closed", "editing")
    assert (comment["value"], comment["purpose"]) == ("Closed?", "commenting")


def test_a_note_without_words_of_its_own_has_no_body() -> None:
    assert "body" not in exported("quote: opened\nmotivation: highlighting")


def test_the_collection_counts_its_annotations() -> None:
    made = collection_of(note("quote: opened"), note("quote: closed", path="annotations/harbor/noon.md"))
    assert (made["@context"], made["type"], made["total"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationCollection",
        2,
    )
    assert (made["first"]["type"], made["first"]["startIndex"]) == ("AnnotationPage", 0)
    assert len({made["id"], made["first"]["id"], *(each["id"] for each in made["first"]["items"])}) == 4
    assert "first" not in collection_of()


def wrong(annotation: Any) -> Iterator[str]:
    """Yield what the W3C's model forbids in an annotation as we write them: less than the program's own rules know."""
    one = {"id", "type", "motivation", "target"}
    known = one | {"dc:identifier", "creator", "created", "dc:date", "body"}
    if not one <= set(annotation) <= known or annotation["type"] != "Annotation":
        yield "properties"
    if not is_address(annotation["id"]) or annotation["motivation"] not in MOTIVATIONS:
        yield "id or motivation"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", annotation.get("created", "2000-01-01T00:00:00Z")):
        yield "created"
    for body in annotation.get("body", [{"type": "TextualBody", "value": "", "purpose": "commenting"}]):
        right = isinstance(body["value"], str) if body["type"] == "TextualBody" else is_address(body["source"])
        if not right or body["purpose"] not in MOTIVATIONS:
            yield "body"
    if not is_address(annotation["target"]["source"]):
        yield "source"
    for selector in annotation["target"]["selector"]:
        yield from wrong_selector(selector)


def wrong_selector(selector: Any) -> Iterator[str]:
    needed = {
        "TextQuoteSelector": {"exact": str},
        "TextPositionSelector": {"start": int, "end": int},
        "FragmentSelector": {"value": str, "conformsTo": str},
        "RangeSelector": {"startSelector": dict, "endSelector": dict},
    }[selector["type"]]
    if not all(isinstance(selector.get(name), kind) for name, kind in needed.items()):
        yield selector["type"]
    for name in ("startSelector", "endSelector", "refinedBy"):
        if name in selector:
            yield from wrong_selector(selector[name])


def is_address(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https://[^\s<>\"{}|\\^`]+", value) is not None


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"), max_size=30)
NAMED = PLAIN.filter(lambda words: not re.search("[\u202a-\u202e\u2066-\u2069]", words))
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60)
STEP = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
NOTE = st.builds("{}#note-{}".format, STEP, STEP)
SEE = NOTE | st.builds("people/{}".format, STEP) | st.builds("{}#p{}".format, STEP, st.integers(1, 99))
WORDED = st.builds("[[{}|{}]]".format, SEE, st.from_regex(r"[A-Za-zé’ ]{1,9}", fullmatch=True))
PLACES = st.integers(0, len(TEXT) - 1)


@st.composite
def quotes(draw: st.DrawFn) -> str:
    """Words of the text, or any others."""
    if draw(st.booleans()):
        start, end = sorted((draw(PLACES), draw(PLACES)))
        return TEXT[start : end + 1]
    return draw(PLAIN)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    return Draft(
        document="harbor",
        name=draw(st.from_regex(r"[a-z][a-z0-9-]{3,20}", fullmatch=True)),
        quote=Quote(draw(quotes().filter(lambda words: words.strip() != "")), draw(PLAIN), draw(PLAIN)),
        body=draw(LINES),
        motivation=draw(st.sampled_from(MOTIVATIONS)),
        reading=draw(st.none() | NAMED),
        author=draw(NAMED),
        date=draw(st.sampled_from(["", "1890~", "2026-03", "2026-03-04", "2026-03-04T05:06:07Z"])),
        tags=tuple(draw(st.lists(NAMED, max_size=3))),
        see=tuple(draw(st.lists(SEE | WORDED, max_size=3))),
    )


def without_places(notes: Sequence[Note]) -> list[Note]:
    """Return the notes as their files say them, wherever in the file."""
    nowhere = Position(0, 0)
    return [
        replace(
            each,
            quote_position=nowhere,
            body_line=0,
            see=tuple(replace(link, position=nowhere) for link in each.see),
            links=tuple(replace(link, position=nowhere) for link in each.links),
        )
        for each in notes
    ]


@given(st.lists(drafts(), max_size=4, unique_by=lambda draft: draft.name), st.booleans())
def test_a_round_trip_loses_nothing_and_the_model_allows_what_is_between(some: list[Draft], moved: bool) -> None:
    notes, _ = load_notes([(draft.path, note_file(draft).encode()) for draft in some])
    assert len(notes) == len(some)
    collection = collection_of(*notes)
    for each in collection.get("first", {}).get("items", []):
        assert list(wrong(each)) == []
        assert list(annotation_faults(each)) == []
    page = (lambda _: "https://elsewhere.example/") if moved else (lambda id_: address(Target("document", id_)))
    imported = import_w3c("notes.jsonld", json.dumps(collection).encode(), know([document()], page))
    assert imported.problems == ()
    back, _ = load_notes([(draft.path, note_file(draft).encode()) for draft in imported.notes])
    assert without_places(back) == without_places(notes)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_archive(tmp_path / "archive", TINY)


def test_the_command_prints_json_ld_with_whole_addresses_where_the_site_s_is_known(root: Path) -> None:
    replace_in(root / "mkdocs.yml", "plugins:", "site_url: https://archive.example/texts\nplugins:")
    done = glossator_here(root, "export", "annotations")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert made["id"] == "https://archive.example/texts/archive/notes/#collection"
    for each in made["first"]["items"]:
        assert list(wrong(each)) == []
        assert each["id"].startswith("https://archive.example/texts/archive/documents/")
    replace_in(root / "mkdocs.yml", "plugins:", "use_directory_urls: false\nplugins:")
    made = json.loads(glossator_here(root, "export", "annotations").stdout)
    assert made["id"] == "https://archive.example/texts/archive/notes/index.html#collection"


def test_without_the_sites_address_they_are_relative_and_that_is_told(root: Path) -> None:
    done = glossator_here(root, "export", "annotations")
    assert done.returncode == 0
    assert done.stderr == (
        "mkdocs.yml sets no site_url: the addresses are relative, and right for a file at the site's root\n"
    )
    assert json.loads(done.stdout)["first"]["items"][0]["id"] == "archive/documents/diary/#note-engine"


def test_what_one_archive_prints_another_takes_in_whole(root: Path, tmp_path: Path) -> None:
    printed = tmp_path / "notes.jsonld"
    printed.write_bytes(glossator_here(root, "export", "annotations").stdout.encode())
    other = copy_archive(tmp_path / "other", TINY)
    for path in list(other.glob("annotations/*/*.md")):
        path.unlink()
    done = glossator_here(other, "import", "w3c", printed)
    assert (done.returncode, done.stderr) == (0, "2 notes taken in; next: look through them, then commit them\n")
    assert done.stdout.splitlines() == sorted(
        f"annotations/{path}" for path in files_of(root / "annotations") if path.endswith(".md")
    )
    assert glossator_here(other, "export", "annotations").stdout.encode() == printed.read_bytes()
    assert glossator_here(other, "check").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_what_there_is_no_room_for_is_told(write_files: WriteFiles) -> None:
    root = write_files({"mkdocs.yml": "site_name: x\nplugins: [glossator]\n", "docs/index.md": ""})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*GLOSSATOR, "export", "annotations"], cwd=root, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.decode().split("\n")[1:]) == (
        1,
        ["Error: not all could be written: No space left on device. Make room for it", ""],
    )
