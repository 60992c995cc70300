"""What the archive holds, at once: for the home page, and for the page of all indexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..config import TIMELINE_FOLDER
from ..model import Dated, Page
from .addresses import ARCHIVE_URI
from .late import LatePage, Words, late
from .newest import Newest, newest_documents, newest_notes
from .onward import sources_of
from .overview_counts import Figure, dated_from, figures, parts
from .overview_ways import Way, most_named, ways_in
from .page import fill, shorten
from .time_chapters import chapters
from .time_groups import group_id
from .time_strip import strip
from .timeline import spans_of
from .views import Site, many

DATES = f"{TIMELINE_FOLDER}/index.md"


@dataclass(frozen=True, slots=True)
class Told:
    """What an overview tells, but for the strip of the timeline, wherever it stands."""

    figures: tuple[Figure, ...]
    since: str
    """From when to when the documents are."""
    dated: bool
    """Whether there is a timeline."""
    documents: Newest
    notes: Newest
    named: tuple[Way, ...]
    reviewed: bool
    """Whether those that are named most are entries that a person wrote."""
    ways: tuple[Way, ...]
    parts: tuple[Way, ...]

    @property
    def headings(self) -> dict[str, str]:
        """Return the headings of what there is, by their ids without `overview-`."""
        found = {
            "much": "How much",
            "time": "Timeline" if self.dated else "",
            "documents": self.documents.lines and ("Newest documents" if self.documents.known else "Documents"),
            "ways": self.ways and "To begin with",
            "notes": self.notes.lines and ("Newest notes" if self.notes.known else "Notes"),
            "named": self.named and ("Most named" if self.reviewed else "Most named, not reviewed"),
            "parts": "All parts of the archive",
        }
        return {id_: heading for id_, heading in found.items() if heading}


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview, whose HTML is made where a page shows it."""

    made_from: tuple[str, ...]
    """What stands for it: where this is the same, it is the same, seen from the same page."""
    seen_from: Callable[[str], str]
    """Returns its HTML for a page, which is given as in `docs/`."""
    contents: tuple[tuple[str, str], ...]
    """Its sections, (id, heading) each."""


def make_overview(site: Site, words: int) -> Overview:
    """Return the overview; `words` is how many the texts have."""
    named, reviewed = most_named(site)
    told = Told(
        figures(site, words),
        dated_from(site),
        bool(site.archive.timeline),
        newest_documents(site),
        newest_notes(site),
        named,
        reviewed,
        ways_in(site),
        parts(site),
    )
    made_from = ("overview.jinja", repr(told), str(site.addresses), spans_of(site.archive.timeline))
    contents = tuple((f"overview-{id_}", heading) for id_, heading in told.headings.items())
    return Overview(made_from, partial(_html, site, told), contents)


def render_archive(site: Site, overview: Overview) -> LatePage:
    """Return the page of all indexes, which shows the overview."""
    counts = [
        many(len(site.archive.documents), "document"),
        many(sum(not entity.merged_into for entity in site.archive.entities), "entry"),
        many(len(site.archive.notes), "note"),
        *([f"{len(site.found):,} found and not reviewed"] if site.found else []),
    ]
    about = shorten(f"The whole archive: {', '.join(counts)}.")
    page = Page(ARCHIVE_URI, "The archive", "archive", "", about, overview.contents)
    values = {
        "title": page.title,
        "kind": page.kind,
        "sources": sources_of(site, "seeds/", "glossary/", "annotations/"),
    }

    def words() -> Words:
        return fill("archive.jinja", **values, overview=Markup(overview.seen_from(ARCHIVE_URI))), ()

    return late(page, ("archive.jinja", repr(values), *overview.made_from), words)


def _html(site: Site, told: Told, origin: str) -> str:
    link = site.addresses.seen_from(origin)
    dates = site.archive.timeline
    return fill(
        "overview.jinja",
        told=told,
        headings=told.headings,
        link=lambda uri, fragment="": Markup(link(uri, fragment)),
        strip=strip(dates, _headings(dates, link), "The dates: a picture whose parts lead to the timeline"),
        dates=DATES,
    )


def _headings(dates: Sequence[Dated], link: Callable[..., str]) -> Callable[[Dated], str]:
    """Return what tells the address of a date's heading on the timeline."""
    root = chapters(dates)
    return lambda dated: link(root.home(dated).uri, group_id(dated))
