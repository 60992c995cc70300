"""The order of the stages: each document by itself, then all of them together, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from . import cache as caching
from .annotate import FOLDER as NOTES_FOLDER
from .annotate import annotate, check_notes, load_notes
from .cache import Cache
from .config import Config, Options
from .files import FILE_BYTES, read_file, sidecar_path, walk
from .glossary import FOLDER as GLOSSARY_FOLDER
from .glossary import Glossary, load_glossary
from .model import Archive, Document, Entity, Note, Page, Problem, Searchable
from .read import Seed, default_language, document_id, guess_from_name, load_seeds, read
from .recognize import recognize
from .relate import Targets, check_versions, contexts, follow, index_mentions, versions
from .render import (
    DocumentPages,
    DocumentView,
    Site,
    make_site,
    page_meta,
    render_document,
    render_pages,
    searchable,
    source_uri,
    view_documents,
)
from .structure import structure
from .verify import verify_pieces

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Resources:
    """What the stages of a single document need besides it."""

    options: Options
    glossary: Glossary


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a seed."""

    document: Document | None
    problems: tuple[Problem, ...]


Stage = Callable[[Document, Resources], Document]

DOCUMENT_STAGES: Sequence[Stage] = (
    lambda document, resources: default_language(document, resources.options),
    lambda document, _: structure(document),
    lambda document, _: guess_from_name(document),
    lambda document, resources: recognize(document, resources.glossary),
)
"""What is done to each document by itself, once `read` has made it. Then follow, for all of them together: `annotate`,
`relate` and `render`."""

PARALLEL_BYTES = 500_000
"""Less work than this (bytes of text) is done in this process: to start others takes longer than to do it."""
CHUNKS = 16
"""Into so many pieces work is cut for an executor: enough to share it evenly, few enough to send little twice."""

Kept = bytes | memoryview
"""A result as it is kept."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done: by whom, what is kept, and who is told."""

    executor: Executor
    cache: Cache
    progress: Progress = lambda what, done, total: None


@dataclass(frozen=True, slots=True)
class Gathered:
    """An archive as its files make it, before any page is."""

    archive: Archive
    targets: Targets
    sources: Mapping[str, bytes]
    """The seeds' bytes, by their paths."""
    keys: Mapping[str, str]
    """What each document is kept by, by its path."""
    kept: Mapping[str, Kept]
    """Each document as it is kept, by its path."""


@dataclass(frozen=True, slots=True)
class Built:
    """An archive with its pages."""

    archive: Archive
    pages: tuple[Page, ...]
    sources: Mapping[str, bytes]
    """The seeds' bytes, by where they are published."""
    keys: Mapping[str, str]
    """What each page and each source is made from, as a key, by where it is written or published."""


def gather(config: Config, work: Work) -> Gathered:
    """Read everything that the archive's folders hold. A bad file is a problem, never an error."""
    seeds, seed_problems = load_seeds(config.root, config.options.max_source_bytes)
    glossary, glossary_problems = _load_glossary(config.root, work.cache)
    notes, note_problems = _load_notes(config.root, work.cache)
    keys = {seed.path: _seed_key(seed, config.options, glossary) for seed in seeds}
    kept = _make_documents(seeds, keys, Resources(config.options, glossary), work)
    made = [msgspec.msgpack.decode(data, type=Made) for data in kept]
    distinct, clashes = _distinct(seeds, made)
    documents = _annotate(distinct, notes)
    targets = Targets(documents, glossary, notes)
    failed = _failed(seeds, made)
    backlinks, broken = follow((*notes, *glossary.standing), targets, failed)
    archive = Archive(
        documents=documents,
        entities=glossary.entities,
        notes=notes,
        named_in=index_mentions(documents),
        backlinks=backlinks,
        problems=_in_order(
            config.problems,
            seed_problems,
            *(result.problems for result in made),
            clashes,
            glossary_problems,
            note_problems,
            check_notes(documents, notes, failed=failed),
            check_versions(documents, failed),
            broken,
        ),
    )
    return Gathered(
        archive=archive,
        targets=targets,
        sources={seed.path: seed.data for seed in seeds},
        keys=keys,
        kept={seed.path: data for seed, data in zip(seeds, kept, strict=True)},
    )


