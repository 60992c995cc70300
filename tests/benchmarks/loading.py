"""Measures how soon a document's page shows its first text on a slow phone, beside the bare theme's page of that text.

    python tests/benchmarks/loading.py [--repeat 9]

A page of 1,000 words is loaded in Chromium over a slow connection and with a slow processor, each time with an empty
cache: as the bare theme makes it, as a document, and as a document with ten notes. They take turns, so that a slow
minute of the machine strikes all of them; ratios are taken within a turn, and the median is told. The pages are served
with gzip, as hosts do. It exits with 0 whatever it measures: these are figures, not a verdict.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from generate import CONFIG, ENTRIES, as_markdown, as_text, document, entry_file, note_files, plain_name, slug, write
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[1]))
from helpers import chromium

WORDS = 1000
DOCUMENTS = 12
"""In the archive, so that a page has what leads to others."""
MEASURED = "0000"
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""1.6 Mbit/s and 150 ms: a slow phone's."""
SLOWDOWN = 4
"""So many times slower is the phone's processor."""
PHONE = {"width": 360, "height": 740}
TARGET_SECONDS = 1.5
TARGET_RATIO = 1.15
PALETTE = "  palette: [{scheme: default, toggle: {icon: material/weather-night, name: Dark}}, {scheme: slate}]\n"
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")

FIGURES = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value)))
    .observe({ type: "layout-shift", buffered: true });
  const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const loads = [...performance.getEntriesByType("resource"), performance.getEntriesByType("navigation")[0]];
  const bytes = loads.map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize]);
  setTimeout(() => done({ paint, bytes, shift }), 500);
})"""


def write_sites(root: Path) -> Mapping[str, Path]:
    """Write the same texts thrice and return the folders: for the bare theme, an archive, and one with notes."""
    folders = {name: root / name for name in ("theme", "document", "noted")}
    for name, folder in folders.items():
        config = CONFIG.format(plugin="" if name == "theme" else "glossator")
        write(folder / "mkdocs.yml", config.replace("  font: false\n", f"  font: false\n{PALETTE}"))
        write(folder / "docs/index.md", "# Addresses\n\nMade up for the benchmark.\n")
        for entry in ENTRIES if name != "theme" else ():
            write(folder / "glossary" / entry.folder / f"{slug(plain_name(entry))}.md", entry_file(entry))
    for number in range(DOCUMENTS):
        title, when, body = document(number)
        parts = (title, when, shortened(body))
        write(folders["theme"] / "docs/archive/documents" / f"{number:04}.md", as_markdown(*parts))
        for name in ("document", "noted"):
            write(folders[name] / "seeds" / f"{number:04}.txt", as_text(*parts))
        for name, note in note_files(number, parts[2]):
            write(folders["noted"] / "annotations" / f"{number:04}" / f"{name}.md", note)
    return folders


def shortened(body: Sequence[str]) -> list[str]:
    """Return the first paragraphs, of the number of words that is measured."""
    kept: list[str] = []
    left = WORDS
    for paragraph in body:
        kept.append(" ".join(paragraph.split()[:left]))
        left -= len(paragraph.split())
        if left <= 0:
            break
    return kept


class Host(SimpleHTTPRequestHandler):
    """A host that sends texts packed, over one connection as long as it is used."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in PACKED:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine alone, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def load(browser: Browser, url: str) -> dict[str, Any]:
    """Load a page as on a slow phone, with nothing kept from before, and return its figures."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(url, wait_until="load")
    figures: dict[str, Any] = page.evaluate(FIGURES)
    context.close()
    return figures


def kilobytes(figures: Mapping[str, Any], *, ours: bool) -> float:
    sizes = [size for path, size in figures["bytes"] if not ours or path.startswith("/assets/glossator/")]
    return sum(sizes) / 1000


def measure(folders: Mapping[str, Path], repeat: int) -> Mapping[str, list[dict[str, Any]]]:
    """Return the figures of each kind of page, a turn after the other."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in folders}
    with chromium() as browser:
        for _ in range(repeat):
            for name, folder in folders.items():
                with hosted(folder / "site") as address:
                    found[name].append(load(browser, f"{address}archive/documents/{MEASURED}/"))
    return found


def report(found: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Yield the lines that tell what was measured."""
    yield f"{'page':10} {'first text':>11} {'ratio':>6} {'all':>9} {'ours':>9} {'moved':>6}"
    for name, turns in found.items():
        seconds = median(each["paint"] for each in turns) / 1000
        ratio = median(each["paint"] / bare["paint"] for each, bare in zip(turns, found["theme"], strict=True))
        last = turns[-1]
        sizes = f"{kilobytes(last, ours=False):6.1f} KB {kilobytes(last, ours=True):6.1f} KB"
        yield f"{name:10} {seconds:9.2f} s {ratio:6.2f} {sizes} {max(each['shift'] for each in turns):6.3f}"
    yield f"targets: first text within {TARGET_SECONDS} s, and at most {TARGET_RATIO} times the bare theme's"


def main() -> None:
    parser = argparse.ArgumentParser(description="How soon a document's page shows its first text on a slow phone.")
    parser.add_argument("--repeat", type=int, default=9, help="turns (default: 9)")
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as root:
        folders = write_sites(Path(root))
        for folder in folders.values():
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
        print("\n".join(report(measure(folders, repeat))))


if __name__ == "__main__":
    main()
