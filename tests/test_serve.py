"""The preview: one saved edit is one rebuild, and the served page shows it."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest

from helpers import MKDOCS, PATIENCE, TINY, chromium, copy_archive, free_port, replace_in

pytestmark = pytest.mark.xdist_group("serve")

REBUILT = "Reloading browsers"
QUIET = 2.5
"""Seconds to wait for a rebuild that should not come. Waiting longer only makes the test stricter."""


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    root: Path
    address: str
    process: subprocess.Popen[str]
    log: list[str] = field(default_factory=list)

    def rebuilds(self) -> int:
        return sum(REBUILT in line for line in self.log)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def wait_for(self, happened: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE / 4
        while not happened():
            assert self.process.poll() is None, "".join(self.log)
            assert time.monotonic() < deadline, "".join(self.log)
            time.sleep(0.05)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = copy_archive(tmp_path_factory.mktemp("serve"), TINY)
    (root / "docs" / "more").mkdir()
    (root / "docs" / "more" / "page.md").write_text("# More\n", encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
        [*MKDOCS, "serve", "--dev-addr", address],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        preview = Preview(root, f"http://{address}/", process)
        reader = Thread(target=lambda: preview.log.extend(process.stderr or ()), daemon=True)
        reader.start()
        try:
            preview.wait_for(lambda: any("Serving on" in line for line in preview.log))
            yield preview
        finally:
            process.terminate()
            process.wait(PATIENCE)


EDITS = {
    "seed": (
        "seeds/letter.txt",
        "The rest of the letter is lost.",
        "It ends here.",
        "archive/documents/letter-1843/",
        "It ends here",
    ),
    "sidecar": ("seeds/letter.yml", "title: A letter", "title: The letter", "archive/documents/", "The letter from"),
    "note": (
        "annotations/diary/engine.md",
        "Which engine?",
        "What engine?",
        "archive/documents/diary/",
        "What engine?",
    ),
    "entry": (
        "glossary/people/ada-lovelace.md",
        "(1815–1852)",
        "(born 1815)",
        "archive/people/ada-lovelace/",
        "born 1815",
    ),
    "page_by_hand": ("docs/index.md", "An archive for tests", "An archive to read", "", "An archive to read"),
    "page_by_hand_in_a_folder": ("docs/more/page.md", "# More", "# Less", "more/page/", "Less"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_saved_edit_is_one_rebuild_and_shows(edit: str, preview: Preview) -> None:
    file, old, new, path, words = EDITS[edit]
    before = preview.rebuilds()
    assert words not in preview.page(path)
    replace_in(preview.root / file, old, new)
    preview.wait_for(lambda: preview.rebuilds() > before)
    time.sleep(QUIET)
    assert preview.rebuilds() == before + 1
    assert words in re.sub(r"&#(\d+);", lambda reference: chr(int(reference[1])), preview.page(path))


def test_a_new_file_is_seen(preview: Preview) -> None:
    before = preview.rebuilds()
    (preview.root / "seeds" / "third.txt").write_text("Ada Lovelace, a third time.\n", encoding="utf-8")
    preview.wait_for(lambda: preview.rebuilds() > before)
    time.sleep(QUIET)
    assert preview.rebuilds() == before + 1
    assert "a third time" in preview.page("archive/documents/third/")


@pytest.mark.browser
def test_the_browser_loads_a_page_again_under_its_policy(preview: Preview) -> None:
    with chromium() as browser:
        page = browser.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.goto(f"{preview.address}archive/documents/letter-1843/")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert policy
        assert "style-src 'self'" in policy
        with (preview.root / "seeds" / "letter.txt").open("a", encoding="utf-8") as seed:
            seed.write("\n\nAs it was.\n")
        page.get_by_text("As it was.").first.wait_for(timeout=PATIENCE * 250)
        assert [words for words in told if "Content Security Policy" in words] == []


def test_the_search_index_is_served(preview: Preview) -> None:
    assert '"version"' in preview.page("pagefind/pagefind-entry.json")
    assert preview.page("pagefind/shards.json").startswith("[")
    assert "export" in preview.page("pagefind/pagefind.js")


def test_nothing_was_written_where_a_site_would_be_published(preview: Preview) -> None:
    assert not (preview.root / "site").exists()
    assert not [line for line in preview.log if "WARNING" in line or "ERROR" in line]
