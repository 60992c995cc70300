"""What links to a page, a passage or a note: who does, newest first, and the words around each link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..contributed import Target as Words
from ..model import Backlink, Document, Entity, Link, Note, Target
from .addresses import document_uri, entity_uri
from .moments import Age, age_key
from .views import Site, many, short

MOST_LINKS = 50
"""Links to one place that are shown, the newest: more than anybody reads, and the page of a term that all notes name
stays one that opens at once."""
MOST_PASSAGES = 200
"""Passages of a document whose links its page shows, the first: a note may link to each of 50,000."""
AROUND = 160
"""Code points before a link, and behind it: about a long sentence of each."""
LINK_WORDS = 200
"""Code points of a link's own words that are shown."""

Resolve = Callable[[str], Words | None]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link, as the place that it leads to shows it."""

    name: str
    """Of the entry or note that has it."""
    address: Markup
    facts: str
    before: str
    words: str
    """The link's own; empty where a note names the place under `see` only."""
    after: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A place, and what links to it."""

    passage: str
    """The id of a document's passage; empty where the whole page is meant."""
    links: tuple[LinkView, ...]
    """Newest first, at most `MOST_LINKS`."""
    count: int
    """How many there are."""

    @property
    def tally(self) -> str:
        """Return how many there are in words, and how many of them are shown where that is not all."""
        shown = f", of which the newest {len(self.links)} are shown" if self.count > len(self.links) else ""
        return f"{many(self.count, 'link')}{shown}"


@dataclass(frozen=True, slots=True)
class LinkedPlaces:
    """The places of a document that something links to: the whole of it, then its passages in their order."""

    places: tuple[Linked, ...] = ()
    left_out: int = 0
    """Passages that are not shown."""


NOTHING = Linked("", (), 0)
"""What is shown where nothing links to."""


def linked_to(
    site: Site, target: Target, origin: str, told: Callable[[Note | Entity], bool] = lambda _: True
) -> Linked:
    """Return what links to an entry or a note, as the page at `origin` shows it: the sources that `told` lets pass."""
    backlinks = [backlink for backlink in site.linked_from.get(target, ()) if told(backlink.source)]
    return _linked(site, "", backlinks, origin) if backlinks else NOTHING


def linked_documents(site: Site) -> Mapping[str, LinkedPlaces]:
    """Return, by a document's id, what links to it and to its passages. What links to its notes stands at those."""
    found: dict[str, dict[str, list[Backlink]]] = {}
    for target, backlinks in site.linked_from.items():
        if target.kind == "document" and not target.fragment.startswith("note-"):
            found.setdefault(target.id, {}).setdefault(target.fragment, []).extend(backlinks)
    return {id_: _of_document(site, site.documents[id_], places) for id_, places in found.items()}


def _of_document(site: Site, document: Document, places: Mapping[str, Sequence[Backlink]]) -> LinkedPlaces:
    origin = document_uri(document.id)
    became = {each.id: each.block for each in document.retired}
    by_passage: dict[str, list[Backlink]] = {}
    for fragment, backlinks in places.items():
        by_passage.setdefault(became.get(fragment, fragment), []).extend(backlinks)
    order = {block.id: number for number, block in enumerate(document.blocks)}
    in_order = sorted(by_passage, key=lambda id_: order.get(id_, -1))
    shown = in_order[: MOST_PASSAGES + ("" in by_passage)]
    linked = (_linked(site, passage, by_passage[passage], origin) for passage in shown)
    return LinkedPlaces(tuple(place for place in linked if place.count), len(in_order) - len(shown))


def _linked(site: Site, passage: str, backlinks: Sequence[Backlink], origin: str) -> Linked:
    """Return the links to one place, one for each note or entry that has some; notes on no document have no page."""
    sources = {backlink.source.path: backlink for backlink in reversed(backlinks) if _has_page(site, backlink.source)}
    newest = sorted(sorted(sources.values(), key=_id), key=_age, reverse=True)
    views = tuple(_view(site, backlink, origin) for backlink in newest[:MOST_LINKS])
    return Linked(passage, views, len(newest))


def _has_page(site: Site, source: Note | Entity) -> bool:
    return isinstance(source, Entity) or source.document in site.documents


def _id(backlink: Backlink) -> str:
    return backlink.source.id


def _age(backlink: Backlink) -> tuple[bool, Age]:
    """Return what the newest comes first by; entries have no date, and come last."""
    source = backlink.source
    return isinstance(source, Note), age_key(source.date if isinstance(source, Note) else "")


def _view(site: Site, backlink: Backlink, origin: str) -> LinkView:
    source = backlink.source
    if isinstance(source, Entity):
        name, facts = source.name, source.description
        address = site.addresses.relative(origin, entity_uri(source.id))
    else:
        name, uri = f"Note on “{short(source.quote.exact)}”", document_uri(source.document)
        title = site.documents[source.document].title
        facts = " · ".join(fact for fact in (title, short(source.author), source.date.split("T")[0]) if fact)
        fragment = f"note-{source.id.split('/')[1]}"
        address = f"#{fragment}" if uri == origin else site.addresses.relative(origin, uri, fragment)
    around = around_link(source.words, source.links, backlink.link, site.resolver(origin))
    return LinkView(name, Markup(address), facts, *around)


def around_link(
    words: Sequence[str], links: Sequence[Link], number: int | None, resolve: Resolve
) -> tuple[str, str, str]:
    """Return what stands before a link of contributed text, its words, and what stands behind it, on one line.

    `words` stand before the first of the links, between each two, and behind the last. Without a number, it is how the
    text begins. What is left out is told by `…`.
    """

    def piece(place: int) -> str:
        if place % 2:
            return _fold(_shown(links[place // 2], resolve))
        return _fold(words[place // 2]) if place // 2 < len(words) else ""

    last = 2 * len(links)
    if number is None:
        return "", "", _beginning(_fold("".join(_enough(map(piece, range(last + 1))))).strip())
    own = 2 * number + 1
    before = "".join(reversed(_enough(map(piece, range(own - 1, -1, -1)))))
    after = "".join(_enough(map(piece, range(own + 1, last + 1))))
    shown = piece(own).strip()
    shown = shown if len(shown) <= LINK_WORDS else f"{shown[:LINK_WORDS].rstrip()}…"
    return _end(_fold(before).lstrip()), shown, _beginning(_fold(after).rstrip())


def _enough(pieces: Iterable[str]) -> list[str]:
    """Return the first of the pieces, until they are longer than what is shown."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > 2 * AROUND:
            break
    return found


def _shown(link: Link, resolve: Resolve) -> str:
    target = None if link.words else resolve(link.target)
    return link.words or (target.words if target else link.target)


def _fold(text: str) -> str:
    """Return the text on one line; where it begins or ends with white space, so does the line."""
    line = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"


def _beginning(line: str) -> str:
    """Return the beginning of a line, which ends at a word and in `…` where it goes on."""
    if len(line) <= AROUND:
        return line
    kept = line[: AROUND + 1]
    return f"{kept[: kept.rfind(' ')] if kept.rfind(' ') > 0 else kept[:AROUND]} …"


def _end(line: str) -> str:
    """Return the end of a line, which begins at a word and with `…` where it goes on before."""
    if len(line) <= AROUND:
        return line
    kept = line[-AROUND - 1 :]
    cut = kept.find(" ", 0, AROUND)
    return f"… {kept[cut + 1 :] if cut >= 0 else kept[1:]}"
