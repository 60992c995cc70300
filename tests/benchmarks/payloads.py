"""Puts every payload of some files into every field of notes, entries and sidecars, and looks at each page in Chromium.

    python tests/benchmarks/payloads.py [--batch N] [--every N] FILE...

A file holds a payload a line (.txt), or is JSON: a list of texts, or of objects with `payload` or `markdown`, or tests
of HTML's tokenizer with `input` (.test). MkDocs builds each archive twice: with the payloads, and with harmless words.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1]))

from detector import Detector, watching
from helpers import chromium, mkdocs, served, write_files
from hostile import CONFIG, Group, Made, as_it_is, grouped, harmless, make_archive

BATCH = 120
"""Groups of payloads in an archive: a thousand payloads or so."""
SHOWN = 12
"""Findings that are printed in full."""


@dataclass
class Figures:
    payloads: int = 0
    placed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    skeletons: int = 0
    words: int = 0
    controls: int = 0
    seen: int = 0
    found: list[str] = field(default_factory=list)

    def add(self, made: Made) -> None:
        self.placed += made.tally.placed
        self.refused += made.tally.refused


def payloads_of(path: Path) -> Iterator[str]:
    """Yield the payloads of a file, or of each file of a folder."""
    if path.is_dir():
        for each in sorted(path.glob("*.test")) or sorted(path.glob("*.json")) or sorted(path.glob("*.txt")):
            yield from payloads_of(each)
    elif path.suffix in (".json", ".test"):
        yield from _of_json(json.loads(path.read_text("utf-8")))
    else:
        yield from path.read_bytes().decode("utf-8", "replace").split("\n")


def _of_json(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        tests = next((value for value in data.values() if isinstance(value, list)), [])
        yield from _of_json(tests)
    else:
        for item in data:
            if isinstance(item, str):
                yield item
            else:
                text = next(item[name] for name in ("payload", "markdown", "input") if name in item)
                escaped = item.get("doubleEscaped", False)
                yield re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text) if escaped else text


def build(root: Path, files: Mapping[str, str]) -> Path:
    """Build the archive, and return its site."""
    write_files(root, {"mkdocs.yml": CONFIG, "docs/index.md": "# Home\n", **files})
    done = mkdocs("build", cwd=root)
    wrong = [line for line in done.stderr.split("\n") if re.search(r": E(10\d|4\d\d|30[13]|201) ", line)]
    wrong = [line for line in wrong if not re.search("E41[012]", line)]
    if done.returncode or wrong:
        raise SystemExit(
            "\n".join(["the build failed, or refused what was said to stand:", *wrong[:20], done.stderr[-2000:]])
        )
    return root / "site"


def look(browser: Browser, groups: Sequence[Group], figures: Figures, every: int) -> None:
    """Build the groups' archive with payloads and with harmless words, and look at each page."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        made = make_archive(groups, as_it_is)
        figures.add(made)
        site = build(Path(folder, "hostile"), made.files)
        plain = build(Path(folder, "harmless"), make_archive(groups, harmless).files)
        with served(site) as root, served(plain) as plain_root:
            context = browser.new_context(bypass_csp=True)
            with watching(context, root) as detector, watching(context, plain_root) as other:
                print(f"  built after {time.perf_counter() - begun:.0f} s", flush=True)
                compare(detector, site, plain, figures)
                print(f"  compared after {time.perf_counter() - begun:.0f} s", flush=True)
                pages = [page for page in pages_of(site) if number_of(page) % every == 0 or page in made.shown]
                for number, page in enumerate(pages):
                    look_at(page, detector, other if number % every == 0 else None, made, figures)
            context.close()


def pages_of(site: Path) -> list[str]:
    """Return the addresses of a site's pages, from its root."""
    paths = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [path.removesuffix("index.html") for path in paths]


def number_of(page: str) -> int:
    """Return the number that a page of a collection or of a merged entry has; 0 for other pages."""
    found = re.fullmatch(r"archive/(?:terms/g|collections/w)(\d{5})[^/]*/", page)
    return int(found[1]) if found else 0


def file_of(site: Path, page: str) -> Path:
    return site / (f"{page}index.html" if page.endswith("/") or not page else page)


def key_of(page: str) -> str:
    """Return a page's address without the words of a payload."""
    return re.sub(r"(w\d{5})[^/]*", r"\1", page)


def compare(detector: Detector, site: Path, plain: Path, figures: Figures) -> None:
    """Compare the elements of every page as it is written, by Chromium's own parser, with those of the harmless one."""
    detector.page.goto(detector.root)
    harmless_pages = {key_of(page): page for page in pages_of(plain)}
    hostile_pages = {key_of(page): page for page in pages_of(site)}
    for key in sorted(harmless_pages.keys() ^ hostile_pages.keys()):
        figures.found.append(f"{key}: only one of the two archives has this page")
    for key in sorted(harmless_pages.keys() & hostile_pages.keys()):
        sources = [file_of(site, hostile_pages[key]), file_of(plain, harmless_pages[key])]
        one, other = (detector.skeleton(path.read_text("utf-8")) for path in sources)
        figures.skeletons += 1
        figures.found += differences(key, one, other)


