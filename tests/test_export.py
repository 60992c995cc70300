"""What other programs read: the rows of each kind, on this repository's archive and on a small one."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from glossator.cache import Cache
from glossator.config import Config
from glossator.export import EXPORTERS, rows
from glossator.making import Work
from glossator.model import Archive
from glossator.pipeline import gather
from helpers import ROOT, WriteFiles

KEYS = {
    "passages": ["a", "b", "kind", "score"],
    "text": ["document", "path", "text", "sha256", "source_sha256", "title", "date", "left_out"],
    "blocks": ["document", "path", "id", "kind", "start", "end"],
    "mentions": [
        "document",
        "path",
        "start",
        "end",
        "text",
        "entity",
        "type",
        "name",
        "found_by",
        "reviewed",
        "evidence",
    ],
    "quotes": [
        "document",
        "path",
        "start",
        "end",
        "text",
        "speaker",
        "speaker_name",
        "speaker_text",
        "cue",
        "found_by",
        "evidence",
    ],
    "dates": ["document", "path", "start", "end", "text", "value", "found_by", "evidence"],
    "timeline": [
        "value",
        "first",
        "last",
        "precision",
        "own",
        "document",
        "path",
        "block",
        "start",
        "end",
        "text",
        "sentence_start",
        "sentence_end",
        "found_by",
        "entities",
    ],
    "anchors": ["note", "path", "document", "state", "start", "end", "score"],
    "network": ["a", "b", "passages", "documents", "strength"],
}


def gather_at(root: Path, cache: Path) -> Archive:
    with ThreadPoolExecutor(1) as executor:
        return gather(Config(root, root / "docs"), Work(executor, Cache(cache))).archive


def export(archive: Archive, kind: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in rows(archive, kind)]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """This repository's archive."""
    return gather_at(ROOT, tmp_path_factory.mktemp("export"))


@pytest.mark.parametrize("kind", KEYS)
def test_rows_have_these_keys_in_this_order(own: Archive, kind: str) -> None:
    found = export(own, kind)
    assert found
    assert {tuple(row) for row in found} == {tuple(KEYS[kind])}


@pytest.mark.parametrize("kind", KEYS)
def test_a_row_is_one_line(own: Archive, kind: str) -> None:
    assert all(row.splitlines() == [row] for row in rows(own, kind))


def test_these_kinds_are_exported() -> None:
    assert set(KEYS) == set(EXPORTERS)


