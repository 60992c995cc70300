"""What a page says of itself: its title, authors, date, site and address, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import Comment, Tag

from ...config import SiteRule
from ...files import is_web_address
from ...model import Datum
from .days import as_day, is_day
from .page import Page, words_of
from .told import LONGEST, MOST_PLACES, Told, as_list, name_of, plain, said, text_of

INFERRED = "inferred"
ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})(?:[/-](\d{2}))?(?=[/-])")
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
"""What browsers and SingleFile leave in the pages that they save."""
SEPARATORS = (" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " « ", " » ", " / ")
"""What stands between a page's title and its site's name."""

DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "og:published_time",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "displaydate",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
)
"""`name` or `property` of the `meta` elements in which sites give a page's date, the most precise first."""

Found = tuple[str, str]
"""(value, where it stands)."""


def rule_for(told: Told, rules: Iterable[SiteRule]) -> SiteRule | None:
    """Return the first rule for the page's host."""
    host = urlsplit(_address(told)[0]).hostname or ""
    return next((rule for rule in rules if f".{host}".endswith(f".{rule.host.lower()}")), None)


def page_record(told: Told, rule: SiteRule | None) -> tuple[Datum, ...]:
    """Return what the page says of itself: a value each of title, author, date, source, url, language, license."""
    found: Mapping[str, Iterator[Found]] = {
        "title": _titles(told, rule),
        "author": _authors(told),
        "source": _sites(told),
        "date": _dates(told, rule),
        "language": _languages(told),
        "license": _licenses(told),
        "url": _addresses(told),
    }
    firsts = ((name, next(values, None)) for name, values in found.items())
    return tuple(Datum(name, first[0], first[1]) for name, first in firsts if first is not None)


def page_title(told: Told) -> str:
    """Return the page's title, or an empty string."""
    return next(_titles(told, None), ("", ""))[0]


def _good(values: Iterable[Found]) -> Iterator[Found]:
    """Yield those that are a value at all."""
    for value, where in values:
        text = plain(value)
        if text and len(text) <= LONGEST and any(character.isalnum() for character in text):
            yield text, where


def _titles(told: Told, rule: SiteRule | None) -> Iterator[Found]:
    site = next(_sites(told), ("", ""))[0]
    for value, where in _good(_raw_titles(told, rule)):
        yield _without_site(value, site), where


def _raw_titles(told: Told, rule: SiteRule | None) -> Iterator[Found]:
    page = told.page
    if rule and rule.title:
        yield from ((text_of(tag), "the site's rule") for tag in page.soup.select(rule.title, limit=1))
    headlines = (tag for tag in page.by_property.get("headline", ()) if tag.name == "h1")
    yield from ((text_of(tag), "schema.org headline") for tag in islice(headlines, MOST_PLACES))
    first = page.named("h1")
    headings = page.within(first, names=("article", "main")) or list(first)
    if len(headings) == 1 and text_of(headings[0]):
        yield text_of(headings[0]), "h1"
    yield from ((said(each.get("headline")), "JSON-LD") for each in told.linked)
    yield from ((told.meta.get(name, ""), name) for name in ("og:title", "twitter:title", "dc.title", "citation_title"))
    yield from ((text_of(tag), "h1") for tag in headings[:1])
    yield from ((text_of(tag), "title") for tag in page.named("title")[:1])


def _without_site(title: str, site: str) -> str:
    """Return a title without the site's name at its end or beginning."""
    for separator in SEPARATORS:
        head, _, tail = title.rpartition(separator)
        if head and site and tail.casefold() == site.casefold():
            return head.strip()
        head, _, tail = title.partition(separator)
        if tail and site and head.casefold() == site.casefold():
            return tail.strip()
    return title


def _authors(told: Told) -> Iterator[Found]:
    for each in told.linked:
        names = [name_of(author) for author in as_list(each.get("author"))]
        yield from _good([(", ".join(dict.fromkeys(filter(None, names))), "JSON-LD")])
    for name in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author"):
        value = told.meta.get(name, "")
        if not value.startswith(("http://", "https://", "@", "/")):
            yield from _good([(value, name)])
    for places, where in _author_places(told.page):
        names = [text_of(tag) for tag in places[:MOST_AUTHORS]]
        joined = ", ".join(dict.fromkeys(name for name in names if len(name) < 80))
        yield from _good([(joined, where)])


MOST_AUTHORS = 5


def _author_places(page: Page) -> Iterator[tuple[Sequence[Tag], str]]:
    authors = page.by_property.get("author", ())[:MOST_AUTHORS]
    yield [tag for author in authors for tag in author.select('[itemprop~="name"]', limit=1)], "schema.org author"
    yield authors, "schema.org author"
    yield [tag for tag in page.by_relation.get("author", ()) if tag.name != "link"], "rel=author"


