"""The order of the stages: each document by itself, then all of them together, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from . import cache as caching
from .annotate import FOLDER as NOTES_FOLDER
from .annotate import annotate, at_home, by_former_names, check_notes, read_notes, without_rings
from .cache import Cache
from .calendar import in_time
from .comparisons import load_what_compares
from .config import SCHEMAS_FOLDER, Config
from .connections import connect
from .documents import Resources, make_documents, seed_key
from .export.network import network_files
from .files import sidecar_path
from .glossary import FOLDER as GLOSSARY_FOLDER
from .glossary import Glossary, load_glossary
from .making import Kept, Made, Source, Work, begin_files, encode, load_folder
from .model import Archive, Document, Entity, FoundEntity, Mention, Note, Problem, Searchable
from .pages import PageSource, make_document_pages, page_key
from .read import Seed, document_id, load_seeds
from .recognize import check_decisions, usable, versions_of
from .relate import (
    Registry,
    Targets,
    check_former_ids,
    check_versions,
    follow,
    former_ids,
    index_mentions,
    likenesses,
    register,
    repeats,
    resolve,
    versions,
    with_repeats,
)
from .render import (
    NETWORK_FILES,
    LatePage,
    Outline,
    Overview,
    Site,
    card_files,
    make_site,
    overview_of,
    page_meta,
    render_files,
    render_pages,
    searchable,
    source_uri,
    view_documents,
    with_listed,
)
from .verify import verify_pieces


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
    pages: tuple[LatePage, ...]
    sources: Mapping[str, bytes]
    """The seeds' bytes and what else is no page, by where they are published."""
    keys: Mapping[str, str]
    """What each page and each other file is made from, as a key, by where it is written or published."""
    overview: Overview


@dataclass(frozen=True, slots=True)
class Files:
    """What the archive's folders hold, each file read by itself."""

    seeds: Sequence[Seed]
    keys: Mapping[str, str]
    """What each seed's document is made from, as a key, by the seed's path."""
    kept: Sequence[Kept]
    made: Sequence[Made]
    """Of each seed, in their order."""
    glossary: Glossary
    notes: tuple[Note, ...]
    problems: Sequence[Problem]


def gather(config: Config, work: Work, *, connected: bool = True) -> Gathered:
    """Read everything that the archive's folders hold. A bad file is a problem, never an error.

    Where not `connected`, what the documents have to do with one another is left out, as rules for files ask nothing
    of it.
    """
    files = _read_files(config, work, load_what_compares if connected else lambda: None)
    glossary = files.glossary
    distinct, clashes = _distinct(files.seeds, files.made)
    failed = _failed(files.seeds, files.made)
    former = former_ids(distinct, failed)
    each_note, moved = at_home(files.notes, former)
    each_note, renamed, taken = by_former_names(each_note)
    notes, rings = without_rings(each_note)
    made_from = [files.keys[document.path] for document in distinct]
    registry, likely = _register(distinct, made_from, glossary, work.cache)
    resolved = [resolve(document, registry.ids[document.id]) for document in distinct]
    repeated = work.cache.kept_or(
        caching.key("repeats", *made_from),
        dict[str, tuple[Mention, ...]],
        lambda: dict(repeats(resolved, registry.entities, glossary)),
    )
    documents = _annotate((with_repeats(document, repeated.get(document.id, ())) for document in resolved), notes)
    named_in = index_mentions(documents)
    targets = Targets(documents, glossary, notes, former, renamed)
    found = {entity.id for entity in registry.entities}
    backlinks, broken = follow((*notes, *glossary.standing), targets, failed, found)
    told = (
        *check_notes(documents, notes, failed=failed),
        *check_versions(documents, failed, former),
        *check_former_ids(documents, former),
        *check_decisions(documents, glossary),
    )
    archive = Archive(
        documents=documents,
        entities=glossary.entities,
        found=tuple(_counted(entity, named_in) for entity in registry.entities if entity.id in named_in),
        found_in=registry.ids,
        repeats=repeated,
        likely=likely,
        notes=notes,
        named_in=named_in,
        backlinks=backlinks,
        former=former,
        problems=_in_order(files.problems, clashes, moved, taken, rings, told, broken),
    )
    return Gathered(
        archive=connect(archive, made_from, work) if connected else archive,
        targets=targets,
        sources={seed.path: seed.data for seed in files.seeds},
        keys=files.keys,
        kept={seed.path: data for seed, data in zip(files.seeds, files.kept, strict=True)},
    )


Likely = Mapping[str, tuple[str, ...]]
"""By an entity's id, those that may be the same."""


def _register(
    documents: Sequence[Document], made_from: Sequence[str], glossary: Glossary, cache: Cache
) -> tuple[Registry, Likely]:
    """Return the registry of what the documents found, and who in it may be the same.

    They are kept by the glossary's names and by what all the documents are made from: an edit of a note changes none.
    """

    def make() -> tuple[Registry, dict[str, tuple[str, ...]]]:
        registry = register(((document.id, document.found) for document in documents), glossary)
        return registry, dict(likenesses(registry, glossary))

    name = caching.key("registry", glossary.key, *made_from)
    return cache.kept_or(name, tuple[Registry, dict[str, tuple[str, ...]]], make)


