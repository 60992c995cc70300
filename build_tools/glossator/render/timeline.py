"""The timeline's pages: every date on one page, or on pages by century, decade and year; and an entity's part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from markupsafe import Markup

from ..config import TIMELINE_FOLDER
from ..making import encode as pack
from ..model import Dated, Page
from .addresses import document_uri, entity_uri
from .late import LatePage, LateShare, Words, late
from .onward import others, sources_of
from .page import fill, shorten
from .time_chapters import ON_A_PAGE, Chapter, chapters
from .time_groups import YEAR, Group, group_id, groups
from .time_lines import Address, lines
from .timeline_picture import picture
from .verbatim import encode
from .views import Item, Site, many

LIST = Markup("<!-- the dates -->")
"""Where the dates go once the template is filled."""
LINES_OF_A_PAGE, MOST_LINES, FEWEST_LINES = 600, 40, 3
"""Lines that a page shows in about, and of a date at most, and at least if it has them."""
MOST_HEADINGS = 40
"""Years that a page's contents name; of more, the first of each decade that has some."""
ENTITY_DATES, ENTITY_LINES = 40, 2
"""Dates that an entity's page shows: those that most sentences with its name mention; and lines of each."""
FEWEST_DRAWN = 3
"""Dates from which an entity's page draws a picture."""
DATA = ("timeline.json", "timeline.csv")

ByEntity = Mapping[str, Sequence[Dated]]


def render_timeline(site: Site) -> Iterator[LatePage]:
    """Yield the timeline's pages, if there is any date."""
    if not site.archive.timeline:
        return
    root = chapters(site.archive.timeline)
    pages = list(root.walk())
    above = {part.uri: chapter for chapter in pages for part in chapter.parts}
    for number, chapter in enumerate(pages):
        before, after = (
            pages[number - 1] if number > 1 else None,
            pages[number + 1] if 0 < number < len(pages) - 1 else None,
        )
        yield _page(site, root, chapter, above.get(chapter.uri), (before, after))


def dated_by_entity(dates: Iterable[Dated]) -> ByEntity:
    """Return, by an entity's id, the dates of the sentences that name it, in their order."""
    found: dict[str, list[Dated]] = {}
    for dated in dates:
        for entity in dated.entities:
            found.setdefault(entity, []).append(dated)
    return found


def entity_dates(site: Site, entity: str, dates: Sequence[Dated]) -> LateShare | None:
    """Return the section of an entity's page that shows its dates, or None where there is none."""
    if not dates:
        return None
    uri = entity_uri(entity)
    return LateShare(len(dates), _digest(site, dates), lambda: _section(site, uri, entity, dates))


def _page(
    site: Site, root: Chapter, chapter: Chapter, parent: Chapter | None, beside: tuple[Chapter | None, Chapter | None]
) -> LatePage:
    uri, link = chapter.uri, site.addresses.seen_from(chapter.uri)
    title = f"Timeline: {chapter.title}" if parent else chapter.title
    within = _within(root, chapter)
    grouped = groups(chapter.dates)
    page = Page(uri, title, "index", "", shorten(_about(within)), _contents(grouped, parted=bool(chapter.parts)))
    values: dict[str, object] = {
        "title": title,
        "summary": _summary(within),
        "unresolved": _unresolved(site) if not parent else 0,
        "bound": ON_A_PAGE if chapter.parts else 0,
        "parts_of": list(_parts(chapter, link)),
        "longer": bool(chapter.parts and chapter.dates),
        "letters": page.contents if len(page.contents) > 1 else (),
        "ways": [
            (said, Item(other.title, Markup(link(other.uri))))
            for said, other in (("Part of", parent), ("Earlier", beside[0]), ("Later", beside[1]))
            if other
        ],
        "data": [(name, Markup(link(f"{TIMELINE_FOLDER}/{name}"))) for name in DATA],
        "sources": sources_of(site, "seeds/"),
        "others": others(site, uri),
    }

    def words() -> Words:
        def heading(dated: Dated) -> str:
            home = root.home(dated).uri
            return f"{link(home) if home != uri else ''}#{group_id(dated)}"

        drawn = picture(within, heading, f"{title}: a picture of the dates; the list below has them all")
        listed = _listed(site, uri, grouped)
        site.verify(uri, (listed,))
        body = fill("timeline.jinja", **values, picture=drawn.svg, notes=drawn.notes, list=LIST)
        return body.replace(LIST, listed, 1), (listed,)

    made_from = ("timeline", repr(values), str(site.addresses), _digest(site, chapter.dates), spans_of(within))
    return late(page, made_from, words)


