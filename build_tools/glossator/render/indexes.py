"""The indexes: entries of a type from A to Z, documents by date and by source, comparisons, and provenance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from ..files import LEDGER_ENDING
from ..model import TYPE_FOLDERS, Document, Entity, FoundEntity, Page
from .addresses import (
    COMPARED,
    DOCUMENT_FEED_URI,
    PROVENANCE_URI,
    collection_uri,
    compare_uri,
    document_uri,
    found_uri,
    index_uri,
    source_uri,
    witnesses_uri,
)
from .also import FEWEST, MOST_COMPARED, SHARE, percent
from .document_feed import TITLE, has_document_feed
from .moments import month
from .onward import found_of_type, of_type, others, sort_key, sources_of
from .page import make_page
from .views import TYPE_LABELS, Item, Site, document_item, entity_item, many

NO_DATE = "Without a date"
NO_SOURCE = "Source not given"
MOST_PAIRS = 1_000
"""Lines of the list of all comparisons, about 300 KB of HTML; the documents' pages lead to all."""

Group = tuple[str, str, list[Item]]
"""(id of the section, heading, lines)."""


def render_indexes(site: Site) -> Iterator[Page]:
    """Yield every index page."""
    yield _documents(site)
    yield _sources(site)
    if site.collections:
        yield _collections(site)
        yield from (_collection(site, name) for name in site.collections)
    yield from (_entries(site, folder) for folder in TYPE_FOLDERS if of_type(site, folder))
    yield from (_found(site, folder) for folder in TYPE_FOLDERS if found_of_type(site, folder))
    if site.side_by_side:
        yield _compared(site)
    yield _provenance(site)


def _index(
    site: Site,
    uri: str,
    title: str,
    groups: Sequence[Group],
    *,
    about: str,
    unit: str,
    sources: Sequence[str],
    found: bool = False,
    total: int | None = None,
    feed: str = "",
) -> Page:
    """Return an index; `found` tells that the program found what it lists, `total` how much there is of the unit."""
    total = sum(len(items) for _, _, items in groups) if total is None else total
    return make_page(
        uri,
        "index.jinja",
        title=title,
        kind="index",
        description=f"{title}: {many(total, unit)}. {about}",
        contents=[(id_, heading) for id_, heading, _ in groups],
        groups=groups,
        summary=many(total, unit),
        about=about,
        sources=sources_of(site, *sources),
        found=found,
        feed=Markup(feed),
        others=others(site, uri),
    )


def _documents(site: Site) -> Page:
    uri = index_uri("documents")
    by_date = _grouped(site, uri, lambda document: month(document.value("date")) or NO_DATE)
    feed = site.addresses.relative(uri, DOCUMENT_FEED_URI) if has_document_feed(site) else ""
    page = _index(
        site,
        uri,
        "Documents by date",
        by_date,
        about="Each with its source and date.",
        unit="document",
        sources=("seeds/",),
        feed=feed,
    )
    return replace(page, feed=feed, feed_title=TITLE)


def _sources(site: Site) -> Page:
    uri = index_uri("sources")
    by_source = sorted(
        _grouped(site, uri, lambda document: document.value("source") or NO_SOURCE),
        key=lambda group: (group[1] == NO_SOURCE, sort_key(group[1])),
    )
    return _index(
        site,
        uri,
        "Documents by source",
        by_source,
        about="Who published what the archive holds.",
        unit="document",
        sources=("seeds/",),
    )


def _collections(site: Site) -> Page:
    uri = index_uri("collections")
    counts = Counter(document.value("collection") for document in site.archive.documents)
    items = [
        Item(name, Markup(site.addresses.relative(uri, collection_uri(id_))), many(counts[name], "document"))
        for name, id_ in sorted(site.collections.items(), key=lambda pair: sort_key(pair[0]))
    ]
    return _index(
        site,
        uri,
        "Collections",
        [("all", "All collections", items)],
        about="Documents that belong together: by the folder that they lie in, or by what their sidecars say.",
        unit="collection",
        sources=("seeds/",),
    )


def _collection(site: Site, name: str) -> Page:
    uri = collection_uri(site.collections[name])
    return _index(
        site,
        uri,
        name,
        _grouped(site, uri, lambda document: month(document.value("date")) or NO_DATE, within=name),
        about="A collection of documents, by their dates.",
        unit="document",
        sources=("seeds/",),
    )