def _read_files(config: Config, work: Work, meanwhile: Callable[[], object]) -> Files:
    seeds, refused = load_seeds(config.root, config.options.max_source_bytes)
    read = begin_files(config.root, NOTES_FOLDER, _read_chunk, tuple[tuple[Note, ...], tuple[Problem, ...]], work)
    glossary, wrong_entries = _load_glossary(config.root, work.cache)
    options, unusable = usable(config.options, work.cache)
    recognizers = versions_of(options.recognizers)
    keys = {seed.path: seed_key(seed, options, glossary, recognizers) for seed in seeds}
    results = make_documents(seeds, keys, Resources(options, glossary), work, meanwhile)
    made = [result for _, result in results]
    notes, wrong_notes = read()
    problems = (*config.problems, *unusable, *refused, *wrong_entries, *wrong_notes)
    found = [problem for result in made for problem in result.problems]
    return Files(seeds, keys, [kept for kept, _ in results], made, glossary, notes, (*problems, *found))


def make_pages(config: Config, gathered: Gathered, work: Work) -> Built:
    """Return the archive with its pages."""
    archive = gathered.archive
    site = _site(config, gathered)
    kept = gathered.kept
    sources = [
        PageSource(view, kept[view.document.path], partial(with_listed, site, view)) for view in view_documents(site)
    ]
    names = [page_key(source.view, gathered.keys[source.view.document.path]) for source in sources]
    documents = make_document_pages(sources, names, work)
    overview = overview_of(site, documents)
    pages = tuple(render_pages(site, documents, overview))
    keys = {made.outline.page.uri: name for made, name in zip(documents, names, strict=True)}
    keys |= {page.page.uri: _page_key(page) for page in pages if page.page.uri not in keys}
    keys |= {source_uri(document): document.source_sha256 for document in archive.documents}
    published = {source_uri(document): gathered.sources[document.path] for document in archive.documents}
    others = {**_schemas(work.cache), **_timeline(archive, work.cache), **_network(archive, work.cache)}
    others |= {**render_files(site), **_cards(site, [made.outline for made in documents], work.cache)}
    keys |= {uri: caching.key(data) for uri, data in others.items()}
    return Built(archive, pages, published | others, keys, overview)


def _schemas(cache: Cache) -> dict[str, bytes]:
    """Return the JSON Schemas that editors check by, by where they are published: made once, as pydantic is slow."""

    def make() -> dict[str, bytes]:
        from .export.json_schemas import json_schemas

        return json_schemas()

    found = cache.kept_or(caching.key("schemas"), dict[str, bytes], make)
    return {f"{SCHEMAS_FOLDER}/{kind}.json": data for kind, data in found.items()}


def _timeline(archive: Archive, cache: Cache) -> Mapping[str, bytes]:
    """Return the timeline's data, by where it is published."""
    texts = [(document.id, document.path, document.sha256) for document in archive.documents]
    name = caching.key("timeline", encode((archive.timeline, texts)))

    def make() -> dict[str, bytes]:
        from .export.timeline import timeline_files

        return dict(timeline_files(archive))

    return cache.kept_or(name, dict[str, bytes], make)


def _network(archive: Archive, cache: Cache) -> dict[str, bytes]:
    """Return the network's files, by where they are published. They are kept: of a large archive it is a long text."""
    entities: tuple[Entity | FoundEntity, ...] = (*archive.entities, *archive.found)
    known = ((entity.id, entity.name, entity.type) for entity in entities)
    named = [(*one, archive.named_in.get(one[0], ())) for one in known if one[0] in archive.companions]
    name = caching.key("network", encode((archive.companions, named)), repr(NETWORK_FILES))
    return cache.kept_or(name, dict[str, bytes], lambda: dict(network_files(archive, NETWORK_FILES)))


def _cards(site: Site, outlines: Sequence[Outline], cache: Cache) -> Mapping[str, bytes]:
    """Return the files of the cards, by where they are published. They are kept, as there is one for each page."""
    archive = site.archive
    facts = [(document.id, document.metadata, len(document.anchors)) for document in archive.documents]
    told = [(each.page.document, each.page.title, each.page.description, each.words) for each in outlines]
    # An entry without a description is told of by the beginning of its body, where a link to a note shows its quote.
    quotes = [(note.id, note.quote.exact) for note in archive.notes]
    known = (archive.entities, archive.found, archive.named_in, facts, told, quotes, site.config.use_directory_urls)
    name = caching.key("cards", encode(known))
    return cache.kept_or(name, dict[str, bytes], lambda: dict(card_files(site, outlines)))


def _page_key(page: LatePage) -> str:
    """Return a key for a page that is no document's."""
    return caching.key(repr(page_meta(page.page)), *page.made_from)


def make_searchable(config: Config, gathered: Gathered) -> tuple[Searchable, ...]:
    """Return what the search index is made from."""
    return tuple(searchable(_site(config, gathered)))


def _counted(entity: FoundEntity, named_in: Mapping[str, Sequence[tuple[str, int]]]) -> FoundEntity:
    """Return the entity with how often and in how many documents it is named in the end."""
    counts = named_in[entity.id]
    return replace(entity, documents=len(counts), mentions=sum(count for _, count in counts))


def _site(config: Config, gathered: Gathered) -> Site:
    archive = gathered.archive
    documents = {document.id: document for document in archive.documents}
    verify = partial(verify_pieces, documents=documents)
    return make_site(config, archive, gathered.targets.find, versions(archive.documents, archive.former), verify)


def _load_glossary(root: Path, cache: Cache) -> tuple[Glossary, tuple[Problem, ...]]:
    def load(sources: Sequence[tuple[str, bytes]]) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        glossary = load_glossary(sources)
        return glossary.entities, glossary.problems

    entities, problems = load_folder(root, GLOSSARY_FOLDER, load, tuple[tuple[Entity, ...], tuple[Problem, ...]], cache)
    return Glossary(entities), problems


def _read_chunk(_: None, sources: Sequence[Source]) -> list[bytes]:
    return [encode(read_notes([source])) for source in sources]


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
    ordered = sorted(by_id.values(), key=lambda document: (in_time(document.value("date")), document.id))
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
