"""Notes as pages show them: each with its state in words, its correction, what it answers, and the answers to it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from markupsafe import Markup

from ..contributed import Target as Words
from ..contributed import to_html
from ..files import slug
from ..model import Anchor, AnchorState, Document, Entity, Note, Span, Target
from .addresses import LATELY_ASKED, document_uri, index_uri
from .backlinks import Linked, linked_to
from .moments import moment, month
from .views import Item, Site, short

LABELS: Mapping[str, str] = {
    "assessing": "Assessment",
    "bookmarking": "Bookmark",
    "classifying": "Classification",
    "commenting": "Comment",
    "describing": "Description",
    "editing": "Correction",
    "highlighting": "Highlight",
    "identifying": "Identification",
    "linking": "Link",
    "moderating": "Moderation",
    "questioning": "Question",
    "replying": "Answer",
    "tagging": "Tags",
}
"""What readers see for each of W3C's motivations."""

STANDING: Mapping[AnchorState, str] = {
    "exact": "placed by the exact words",
    "moved": "placed by the exact words, with other words around them",
    "folded": "placed by the words, spaces and quotation marks aside",
    "near": "placed by the most similar words",
    "ambiguous": "whose words, or words like them, stand in several places",
    "orphan": "whose words were not found, or only with other words around them",
}
"""How each state is told where notes are counted; of a single note, all but the last two."""

AUTHORS, TAGS, DATES = "notes/authors", "notes/tags", "notes/dates"
"""The indexes of notes."""

ENDS_WITH_DIGEST = re.compile(r"-[0-9a-f]{16}\Z")
"""Such a tag could be made to have the section of another, whose digest it names: it gets a digest of its own."""

NO_HTML = Markup("")


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as a page shows it."""

    id: str
    name: str
    document: str
    number: int
    """Of its sign behind the words; 0 where it has no place."""
    state: str
    standing: str
    """Its state in words; empty where it has no place."""
    quote: str
    words: str
    """What stands in the document where it is placed; the quote where it is not."""
    body: str
    """Its Markdown, of which `with_html` makes HTML where a page is made that shows it."""
    links: tuple[tuple[str, Words], ...]
    """Of the Markdown's links that lead somewhere: (what is written, where that is)."""
    label: str
    """What kind of note it is."""
    motivation: str
    reading: str | None
    """Of a correction: what it proposes."""
    author: Item | None
    date: Item | None
    tags: tuple[Item, ...]
    """These three with the addresses of where notes are listed by them."""
    see: tuple[Item, ...]
    answers: str
    """The id of the note that it answers."""
    answered: Item | None
    """That note, where it is known."""
    linked: Linked
    """What links to it, but for the answers."""
    edit: str
    address: Markup
    """Its permalink: its place on its document's page."""
    words_address: Markup
    """Of the words that it is about; empty where it has no place."""
    passage: str
    former_names: tuple[str, ...] = ()
    """Names that its file had once: old addresses of it lead to it."""
    html: Markup = NO_HTML
    """Of its Markdown."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A note, with the answers to it and to them in the order of their dates."""

    note: NoteView
    answers: tuple[NoteView, ...] = ()

    @property
    def size(self) -> int:
        return 1 + len(self.answers)


def view_notes(site: Site, document: Document, origin: str) -> tuple[NoteView, ...]:
    """Return a document's notes as the page at `origin` shows them, in the order of their places."""
    numbered = numbers(document)
    return tuple(_view(site, document, anchor, numbered.get(anchor.note, 0), origin) for anchor in document.anchors)


def with_html(note: NoteView) -> NoteView:
    """Return the note with its Markdown as HTML. That takes longer than all the rest of it."""
    return replace(note, html=Markup(to_html(note.body, dict(note.links).get)))


def numbers(document: Document) -> Mapping[str, int]:
    """Return the number of each note that has a place, by its id: signs are numbered in the order of the text."""
    spans = sorted((anchor.span.end, anchor.span.start, anchor.note) for anchor in document.anchors if anchor.span)
    return {note: number for number, (_, _, note) in enumerate(spans, start=1)}


def threads(notes: Iterable[NoteView]) -> tuple[Thread, ...]:
    """Return the notes of a page with their answers. What answers a note that is not among them begins a thread."""
    notes = tuple(notes)
    by_id = {note.id: note for note in notes}
    roots: dict[str, str] = {}
    for note in notes:
        way = []
        while note.id not in roots and note.answers in by_id:
            way.append(note.id)
            note = by_id[note.answers]
        root = roots.setdefault(note.id, note.id)
        roots.update(dict.fromkeys(way, root))
    answers: dict[str, list[NoteView]] = {root: [] for root in roots.values()}
    for note in sorted(notes, key=_in_time):
        if roots[note.id] != note.id:
            answers[roots[note.id]].append(note)
    return tuple(Thread(note, tuple(answers[note.id])) for note in notes if roots[note.id] == note.id)