def make_pages(config: Config, gathered: Gathered, work: Work) -> Built:
    """Return the archive with its pages."""
    archive = gathered.archive
    site = _site(config, gathered)
    views = list(view_documents(site))
    names = [_view_key(view, gathered.keys[view.document.path]) for view in views]
    documents = _make_document_pages(views, names, gathered, work)
    pages = tuple(render_pages(site, documents))
    keys = {made.page.uri: name for made, name in zip(documents, names, strict=True)}
    keys |= {page.uri: caching.key(page.body, repr(page_meta(page))) for page in pages if page.uri not in keys}
    keys |= {source_uri(document): document.source_sha256 for document in archive.documents}
    sources = {source_uri(document): gathered.sources[document.path] for document in archive.documents}
    return Built(archive, pages, sources, keys)


def make_searchable(config: Config, gathered: Gathered) -> tuple[Searchable, ...]:
    """Return what the search index is made from."""
    return tuple(
        searchable(make_site(config, gathered.archive, gathered.targets.find, versions(gathered.archive.documents)))
    )


def _site(config: Config, gathered: Gathered) -> Site:
    archive = gathered.archive
    return make_site(config, archive, gathered.targets.find, versions(archive.documents))


def process(seed: Seed, resources: Resources) -> Made:
    """Read a seed and take it through the stages of a single document."""
    document, problems = read(seed.path, seed.data, seed.sidecar, resources.options)
    if document is not None:
        for stage in DOCUMENT_STAGES:
            document = stage(document, resources)
    return Made(document, problems)


def _load_glossary(root: Path, cache: Cache) -> tuple[Glossary, tuple[Problem, ...]]:
    def load(sources: Sequence[tuple[str, bytes]]) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        glossary = load_glossary(sources)
        return glossary.entities, glossary.problems

    entities, problems = _load(root, GLOSSARY_FOLDER, load, tuple[tuple[Entity, ...], tuple[Problem, ...]], cache)
    return Glossary(entities), problems


def _load_notes(root: Path, cache: Cache) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    return _load(root, NOTES_FOLDER, load_notes, tuple[tuple[Note, ...], tuple[Problem, ...]], cache)


def _load(
    root: Path,
    folder: str,
    load: Callable[[Sequence[tuple[str, bytes]]], tuple[tuple[T, ...], tuple[Problem, ...]]],
    type_: type[tuple[tuple[T, ...], tuple[Problem, ...]]],
    cache: Cache,
) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """Return what a folder of contributed files holds: what is kept of these very files, else what is loaded now."""
    paths, refused = walk(root, folder)
    sources = [(path, read_file(root, path, FILE_BYTES)) for path in paths]
    name = caching.key(folder, *(part for source in sources for part in source))
    kept = cache.get(name, type_)
    if kept is None:
        kept = load(sources)
        cache.put(name, kept)
    found, problems = kept
    return found, refused + problems


def _seed_key(seed: Seed, options: Options, glossary: Glossary) -> str:
    sidecar = seed.sidecar.data if seed.sidecar else b""
    return caching.key(seed.path, seed.data, sidecar, repr(options), glossary.key)


def _make_documents(seeds: Sequence[Seed], keys: Mapping[str, str], resources: Resources, work: Work) -> list[Kept]:
    def make(names: Sequence[str], missing: Sequence[Seed]) -> list[bytes]:
        named = list(zip(names, missing, strict=True))
        weights = [len(seed.data) for seed in missing]
        return _map(_process_chunk, (resources, work.cache), named, weights, work, "reading")

    return _kept_or_made([keys[seed.path] for seed in seeds], seeds, make, work.cache)


def _make_document_pages(
    views: Sequence[DocumentView], names: Sequence[str], gathered: Gathered, work: Work
) -> list[DocumentPages]:
    def make(names: Sequence[str], missing: Sequence[DocumentView]) -> list[bytes]:
        sent = [
            (name, (_light(view), bytes(gathered.kept[view.document.path])))
            for name, view in zip(names, missing, strict=True)
        ]
        weights = [len(view.document.text) for view in missing]
        return _map(_render_chunk, work.cache, sent, weights, work, "rendering")

    decode = msgspec.msgpack.Decoder(DocumentPages).decode
    return [decode(data) for data in _kept_or_made(names, views, make, work.cache)]


