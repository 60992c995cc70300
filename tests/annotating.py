"""What the tests of the readers' tools share: an archive with difficult texts, and a reader in Chromium."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from helpers import Built, copy_archive, export, glossator_here, write_files

HOST = {"REPO_URL": "https://code.example/o/r", "EDIT_URI": "https://code.example/o/r/edit/main/docs/"}


HOSTILE = 'Some "quotes", \\back\\slashes, # signs: {and} [brackets], --- *stars* & <script>hit()</script> {{ 7*7 }}.'


CHARACTERS = """\
Of faces 😀😀 and flags 🇺🇦🇷🇺, of Z̴̡a̶l̸g̵o̷, a soft\u00adhyphen, a zero\u200bwidth, an override \u202eabc\u202c.

No\u00a0break,\u2003em space,\u2028a line separator, a lone\rcarriage return, \ufeffa mark, \x7f, \x85 and \ufffe."""


OPENERS = ", ".join(f"[{n * n} {{b" for n in range(40))


REPEATED = "It was said again, and again it was said, word by word the same thing."


FILES = {
    "seeds/hard.txt": f'A hard text\n\n\n   Indented after three line ends.\n\n\t{HOSTILE}\n\n---\n\nquote: "x"\n\n'
    f"{CHARACTERS}\n\n{OPENERS}\n\n\u2003\u2003Set in by wide spaces.\u2003\n\nAda: Yes.\n\nCharles: No.\n\n"
    "Ada: Yes.\n \n",
    "seeds/table.html": "<!doctype html><title>A table</title><main><h1>A table</h1><p>Before it.</p><table>"
    + "".join(f"<tr><td>Row {n}</td><td>{n * n}</td><td>😀 {n % 3}</td></tr>" for n in range(40))
    + "</table><ul><li>One</li><li>Two <b>bold</b></li></ul><p>Behind it.</p></main>",
    "seeds/control.txt": "Before\x0bbehind the tab, and\x01so on.\n\nNothing here.\n",
    "seeds/same.txt": "\n\n".join([REPEATED] * 30),
    "seeds/long.txt": "\n\n".join(f"Passage {n} of a long text that goes on for a while, {n}." for n in range(100)),
    "seeds/cited.txt": "The engine weaves algebraical patterns just as the loom weaves flowers and leaves.\n",
    "seeds/cited.yml": 'title: "Notes & {sketches}: 100 % of _them_"\nauthor: Ada Lovelace\nsource: Taylor’s Memoirs\n'
    'date: "1843-09"\n',
}


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

    def hosted_at(self, address: str) -> None:
        """Let the pages to come tell another address for new notes, as a build with another `repo_url` does."""
        self.page.add_init_script(
            f"""document.addEventListener("readystatechange", () => {{
              const told = document.querySelector(".annotating");
              if (told) told.dataset.newNote = {json.dumps(address)};
            }});"""
        )

    def copied(self) -> str:
        self.page.bring_to_front()  # the code host's page may be, and who is behind may not read
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog", name="Annotate")

    def send(self) -> Page:
        """Send the note off, and return the code host's page."""
        with self.page.expect_popup() as popup:
            self.form.get_by_role("button", name="Open on").click()
        return popup.value


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


def passages(reader: Reader) -> list[str]:
    return reader.page.locator("article.source [data-start]").evaluate_all("all => all.map((each) => each.id)")


def passage_of(reader: Reader, words: str) -> str:
    """Return the id of the passage that begins with the words."""
    found = reader.page.locator("article.source [data-start]").filter(has_text=re.compile(f"^{re.escape(words)}"))
    return str(found.first.get_attribute("id"))