def _compared(site: Site) -> Page:
    """Return the list of all pairs that have a page, in groups under their first document."""
    uri = index_uri(COMPARED)
    groups: list[Group] = [("witnesses", "Witnesses of one text", _witnesses(site, uri))] if site.witnesses else []
    listed = left = 0
    for document in site.archive.documents:
        pairs = [each for each in site.compared.get(document.id, ()) if each.page and each.page[0] == document.id]
        shown = pairs[: MOST_PAIRS - listed]
        listed, left = listed + len(shown), left + len(pairs) - len(shown)
        items = [
            Item(
                each.title,
                Markup(site.addresses.relative(uri, compare_uri(document.id, each.document))),
                f"{percent(each.share)} of the first found in it",
                tally=many(each.parallels, "parallel passage"),
            )
            for each in shown
        ]
        if items:
            groups.append((f"g{len(groups) + 1}", document.title, items))
    return _index(
        site,
        uri,
        "Compared",
        groups,
        about=(
            f"Documents with passages in common, side by side: {FEWEST} or more, or {SHARE:.0%} of the shorter one."
            f" The program found them. A document is on {MOST_COMPARED} such pages at most, those with most in common."
            + (
                f" {many(left, 'more comparison')} are not listed here: each document’s page leads to its own."
                if left
                else ""
            )
        ),
        unit="comparison",
        total=listed + left,
        sources=("seeds/",),
    )


def _witnesses(site: Site, uri: str) -> list[Item]:
    """Return the lines of the tables of witnesses."""
    return [
        Item(
            site.documents[group.first].title,
            Markup(site.addresses.relative(uri, witnesses_uri(group.first))),
            tally=many(len(group.ids), "witness", "witnesses"),
        )
        for group in site.witnesses
    ]


def _grouped(site: Site, uri: str, heading: Callable[[Document], str], within: str = "") -> list[Group]:
    """Return the documents, or those of a collection, in groups under their headings."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for document in site.archive.documents:
        if within and document.value("collection") != within:
            continue
        groups[heading(document)].append(document_item(site, document, uri))
    return [(f"g{number}", name, items) for number, (name, items) in enumerate(groups.items(), start=1)]


def _by_letter(site: Site, uri: str, entities: Iterable[Entity | FoundEntity]) -> list[Group]:
    """Return the lines of the entities in groups, a letter each."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: sort_key(entity.name)):
        letter = sort_key(entity.name)[0][:1].upper()
        groups[letter if letter.isalpha() else "0–9"].append(entity_item(site, entity, uri))
    return [(f"g{number}", letter, items) for number, (letter, items) in enumerate(groups.items(), start=1)]


def _found(site: Site, folder: str) -> Page:
    uri = found_uri(folder)
    found = [entity for entity in site.found.values() if entity.id.startswith(f"{folder}/")]
    return _index(
        site,
        uri,
        f"{TYPE_LABELS[TYPE_FOLDERS[folder]][1]}, not reviewed",
        _by_letter(site, uri, found),
        about="Found by the program in the documents; no person has written an entry for them, and some may be wrong.",
        unit="name",
        sources=("seeds/",),
        found=True,
    )


def _entries(site: Site, folder: str) -> Page:
    uri = index_uri(folder)
    found = [e for e in site.archive.entities if e.id.startswith(f"{folder}/") and not e.merged_into]
    label = TYPE_LABELS[TYPE_FOLDERS[folder]][1]
    return _index(
        site,
        uri,
        label,
        _by_letter(site, uri, found),
        about="What the glossary holds of this kind, and how often the documents name it.",
        unit="entry",
        sources=(f"glossary/{folder}/", "seeds/"),
    )


def _provenance(site: Site) -> Page:
    uri = PROVENANCE_URI
    link = site.addresses.seen_from(uri)
    rows = [
        (
            Item(document.title, Markup(link(document_uri(document.id)))),
            document,
            Markup(link(source_uri(document))),
        )
        for document in site.archive.documents
    ]
    return make_page(
        uri,
        "provenance.jinja",
        title="Provenance",
        kind="provenance",
        description="Where every document comes from: file, bytes, encoding, and the hashes to check them by.",
        contents=[("documents", "Documents"), ("refused", "What was refused")],
        rows=rows,
        sources=sources_of(site, "seeds/"),
        refused=[
            problem
            for problem in site.archive.problems
            if problem.path.startswith("seeds/") and not problem.path.endswith(LEDGER_ENDING)
        ],
        others=others(site, uri),
    )
