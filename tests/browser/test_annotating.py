"""A reader in Chromium selects words, annotates, cites and links; the files that come out are notes that stand there."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from glossator.annotate import load_notes
from glossator.annotate.quotes import match_quote
from glossator.config import Config
from helpers import (
    ROOT,
    TINY,
    Built,
    build,
    chromium,
    copy_archive,
    export,
    glossator_here,
    served,
    write_files,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

HOST = {"REPO_URL": "https://code.example/o/r", "EDIT_URI": "https://code.example/o/r/edit/main/docs/"}
SEED = 20261122
"""Of the random selections: the same in every run."""

HOSTILE = 'A line with "quotes", \\backslashes\\, # signs: {and} [brackets], --- and ... and *stars* & <script>hit()</script>.'
FILES = {
    "seeds/hard.txt": f'A hard text\n\n\n   Indented after three line ends.\n\n\t{HOSTILE}\n\n---\n\nquote: "x"\n\n'
    "Of faces 😀😀 and flags 🇺🇦🇷🇺, of Z̴̡a̶l̸g̵o̷, a soft\u00adhyphen, a zero\u200bwidth, an override \u202eabc\u202c.\n\n"
    "No\u00a0break,\u2003em space,\u2028a line separator, a lone\rcarriage return, \ufeffa mark, \x7f, \x85 and \ufffe.\n\n"
    f"{', '.join(f'[{n * n} {{b' for n in range(40))}\n\n\u2003\u2003Set in by wide spaces.\u2003\n\nAda: Yes.\n\nCharles: No.\n\nAda: Yes.\n \n",
    "seeds/table.html": "<!doctype html><title>A table</title><main><h1>A table</h1><p>Before it.</p><table>"
    + "".join(f"<tr><td>Row {n}</td><td>{n * n}</td><td>😀 {n % 3}</td></tr>" for n in range(40))
    + "</table><ul><li>One</li><li>Two <b>bold</b></li></ul><p>Behind it.</p></main>",
    "seeds/control.txt": "Before\x0bbehind the tab, and\x01so on.\n\nNothing here.\n",
    "seeds/same.txt": "\n\n".join(["It was said again, and again it was said, word by word the same thing."] * 30)
    + "\n",
    "seeds/long.txt": "\n\n".join(f"Passage {n} of a long text that goes on for a while, {n}." for n in range(100))
    + "\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("annotating"))
    for folder in ("seeds", "annotations"):
        shutil.copytree(TINY / folder, root / folder, dirs_exist_ok=True)
    write_files(root, FILES)
    return Built(root, root / "site", build(root, env=HOST))


@pytest.fixture(scope="module")
def texts(archive: Built) -> dict[str, str]:
    return {row["document"]: row["text"] for row in export(archive.root, "text")}


@pytest.fixture(scope="module")
def address(archive: Built) -> Iterator[str]:
    with served(archive.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@dataclass
class Reader:
    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    """What was asked of the code host."""

    def open(self, document: str, fragment: str = "") -> None:
        self.page.goto(f"{self.address}archive/documents/{document}/{fragment}")
        self.page.locator("p.annotating:not([hidden])").wait_for()

    def select(self, passage: str, start: int, end: int, *, until: str = "") -> None:
        """Select from a code point of a passage to one of the same or another passage."""
        self.page.evaluate(SELECT, [passage, start, until or passage, end])
        expect(self.desk).to_be_visible()

    @property
    def desk(self) -> Locator:
        return self.page.locator("#glossator-desk")

    def press(self, name: str) -> None:
        self.desk.get_by_role("button", name=name).click()

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog", name="Annotate")

    def send(self) -> Page:
        """Send the note off, and return the code host's page."""
        with self.page.expect_popup() as popup:
            self.form.get_by_role("button", name="Open on").click()
        return popup.value


SELECT = """([from, start, to, end]) => {
  const at = (id, offset) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const points = [...node.data];
      if (offset <= points.length) return [node, points.slice(0, offset).join("").length];
      offset -= points.length;
    }
  };
  document.getSelection().setBaseAndExtent(...at(from, start), ...at(to, end));
}"""


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader whose browser lets pages copy, and who meets a code host that only says that it was asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    reader = Reader(context.new_page(), address)

    def answer(route: Route) -> None:
        reader.opened.append(route.request.url)
        route.fulfill(body="<title>New file</title>", content_type="text/html")

    context.route(lambda url: not url.startswith(address), answer)
    reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
    reader.page.on("console", lambda told: reader.errors.append(told.text) if told.type == "error" else None)
    yield reader
    context.close()
    assert reader.errors == []