def differences(page: str, one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the first element that two pages do not share, if there is one."""
    pairs = zip([*one, "(end)"], [*other, "(end)"], strict=False)
    return [f"{page}: `{a}` in the place of `{b}`" for a, b in pairs if a != b][:1]


def look_at(page: str, detector: Detector, other: Detector | None, made: Made, figures: Figures) -> None:
    leads_to = page.replace("terms/g", "people/g") if page.startswith("archive/terms/g") else ""  # merged entries
    hits = detector.open(page, leads_to=leads_to, touch=other is not None)
    figures.pages += 1
    figures.found += [f"{page}: {hit}" for hit in hits]
    if other and page == key_of(page) and not leads_to:
        detector.page.goto(f"{detector.root}{page}")
        other.page.goto(f"{other.root}{page}")
        figures.found += [f"with scripts: {each}" for each in differences(page, detector.skeleton(), other.skeleton())]
    told = made.shown.get(page, ())
    words = detector.words() if told else ""
    for each in told:
        figures.words += 1
        if " ".join(each.split()) not in words:
            figures.found.append(f"{page}: does not say: {each[:200]!r}")


def control(browser: Browser, groups: Sequence[Group], figures: Figures) -> None:
    """Put the payloads into pages as they are, and count the pages of which the detector sees it."""
    with tempfile.TemporaryDirectory() as folder:
        pages = {}
        for group in groups:
            raw = "\n".join(f"<p class='x'>{payload}</p>" for _, payload in group.payloads)
            pages[f"{group.name}.html"] = f"<!doctype html><title>x</title><div>{raw}</div>".encode("utf-8", "replace")
        write_files(Path(folder), pages)
        with served(Path(folder)) as root:
            for page in pages:
                context = browser.new_context()
                context.set_default_timeout(5_000)
                with watching(context, root) as detector:
                    figures.controls += 1
                    figures.seen += bool(seen(detector, page))
                context.close()


def seen(detector: Detector, page: str) -> list[str]:
    try:
        detector.page.goto(f"{detector.root}{page}", wait_until="commit")
        detector.page.wait_for_timeout(30)
        return [*detector.open(page, is_site=True)]
    except Exception as error:  # a page that leads away, or never ends, was seen
        return [*detector.hits, str(error)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--batch", type=int, default=BATCH, help="groups of payloads in an archive")
    parser.add_argument(
        "--every",
        type=int,
        default=10,
        help="of so many collections and merged entries, which say no more, one is loaded; and one page compared live",
    )
    parser.add_argument("--controls", type=int, default=40, help="groups that are put into pages raw, as a control")
    parser.add_argument("--first", type=int, default=0, help="the batch to begin with")
    parser.add_argument("--most", type=int, default=10**9, help="batches to look at")
    given = parser.parse_args()
    texts = {path: list(dict.fromkeys(filter(str.strip, payloads_of(path)))) for path in given.files}
    payloads = list(dict.fromkeys(payload for some in texts.values() for payload in some))
    for path, some in texts.items():
        print(f"{path}: {len(some):,} payloads")
        if not some:
            parser.error(f"{path} holds no payload; a folder's own files are read, not those of its folders")
    groups = grouped(payloads)
    batches = [groups[start : start + given.batch] for start in range(0, len(groups), given.batch)]
    print(f"{len(payloads):,} different payloads in {len(groups):,} groups and {len(batches)} archives", flush=True)
    figures = Figures()
    with chromium() as browser:
        step = max(1, len(groups) // max(1, given.controls))
        control(browser, groups[::step][: given.controls], figures)
        print(f"control: {figures.seen} of {figures.controls} pages with raw payloads are seen", flush=True)
        signal.signal(signal.SIGTERM, lambda *_: stop(figures))
        for number, batch in enumerate(batches[given.first : given.first + given.most], start=given.first + 1):
            start, before = time.perf_counter(), len(figures.found)
            look(browser, batch, figures, given.every)
            figures.payloads += sum(len(group.payloads) for group in batch)
            told = (
                f"archive {number}: {figures.payloads:,} payloads, {figures.pages:,} pages, {len(figures.found)} found"
            )
            print(f"{told}, {time.perf_counter() - start:.0f} s", flush=True)
            print("".join(f"  {each}\n" for each in figures.found[before:][:SHOWN]), end="", flush=True)
    tell(figures)
    sys.exit(bool(figures.found))


def stop(figures: Figures) -> None:
    """Tell what was seen so far, and end."""
    tell(figures)
    os._exit(1)


def tell(figures: Figures) -> None:
    print(f"{'field':32} placed  refused")
    for name in sorted(figures.placed | figures.refused):
        print(f"{name:32} {figures.placed[name]:6,}  {figures.refused[name]:7,}")
    print(f"{figures.payloads:,} payloads, {sum(figures.placed.values()):,} times in a field")
    print(f"{figures.pages:,} pages loaded; {figures.skeletons:,} compared with those of harmless words")
    print(f"{figures.words:,} times words looked for on their page")
    print(f"{len(figures.found)} found")
    for each in figures.found[:SHOWN]:
        print(f"  {each}")


if __name__ == "__main__":
    main()