def _kept_or_made(
    names: Sequence[str], items: Sequence[T], make: Callable[[Sequence[str], Sequence[T]], list[bytes]], cache: Cache
) -> list[Kept]:
    """Return the result for each item: what is kept under its name, else what is made and then kept."""
    kept = [cache.load(name) for name in names]
    missing = [number for number, result in enumerate(kept) if result is None]
    made = make([names[number] for number in missing], [items[number] for number in missing])
    results: dict[int, Kept] = dict(zip(missing, made, strict=True))
    return [results[number] if result is None else result for number, result in enumerate(kept)]


def _light(view: DocumentView) -> DocumentView:
    """Return the view without what its document's own bytes bring."""
    return replace(view, document=replace(view.document, text="", blocks=(), sentences=(), mentions=()))


def _view_key(view: DocumentView, document_key: str) -> str:
    """Return a key for the view: the document's own stands for all of it but what came later."""
    return caching.key(document_key, repr(_light(view)))


def _process_chunk(common: tuple[Resources, Cache], seeds: Sequence[tuple[str, Seed]]) -> list[bytes]:
    resources, cache = common
    return [_keep(cache, name, process(seed, resources)) for name, seed in seeds]


def _render_chunk(cache: Cache, views: Sequence[tuple[str, tuple[DocumentView, bytes]]]) -> list[bytes]:
    return [_keep(cache, name, _render(*view)) for name, view in views]


def _keep(cache: Cache, name: str, made: Made | DocumentPages) -> bytes:
    """Keep a result where it was made, and return it as it is kept."""
    data = _encode(made)
    cache.store(name, data)
    return data


def _render(view: DocumentView, data: bytes) -> DocumentPages:
    """Render a light view, with the bytes that its document is kept as, and see that it says what its source says."""
    document = msgspec.msgpack.decode(data, type=Made).document
    if document is None:
        raise ValueError(f"{view.document.path}: what is kept of it holds no document")
    document = replace(document, anchors=view.document.anchors)
    pages = render_document(replace(view, document=document), contexts(document))
    known = {document.id: document}
    verify_pieces(pages.page.uri, [pages.page.body], known, document.id)
    verify_pieces(pages.page.uri, [html for _, html, _ in pages.mentions], known)
    return pages


_encode = msgspec.msgpack.Encoder().encode
"""How everything is kept, and sent to other processes: to pickle so many objects takes longer than to make them."""


def _map(
    function: Callable[[C, Sequence[T]], list[R]],
    common: C,
    items: Sequence[T],
    weights: Sequence[int],
    work: Work,
    what: str,
) -> list[R]:
    """Return what the function makes of the items, in order: here where it is little work, else by the executor."""
    if sum(weights) < PARALLEL_BYTES:
        work.progress(what, 0, len(items))
        return function(common, items)
    size = max(1, -(-len(items) // CHUNKS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    futures = [work.executor.submit(function, common, chunk) for chunk in chunks]
    results: list[R] = []
    for future in futures:
        results += future.result()
        work.progress(what, len(results), len(items))
    return results


def _distinct(seeds: Sequence[Seed], made: Sequence[Made]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the documents in the archive's order, without those whose id another has, and those as problems."""
    by_id: dict[str, Document] = {}
    problems = []
    for seed, result in zip(seeds, made, strict=True):
        document = result.document
        if document is None:
            continue
        first = by_id.setdefault(document.id, document)
        if first is not document:
            message = f"the id {document.id} is that of {first.path} already"
            remedy = f"give one of the two another `id` in its sidecar, {sidecar_path(seed.path)}"
            if sidecar_path(seed.path) == sidecar_path(first.path):
                remedy = "rename one of the two files: they share a sidecar"
            problems.append(Problem("E104", "error", seed.path, message, remedy))
    ordered = sorted(by_id.values(), key=lambda document: (document.value("date") or "~", document.id))
    return tuple(ordered), tuple(problems)


def _annotate(documents: Iterable[Document], notes: Iterable[Note]) -> tuple[Document, ...]:
    by_document: dict[str, list[Note]] = {}
    for note in notes:
        by_document.setdefault(note.document, []).append(note)
    return tuple(
        annotate(document, by_document[document.id]) if document.id in by_document else document
        for document in documents
    )


def _failed(seeds: Sequence[Seed], made: Sequence[Made]) -> frozenset[str]:
    """Return the ids that the seeds which could not be read would have had."""
    return frozenset(document_id(seed) for seed, result in zip(seeds, made, strict=True) if result.document is None)


def _in_order(*problems: Iterable[Problem]) -> tuple[Problem, ...]:
    found = (problem for some in problems for problem in some)
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line, problem.column, problem.code)))