def note_of(url: str) -> tuple[str, str]:
    """Return the path and the words of the file that the code host is asked to begin."""
    asked = parse_qs(urlsplit(url).query, keep_blank_values=True)
    return asked["filename"][0], asked["value"][0]


def anchors_of(archive: Built, notes: dict[str, str], tmp_path: Path) -> dict[str, dict[str, Any]]:
    """Put the notes into a copy of the archive, where `check` finds nothing, and return where each stands, by path."""
    root = copy_archive(tmp_path / "archive", archive.root)
    write_files(root, notes)
    done = glossator_here(root, "check")
    assert [line for line in done.stdout.split("\n") if line.startswith(tuple(notes))] == []
    rows = {f"annotations/{row['note']}.md": row for row in export(root, "anchors")}
    return {path: rows[path] for path in notes}


RANDOM = """async ([home, chosen]) => {
  const load = (name) => import(`${home}assets/glossator/annotating/${name}.js`);
  const [{ readText, trim }, { spanOfRanges }, { describe }, { noteFile }] =
    await Promise.all(["text", "selection", "quote", "note"].map(load));
  const article = document.querySelector("article.source");
  const text = readText(article);
  const points = [];
  for (const block of article.querySelectorAll("[data-start]")) {
    let offset = Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const point of node.data) {
        (points[offset] ??= []).push([node, units]);
        offset += 1;
        units += point.length;
      }
      (points[offset] ??= []).push([node, units]);
    }
  }
  return chosen.map(([start, end, which]) => {
    const at = (offset) => points[offset]?.at(which % points[offset].length);
    if (!at(start) || !at(end)) return null;
    const range = document.createRange();
    range.setStart(...at(start));
    range.setEnd(...at(end));
    const found = spanOfRanges([range], text.blocks);
    const span = found && trim(text.points, found);
    if (!span) return { found, span };
    try {
      const told = { document: article.dataset.document, quote: describe(text, span), motivation: "commenting" };
      const note = { ...told, author: "A Reader", date: "2026-11-22", tags: ["chosen"], body: `${start} to ${end}` };
      return { found, span, file: noteFile(note) };
    } catch (error) {
      return { found, span, error: error.message };
    }
  });
}"""

DOCUMENTS = ["hard", "table", "diary", "letter-1843", "realist-english-2025-11-21", "tsamto-2025-11-21"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_selection_becomes_a_note_that_stands_at_those_very_words(
    document: str, archive: Built, texts: dict[str, str], reader: Reader, tmp_path: Path
) -> None:
    text, chance = texts[document], random.Random(SEED)
    spans = [sorted(chance.sample(range(len(text) + 1), 2)) for _ in range(150)]
    near = [(start, min(len(text), start + chance.randint(1, 60))) for start, _ in spans]
    chosen = [(start, end, chance.randint(0, 3)) for start, end in [*spans, *near]]
    reader.open(document)
    made = reader.page.evaluate(RANDOM, [reader.address, chosen])
    notes, expected = {}, {}
    for (start, end, _), result in zip(chosen, made, strict=True):
        if result is None:
            continue  # between two passages there is nothing to select
        assert result["found"] == {"start": start, "end": end}
        words = text[start:end]
        if not words.strip():
            assert result["span"] is None
            continue
        begin = start + len(words) - len(words.lstrip())
        span = begin, begin + len(words.strip())
        assert (result["span"]["start"], result["span"]["end"]) == span
        if "file" in result:
            notes[result["file"]["path"]] = result["file"]["words"]
            expected[result["file"]["path"]] = span
        else:
            assert "can quote 2,000" in result["error"] or "with the same words around them" in result["error"]
    assert len(notes) > 75
    for path, row in anchors_of(archive, notes, tmp_path).items():
        assert (row["state"], (row["start"], row["end"])) == ("exact", expected[path]), notes[path]


def test_the_page_gives_back_the_very_text(reader: Reader, texts: dict[str, str]) -> None:
    """Also the white space between passages, whatever it is."""
    for document, text in texts.items():
        reader.open(document)
        found = reader.page.evaluate(
            """async (home) => {
              const { readText, isWhole } = await import(`${home}assets/glossator/annotating/text.js`);
              const article = document.querySelector("article.source");
              const text = readText(article);
              return [text.string, await isWhole(text, article.dataset.sha256), await isWhole(text, "0")];
            }""",
            reader.address,
        )
        assert found == [text, True, False]