def _within(root: Chapter, chapter: Chapter) -> Sequence[Dated]:
    """Return all dates of the page and of its parts, in order."""
    if not chapter.parts:
        return chapter.dates
    return sorted((dated for part in chapter.walk() for dated in part.dates), key=lambda dated: dated.begins)


def _about(dates: Sequence[Dated]) -> str:
    return f"When things happened, as the documents tell: {_summary(dates)}."


def _summary(dates: Sequence[Dated]) -> str:
    own = sum(dated.own for dated in dates)
    mentioned = many(len(dates) - own, "date")
    said = f"{mentioned} in the texts"
    return f"{said}, and {f'{own:,} documents’ own' if own > 1 else 'a document’s own'}" if own else said


def _unresolved(site: Site) -> int:
    """Return how many dates of the texts stand on no timeline, as it is not known which days they mean."""
    found = sum(len(document.dates) for document in site.archive.documents)
    return found - sum(not dated.own for dated in site.archive.timeline)


def _parts(chapter: Chapter, link: Callable[..., str]) -> Iterator[tuple[Item, list[Item]]]:
    """Yield the pages that the page is parted into, each with those that it is parted into itself."""
    for part in chapter.parts:
        yield _item(part, link), [_item(inner, link) for inner in part.walk() if inner is not part]


def _item(chapter: Chapter, link: Callable[..., str]) -> Item:
    return Item(chapter.title, Markup(link(chapter.uri)), tally=many(chapter.total, "date"))


def _contents(grouped: Sequence[Group], *, parted: bool) -> tuple[tuple[str, str], ...]:
    """Return the years of the page; of too many, the first of each decade."""
    years = [group for group in grouped if group.level == YEAR]
    if len(years) > MOST_HEADINGS:
        decades: dict[str, Group] = {}
        for group in years:
            decades.setdefault(group.id[:-1], group)
        years = list(decades.values())[: 2 * MOST_HEADINGS]
    return ((("parts", "Pages"),) if parted else ()) + tuple((group.id, group.heading) for group in years)


def _listed(site: Site, uri: str, grouped: Sequence[Group]) -> str:
    """Return the dates under their headings."""
    held = sum(bool(group.dates) for group in grouped)
    most = max(FEWEST_LINES, min(MOST_LINES, LINES_OF_A_PAGE // max(1, held)))
    address = _address(site, uri)
    pieces = ['<div class="dates">']
    for group in grouped:
        tag = f"h{group.level}"
        pieces.append(f'<{tag} id="{group.id}">{encode(group.heading)}</{tag}>')
        if group.dates:
            items = lines(group.dates, site.documents, address, most)
            pieces += ['<ul class="moments">', *items, "</ul>"]
    return "\n".join([*pieces, "</div>"])


def _section(site: Site, uri: str, entity: str, dates: Sequence[Dated]) -> str:
    """Return the section, whose words are verified."""
    grouped = [group for group in groups(dates) if group.dates]
    most = sorted(grouped, key=lambda group: -len(group.dates))[:ENTITY_DATES]
    shown = {group.id for group in most}
    address = _address(site, uri)
    items = [
        line
        for group in grouped
        if group.id in shown
        for line in lines(group.dates, site.documents, address, ENTITY_LINES, when=True)
    ]
    drawn = picture(dates, None, "A picture of the dates in the list below") if len(grouped) >= FEWEST_DRAWN else None
    link = site.addresses.seen_from(uri)
    html = fill(
        "entity_dates.jinja",
        entity=entity,
        summary=many(len(dates), "date"),
        left=len(grouped) - len(most),
        shown=len(most),
        picture=drawn.svg if drawn else "",
        notes=drawn.notes if drawn else (),
        list=LIST,
        timeline=Markup(link(f"{TIMELINE_FOLDER}/index.md")),
        data=Markup(link(f"{TIMELINE_FOLDER}/{DATA[1]}")),
    ).replace(LIST, "\n".join(items), 1)
    site.verify(uri, (html,))
    return html


def _address(site: Site, uri: str) -> Address:
    return lambda document, block: site.addresses.relative(uri, document_uri(document), block)


def _digest(site: Site, dates: Sequence[Dated]) -> str:
    """Return what stands for the dates with their words, and with the titles of their documents."""
    documents = (site.documents[id_] for id_ in sorted({dated.document for dated in dates}))
    told = [(document.id, document.title, document.sha256) for document in documents]
    return sha256(pack((dates, told))).hexdigest()


def spans_of(dates: Sequence[Dated]) -> str:
    """Return what stands for a picture of the dates."""
    return sha256(pack([(dated.edtf, dated.own) for dated in dates])).hexdigest()
