"""The search index: Pagefind over the pages, in shards that are kept, so that an edit indexes little again.

The site's `pagefind/` holds the first shard with Pagefind's own script, the others in `s1/`, `s2/` ..., and
`shards.json`, which tells the browser what to merge. Pagefind reads plain pages made for it, which hold the words that
the published ones hold, and no theme: it is three times as fast with them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from .cache import Cache, key
from .files import remove_folder, write_file
from .model import Day, Searchable

FOLDER = "pagefind"
PAGES_A_SHARD = 32
MOST_SHARDS = 8
"""Each is a few more requests of a reader's first search."""
FACETS = "facets.json"
"""What readers choose and sort results by. It is ours: Pagefind 1.5 writes a filter's values in no fixed order."""
ADDRESSES = "addresses.json"
"""Of a shard, and not published: the address of each page, by what Pagefind calls its fragment."""
FRAGMENT = b"pagefind_dcd"
"""What a fragment begins with, before its JSON."""
KEPT_ENDINGS = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", "pagefind-entry.json")
KEPT_ONCE = ("pagefind.js", "pagefind-worker.js", ".pagefind")
"""Of the first shard only: what the browser loads once. Pagefind's ready-made interfaces are not used."""


class SearchError(Exception):
    """Pagefind could not make the index."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page with its address from the site's root, `archive/people/x/`."""

    url: str
    page: Searchable


Shard = Mapping[str, bytes]
"""The files of an index, by their paths."""


class Indexing:
    """Indexes pages in a thread, beside whatever else is done."""

    def __init__(self, cache: Cache, language: str) -> None:
        self._cache = cache
        self._language = language
        self._thread = ThreadPoolExecutor(1)
        self._scratch: TemporaryDirectory[str] | None = None
        self._found: list[Future[list[Shard]]] = []
        self._pages: list[Indexed] = []

    def add(self, pages: Iterable[Indexed]) -> None:
        """Begin to index pages."""
        some = tuple(pages)
        self._pages += some
        self._found.append(self._thread.submit(self._index, some))

    def finish(self) -> Mapping[str, bytes]:
        """Return the files of the site's `pagefind/`, by their paths in it, once all is done; raises SearchError."""
        try:
            return bundle([shard for found in self._found for shard in found.result()], self._pages)
        finally:
            self.close()

    def close(self) -> None:
        """Leave nothing behind, neither a thread nor a file."""
        self._thread.shutdown(cancel_futures=True)
        if self._scratch:
            with suppress(OSError):
                remove_folder(Path(self._scratch.name))
            self._scratch.cleanup()

    def _index(self, pages: Sequence[Indexed]) -> list[Shard]:
        return [self._index_shard(shard) for shard in _shards(pages)]

    def _index_shard(self, pages: Sequence[Indexed]) -> Shard:
        documents = {_file(indexed): _document(indexed, self._language) for indexed in pages}
        name = key("search", self._language, *(part for document in documents.items() for part in document))
        kept = self._cache.get(name, dict[str, bytes])
        if kept is None:
            kept = _run(documents, self._language, self._folder())
            self._cache.put(name, kept)
        return kept

    def _folder(self) -> Path:
        """Return a new folder. All are removed at the end: where much was just removed, ext4 is slow to write."""
        if self._scratch is None:
            self._scratch = TemporaryDirectory(prefix="glossator-", ignore_cleanup_errors=True)
        return Path(mkdtemp(dir=self._scratch.name))


def bundle(shards: Sequence[Shard], pages: Sequence[Indexed] = ()) -> Mapping[str, bytes]:
    """Return the files of the site's `pagefind/`, by their paths in it; nothing where nothing was indexed."""
    if not shards:
        return {}
    files: dict[str, bytes] = {}
    for number, shard in enumerate(shards):
        folder = f"s{number}/" if number else ""
        for path, data in shard.items():
            if path.endswith(KEPT_ENDINGS) or (not number and path.endswith(KEPT_ONCE)):
                files[folder + path] = data
    files["shards.json"] = json.dumps([f"s{number}/" for number in range(1, len(shards))]).encode()
    files[FACETS] = facets(shards, pages)
    return files