def _sites(told: Told) -> Iterator[Found]:
    yield from _good((told.meta.get(name, ""), name) for name in ("og:site_name",))
    for each in told.linked:
        yield from _good([(name_of(each.get("publisher")), "JSON-LD")])
    yield from _good((told.meta.get(name, ""), name) for name in ("application-name", "dc.publisher"))


def _dates(told: Told, rule: SiteRule | None) -> Iterator[Found]:
    for value, where in _raw_dates(told, rule):
        day = as_day(value)
        if day:
            yield day, where
    in_address = ADDRESS_DATE.search(urlsplit(_address(told)[0]).path + "/")
    if in_address:
        parts = [int(part) for part in in_address.groups() if part]
        if is_day([*parts, 1][:3]):
            yield "-".join(part for part in in_address.groups() if part), f"the address, {INFERRED}"


def _raw_dates(told: Told, rule: SiteRule | None) -> Iterator[Found]:
    page = told.page
    if rule and rule.date:
        yield from ((_moment(tag), "the site's rule") for tag in page.soup.select(rule.date, limit=1))
    yield from ((said(each.get("datePublished") or each.get("dateCreated")), "JSON-LD") for each in told.linked)
    for name in ("datePublished", "dateCreated"):
        dated = page.by_property.get(name, ())
        others = {
            id(tag) for tag in page.within(dated, classes=("comment", "comments"), properties=("comment", "review"))
        }
        own = [tag for tag in dated if id(tag) not in others]
        yield from ((_moment(tag), f"schema.org {name}") for tag in own[:3])
    yield from ((told.meta.get(name, ""), name) for name in DATE_NAMES)
    times = page.named("time")
    published = [tag for tag in times if tag.has_attr("pubdate") or "published" in words_of(tag, "class")]
    places = [*published[:MOST_PLACES], *page.by_class.get("dt-published", ())[:MOST_PLACES]]
    yield from ((_moment(tag), "time") for tag in places)
    within = page.within(times, names=("article", "main"))
    yield from ((_moment(tag), f"time, {INFERRED}") for tag in within[:2])
    yield from ((_moment(tag), f"time, {INFERRED}") for tag in times[:1])
    yield from ((text_of(tag), f"the text, {INFERRED}") for tag in _date_places(page))


def _date_places(page: Page) -> Iterator[Tag]:
    """Yield the first elements whose class or id speaks of dates or bylines."""
    named = (tag for tag in page.tags if tag.attrs and DATE_WORDS.search(f"{tag.get('class')} {tag.get('id')}"))
    yield from islice(named, MOST_PLACES)


DATE_WORDS = re.compile("date|time|publish|byline", re.IGNORECASE)


def _moment(tag: Tag) -> str:
    return str(tag.get("datetime") or tag.get("content") or tag.get("title") or text_of(tag))


def _languages(told: Told) -> Iterator[Found]:
    html = next(iter(told.page.named("html")), None)
    declared = str(html.get("lang") or html.get("xml:lang") or "") if html is not None else ""
    for value, where in ((declared, "html lang"), (told.meta.get("og:locale", ""), "og:locale")):
        code = value.strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
            yield code, where


def _licenses(told: Told) -> Iterator[Found]:
    for tag in told.page.by_relation.get("license", ()):
        if is_web_address(str(tag.get("href") or "")):
            yield str(tag["href"]), "rel=license"


def _addresses(told: Told) -> Iterator[Found]:
    value, where = _address(told)
    if value:
        yield value, where


def _address(told: Told) -> Found:
    """Return where the page was found, as far as it tells."""
    return next(((value, where) for value, where in _raw_addresses(told) if is_web_address(value)), ("", ""))


def _raw_addresses(told: Told) -> Iterator[Found]:
    page = told.page
    for tag in page.by_relation.get("canonical", ()):
        yield str(tag.get("href") or ""), "rel=canonical"
    yield told.meta.get("og:url", ""), "og:url"
    for each in told.linked:
        for name in ("url", "mainEntityOfPage", "@id"):
            value = each.get(name)
            yield said(value.get("@id") if isinstance(value, dict) else value), "JSON-LD"
    for comment in islice(_comments(page), MOST_PLACES):
        match = SAVED_FROM.search(str(comment)[:2000])
        if match:
            yield match[1] or match[2], "the comment of the program that saved it"


def base_address(told: Told) -> str:
    """Return what the page's own links are relative to, or an empty string."""
    base = next((tag for tag in told.page.named("base") if tag.has_attr("href")), None)
    address = _address(told)[0]
    try:
        return urljoin(address, str(base["href"])) if base is not None else address
    except ValueError:
        return address


def _comments(page: Page) -> Iterator[Comment]:
    yield from (element for element in page.soup.descendants if isinstance(element, Comment))