@lru_cache(maxsize=LATELY_ASKED)
def section_id(kind: str, value: str) -> str:
    """Return the id of a section of an index, which depends on nothing else: others may come and go."""
    kept = slug(value)
    if kept == value and not ENDS_WITH_DIGEST.search(value):
        return f"{kind}-{value}"
    return f"{kind}-{kept[:60]}-{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def _in_time(note: NoteView) -> tuple[bool, datetime, str]:
    when = moment(note.date.name) if note.date else None
    return when is None, when or datetime.min.replace(tzinfo=UTC), note.id


def _view(site: Site, document: Document, anchor: Anchor, number: int, origin: str) -> NoteView:
    note = site.notes[anchor.note]
    name = note.id.split("/")[1]
    resolve = site.resolver(origin)
    uri = document_uri(document.id)
    others = (link for link in note.see if not note.answers or _leads_to(site, link.target) != note.answers)
    seen = [(link, resolve(link.target)) for link in others]
    return NoteView(
        id=note.id,
        name=name,
        document=document.id,
        number=number,
        state=anchor.state,
        standing=STANDING[anchor.state] if anchor.span else "",
        quote=note.quote.exact,
        words=document.words_of(anchor.span) if anchor.span else note.quote.exact,
        body=note.body,
        links=tuple((link.target, words) for link in note.links if (words := resolve(link.target))),
        label=LABELS[note.motivation],
        motivation=note.motivation,
        reading=note.reading,
        author=_listed(site, origin, AUTHORS, "author", note.author),
        date=_listed(site, origin, DATES, "date", note.date),
        tags=tuple(item for tag in note.tags if (item := _listed(site, origin, TAGS, "tag", tag))),
        see=tuple(Item(link.words or words.words, Markup(words.href)) for link, words in seen if words),
        answers=note.answers,
        answered=_answered(site, note, origin),
        linked=_linked_from(site, note, origin),
        edit=site.config.edit_address(note.path),
        address=_address(site, origin, uri, f"note-{name}"),
        words_address=_address(site, origin, uri, f"words-{name}") if anchor.span else Markup(""),
        passage=_passage(document, anchor.span),
        former_names=note.former_names,
    )


def _address(site: Site, origin: str, uri: str, fragment: str) -> Markup:
    return Markup(f"#{fragment}" if uri == origin else site.addresses.relative(origin, uri, fragment))


def _listed(site: Site, origin: str, index: str, kind: str, value: str) -> Item | None:
    """Return a value with the address of where notes are listed by it, or None for no value."""
    if not value.strip():
        return None
    section = section_id(kind, month(value) if kind == "date" else value)
    return Item(value, Markup(site.addresses.relative(origin, index_uri(index), section)))


def _leads_to(site: Site, address: str) -> str:
    """Return the id of the note that an address leads to, or nothing where it leads to something else."""
    target = site.find(address)
    if target is None or not target.fragment.startswith("note-"):
        return ""
    return f"{target.id}/{target.fragment.removeprefix('note-')}"


def _answered(site: Site, note: Note, origin: str) -> Item | None:
    other = site.notes.get(note.answers)
    return _note_item(site, other, origin) if other and other.document in site.documents else None


def _linked_from(site: Site, note: Note, origin: str) -> Linked:
    """Return what links to a note, but for the answers to it, which stand beneath it."""
    target = Target("document", note.document, f"note-{note.id.split('/')[1]}")
    return linked_to(site, target, origin, lambda source: not _answers(source, note))


def _answers(source: Note | Entity, note: Note) -> bool:
    return isinstance(source, Note) and source.answers == note.id and source.document == note.document


def _note_item(site: Site, note: Note, origin: str) -> Item:
    name = note.id.split("/")[1]
    by = f"{short(note.author)}, " if note.author else ""
    address = _address(site, origin, document_uri(note.document), f"note-{name}")
    return Item(f"{by}on “{short(note.quote.exact)}”", address)


def _passage(document: Document, span: Span | None) -> str:
    """Return the id of the first block that the span touches."""
    if span is None:
        return ""
    first = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    return next((block.id for block in document.blocks[first : first + 1] if block.span.overlaps(span)), "")