@pytest.mark.parametrize("end", ["\u0085", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c"])
def test_a_row_is_one_line_whatever_ends_a_line_in_its_text(write_files: WriteFiles, tmp_path: Path, end: str) -> None:
    text = f"One{end}two of May 1940."
    archive = gather_at(write_files({"seeds/a.md": text}), tmp_path / "cache")
    (row,) = rows(archive, "text")
    assert row.splitlines() == [row]
    assert json.loads(row)["text"] == archive.documents[0].text
    assert end in json.loads(row)["text"]


@pytest.mark.parametrize("kind", KEYS)
def test_an_empty_archive_has_no_rows(write_files: WriteFiles, tmp_path: Path, kind: str) -> None:
    assert list(rows(gather_at(write_files({}), tmp_path / "cache"), kind)) == []


def test_what_is_unresolved_has_no_value_and_evidence_is_rounded(write_files: WriteFiles, tmp_path: Path) -> None:
    words = "“It rained yesterday,” Maria Lindqvist said on 3 May 1940."
    archive = gather_at(write_files({"seeds/a.txt": words}), tmp_path / "cache")
    assert [(row["text"], row["value"]) for row in export(archive, "dates")] == [
        ("yesterday", None),
        ("3 May 1940", "1940-05-03"),
    ]
    (quote,) = export(archive, "quotes")
    assert (quote["text"], quote["speaker_name"], quote["cue"]) == ("“It rained yesterday,”", "Maria Lindqvist", "said")
    assert all(row["evidence"] == round(row["evidence"], 4) for row in export(archive, "mentions"))


def test_text_is_the_seed_whole(own: Archive) -> None:
    found = export(own, "text")
    assert sorted(row["path"] for row in found) == sorted(
        f"seeds/{path.name}" for path in (ROOT / "seeds").glob("*.txt")
    )
    for row in found:
        data = (ROOT / row["path"]).read_bytes()
        assert row["text"].encode() == data
        assert row["sha256"] == row["source_sha256"] == hashlib.sha256(data).hexdigest()
        assert (row["date"], row["left_out"]) == ("2025-11-21", [])
        assert row["title"]


def test_mentions_stand_where_they_say(own: Archive) -> None:
    texts = {row["document"]: row["text"] for row in export(own, "text")}
    found = export(own, "mentions")
    assert {row["document"] for row in found} == set(texts)
    for row in found:
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]
        assert (ROOT / "glossary" / f"{row['entity']}.md").is_file()
        assert row["reviewed"] is True


def test_blocks_tile_the_texts(own: Archive) -> None:
    found = export(own, "blocks")
    for text in export(own, "text"):
        blocks = [row for row in found if row["document"] == text["document"]]
        assert [row["id"] for row in blocks] == [f"p{number}" for number in range(1, len(blocks) + 1)]
        ends = [0, *(row["end"] for row in blocks)]
        starts = [*(row["start"] for row in blocks), len(text["text"])]
        assert all(text["text"][end:start].strip() == "" for end, start in zip(ends, starts, strict=True))


def test_anchors_stand_where_their_notes_say(own: Archive) -> None:
    texts = {row["document"]: row["text"] for row in export(own, "text")}
    quotes = {note.id: note.quote.exact for note in own.notes}
    found = export(own, "anchors")
    assert [row["note"] for row in found] == sorted(quotes)
    for row in found:
        assert (row["state"], row["score"]) == ("exact", 1.0)
        assert texts[row["document"]][row["start"] : row["end"]] == quotes[row["note"]]


def test_every_note_has_a_row_wherever_it_stands(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = gather_at(
        write_files(
            {
                "seeds/a.txt": "One and one is “two”.",
                "annotations/a/exact.md": "---\nquote: is\n---\n",
                "annotations/a/folded.md": "---\nquote: '\"two\"'\n---\n",
                "annotations/a/several.md": "---\nquote: 'n'\n---\n",
                "annotations/a/nowhere.md": "---\nquote: three\n---\n",
                "annotations/b/lost.md": "---\nquote: One\n---\n",
            }
        ),
        tmp_path / "cache",
    )
    assert [tuple(row.values()) for row in export(archive, "anchors")] == [
        ("a/exact", "seeds/a.txt", "a", "exact", 12, 14, 1.0),
        ("a/folded", "seeds/a.txt", "a", "folded", 15, 20, 0.95),
        ("a/nowhere", "seeds/a.txt", "a", "orphan", None, None, 0.0),
        ("a/several", "seeds/a.txt", "a", "ambiguous", None, None, 1.0),
        ("b/lost", None, "b", "orphan", None, None, 0.0),
    ]


def test_what_was_left_out_is_told_and_offsets_are_those_of_the_text(write_files: WriteFiles, tmp_path: Path) -> None:
    head = "---\ntitle: A 𝔘\n---\n"
    archive = gather_at(
        write_files({"seeds/a.md": head + "𝔘 Ada.\r\n", "glossary/people/ada.md": "---\nname: Ada\n---\n"}),
        tmp_path / "cache",
    )
    (text,) = export(archive, "text")
    assert (text["title"], text["date"], text["text"]) == ("A 𝔘", None, "𝔘 Ada.\n")
    assert text["left_out"] == [{"reason": "front matter, read as metadata", "text": head}]
    assert text["sha256"] != text["source_sha256"]
    mention = export(archive, "mentions")[0]
    assert tuple(mention.values()) == ("a", "seeds/a.md", 2, 5, "Ada", "people/ada", "person", "Ada", "name", True, 1.0)


def test_an_unknown_kind(own: Archive) -> None:
    with pytest.raises(KeyError):
        list(rows(own, "poems"))