def facets(shards: Sequence[Shard], pages: Sequence[Indexed]) -> bytes:
    """Return, as JSON, `values`, (facet, id, label) each, and `pages`: by a result's id, its day and its values.

    Values are told by their numbers in the list. A day is a number that is greater the later it is; 0 stands for none.
    """
    by_file = {_file(indexed): indexed.page for indexed in pages}
    chosen = {file: (("type", page.kind, page.kind), *page.facets) for file, page in by_file.items()}
    values = sorted({value for some in chosen.values() for value in some})
    numbers = {value: number for number, value in enumerate(values)}
    found = {
        fragment: [_number(by_file[file].day), *sorted(numbers[value] for value in chosen[file])]
        for shard in shards
        for fragment, file in json.loads(shard.get(ADDRESSES, b"{}")).items()
        if file in by_file
    }
    told = {"values": values, "pages": dict(sorted(found.items()))}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _number(day: Day | None) -> int:
    return (day[0] * 12 + day[1]) * 31 + day[2] if day else 0


def _shards(pages: Sequence[Indexed]) -> Iterable[list[Indexed]]:
    """Yield the pages in shards: which one a page is in depends on its address and on how many shards there are."""
    count = 1
    while count < MOST_SHARDS and len(pages) > PAGES_A_SHARD * count:
        count *= 2
    shards: list[list[Indexed]] = [[] for _ in range(count)]
    for page in sorted(pages, key=lambda page: page.url):
        shards[int(hashlib.sha256(page.url.encode()).hexdigest(), 16) % count].append(page)
    return filter(None, shards)


def _file(indexed: Indexed) -> str:
    """Return the file that Pagefind reads; a part of a page has one of its own."""
    url = indexed.url
    if indexed.page.fragment:
        return f"parts/{url.removesuffix('/')}/{indexed.page.fragment}/index.html"
    return f"{url}index.html" if url.endswith("/") or not url else url


def _document(indexed: Indexed, language: str) -> str:
    """Return the page as Pagefind reads it: the facts are what a result shows."""
    page = indexed.page
    facts = [("type", page.kind), *page.facts]
    facts += [("address", f"{indexed.url}#{page.fragment}")] if page.fragment else []
    marks = "".join(f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">' for name, value in facts)
    return (
        f'<!doctype html><html lang="{escape(language)}"><title>{escape(page.title)}</title>{marks}'
        f'<body><h1 data-pagefind-meta="title">{escape(page.title)}</h1>{page.html}</body></html>'
    )


def _run(documents: Mapping[str, str], language: str, folder: Path) -> dict[str, bytes]:
    """Return what Pagefind makes of the documents, given by their paths, in a folder of its own."""
    from pagefind.service import get_executable  # it brings in asyncio, which a build without new pages can do without

    program = get_executable()
    if program is None:
        raise SearchError("Pagefind's program is missing; install it with: pip install 'pagefind[bin]'")
    site, output = folder / "site", folder / "output"
    for path, document in documents.items():
        write_file(site / path, document.encode())
    command = [str(program), "--site", str(site), "--output-path", str(output), "--silent"]
    done = subprocess.run(  # noqa: S603 - the program of the pinned package, with arguments of ours
        [*command, "--force-language", language.split("-")[0]], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SearchError(f"Pagefind ended with {done.returncode}: {(done.stderr or done.stdout).strip()}")
    made = {path.relative_to(output).as_posix(): path for path in sorted(output.rglob("*")) if path.is_file()}
    files = {name: path.read_bytes() for name, path in made.items()}
    return files | {ADDRESSES: json.dumps(_addresses(files)).encode()}


def _addresses(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the file of each page, by its fragment's name, which is the id of a result."""
    found = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            url = json.loads(gzip.decompress(data).removeprefix(FRAGMENT))["url"].removeprefix("/")
            found[Path(path).stem] = f"{url}index.html" if url.endswith("/") or not url else url
    return found
