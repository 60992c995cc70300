"""What a page says of itself: its title, authors, date, site and address, each with where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Comment, Tag

from ...config import SiteRule
from ...files import is_web_address
from ...model import Datum

INFERRED = "inferred"
MONTHS = {
    month[:length]: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
    for length in (3, 4, len(month))
}
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT_DATE = re.compile(r"\A(\d{4})(\d{2})(\d{2})(?:T|\Z)")
ENGLISH_DATE = re.compile(
    r"(?<!\w)(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Z][a-z]{2,8})\.?,? (?P<year2>\d{4}))(?!\w)"
)
ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{2})(?:[/-](\d{2}))?(?=[/-])")
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|\burl:\s*(https?://\S+)", re.IGNORECASE)
SEPARATORS = (" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " « ", " » ", " / ")
"""What stands between a page's title and its site's name."""

ARTICLE_TYPES = ("article", "posting", "report", "webpage", "creativework", "speech", "book", "review")
LONGEST = 500
"""Code points of a value; more is none."""
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


@dataclass(frozen=True)
class Page:
    """A parsed page."""

    soup: BeautifulSoup
    address: str = ""
    """Where it was found, if that is known from elsewhere."""

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """The first content of each `meta` element's `name`, `property` or `itemprop`, in lower case."""
        found: dict[str, str] = {}
        for tag in self.soup.find_all("meta"):
            content = _plain(str(tag.get("content") or ""))
            for attribute in ("property", "name", "itemprop"):
                name = str(tag.get(attribute) or "").lower()
                if name and content:
                    found.setdefault(name, content)
        return found

    @cached_property
    def linked(self) -> Sequence[Mapping[str, Any]]:
        """The objects of its JSON-LD that describe an article, or any page."""
        return [each for each in _objects(self.soup) if _is_article(each)]


def rule_for(page: Page, rules: Iterable[SiteRule]) -> SiteRule | None:
    """Return the first rule for the page's host."""
    host = urlsplit(_address(page)[0]).hostname or ""
    return next((rule for rule in rules if host == rule.host or host.endswith(f".{rule.host}")), None)


def page_record(page: Page, rule: SiteRule | None) -> tuple[Datum, ...]:
    """Return what the page says of itself: a value each of title, author, date, source, url, language, license."""
    found: Mapping[str, Iterator[Found]] = {
        "title": _titles(page, rule),
        "author": _authors(page),
        "source": _sites(page),
        "date": _dates(page, rule),
        "language": _languages(page),
        "license": _licenses(page),
        "url": _addresses(page),
    }
    firsts = ((name, next(values, None)) for name, values in found.items())
    return tuple(Datum(name, first[0], first[1]) for name, first in firsts if first is not None)


def page_title(page: Page) -> str:
    """Return the page's title, or an empty string."""
    return next(_titles(page, None), ("", ""))[0]


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufffd", "").split())[: LONGEST + 1]


def _text(tag: Tag) -> str:
    return _plain(tag.get_text(" " if tag.find("br") else ""))


def _good(values: Iterable[Found]) -> Iterator[Found]:
    """Yield those that are a value at all."""
    for value, where in values:
        plain = _plain(value)
        if plain and len(plain) <= LONGEST and any(character.isalnum() for character in plain):
            yield plain, where


def _titles(page: Page, rule: SiteRule | None) -> Iterator[Found]:
    site = next(_sites(page), ("", ""))[0]
    for value, where in _good(_raw_titles(page, rule)):
        yield _without_site(value, site), where


def _raw_titles(page: Page, rule: SiteRule | None) -> Iterator[Found]:
    soup = page.soup
    if rule and rule.title:
        yield from ((_text(tag), "the site's rule") for tag in soup.select(rule.title, limit=1))
    yield from ((_text(tag), "schema.org headline") for tag in soup.select('h1[itemprop~="headline"]', limit=1))
    headings = soup.select("article h1, main h1") or soup.find_all("h1")
    if len(headings) == 1 and _text(headings[0]):
        yield _text(headings[0]), "h1"
    yield from ((str(each.get("headline") or ""), "JSON-LD") for each in page.linked)
    yield from ((page.meta.get(name, ""), name) for name in ("og:title", "twitter:title", "dc.title", "citation_title"))
    yield from ((_text(tag), "h1") for tag in headings[:1])
    yield from ((_text(tag), "title") for tag in soup.find_all("title", limit=1))


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


def _authors(page: Page) -> Iterator[Found]:
    for each in page.linked:
        names = [_name(author) for author in _as_list(each.get("author"))]
        yield from _good([(", ".join(dict.fromkeys(filter(None, names))), "JSON-LD")])
    for name in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author"):
        value = page.meta.get(name, "")
        if not value.startswith(("http://", "https://", "@", "/")):
            yield from _good([(value, name)])
    for selector, where in AUTHOR_PLACES:
        names = [_text(tag) for tag in page.soup.select(selector, limit=5)]
        joined = ", ".join(dict.fromkeys(name for name in names if len(name) < 80))
        yield from _good([(joined, where)])


AUTHOR_PLACES = (
    ('[itemprop~="author"] [itemprop~="name"]', "schema.org author"),
    ('[itemprop~="author"]', "schema.org author"),
    ('[rel~="author"]:not(link)', "rel=author"),
)


def _sites(page: Page) -> Iterator[Found]:
    yield from _good((page.meta.get(name, ""), name) for name in ("og:site_name",))
    for each in page.linked:
        yield from _good([(_name(each.get("publisher")), "JSON-LD")])
    yield from _good((page.meta.get(name, ""), name) for name in ("application-name", "dc.publisher"))


def _dates(page: Page, rule: SiteRule | None) -> Iterator[Found]:
    for value, where in _raw_dates(page, rule):
        day = as_day(value)
        if day:
            yield day, where
    in_address = ADDRESS_DATE.search(urlsplit(_address(page)[0]).path + "/")
    if in_address:
        parts = [int(part) for part in in_address.groups() if part]
        if _is_day([*parts, 1][:3]):
            yield "-".join(part for part in in_address.groups() if part), f"the address, {INFERRED}"


def _raw_dates(page: Page, rule: SiteRule | None) -> Iterator[Found]:
    soup = page.soup
    if rule and rule.date:
        yield from ((_moment(tag), "the site's rule") for tag in soup.select(rule.date, limit=1))
    yield from ((str(each.get("datePublished") or each.get("dateCreated") or ""), "JSON-LD") for each in page.linked)
    selector = '[itemprop~="datePublished"], [itemprop~="dateCreated"]'
    yield from ((_moment(tag), "schema.org datePublished") for tag in soup.select(selector, limit=3))
    yield from ((page.meta.get(name, ""), name) for name in DATE_NAMES)
    for selector in ("time[pubdate]", "abbr.published, time.published, .dt-published", "article time", "main time"):
        yield from ((_moment(tag), "time") for tag in soup.select(selector, limit=2))
    yield from ((_moment(tag), f"time, {INFERRED}") for tag in soup.find_all("time", limit=1))
    yield from ((_text(tag), f"the text, {INFERRED}") for tag in soup.select(DATE_PLACES, limit=20))


DATE_PLACES = '[class*="date" i], [id*="date" i], [class*="time" i], [class*="publish" i], [class*="byline" i]'


def _moment(tag: Tag) -> str:
    return str(tag.get("datetime") or tag.get("content") or tag.get("title") or _text(tag))


def as_day(text: str) -> str:
    """Return the day that a text begins with or holds, as EDTF; an empty string where that is not plain.

    A moment with a time zone gives the day that it has there.
    """
    text = text[:LONGEST]
    match = ISO_DATE.search(text) or COMPACT_DATE.match(text)
    if match:
        year, month, day = map(int, match.groups())
        return f"{year:04}-{month:02}-{day:02}" if _is_day([year, month, day]) else ""
    for english in ENGLISH_DATE.finditer(text):
        name = (english["month"] or english["month2"]).lower()
        parts = [int(english["year"] or english["year2"]), MONTHS.get(name, 0), int(english["day"] or english["day2"])]
        if _is_day(parts):
            return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
    return ""


def _is_day(parts: Sequence[int]) -> bool:
    year, month, day = parts
    return 1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31


def _languages(page: Page) -> Iterator[Found]:
    html = page.soup.find("html")
    declared = str(html.get("lang") or html.get("xml:lang") or "") if isinstance(html, Tag) else ""
    for value, where in ((declared, "html lang"), (page.meta.get("og:locale", ""), "og:locale")):
        code = value.strip().replace("_", "-")
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
            yield code, where


def _licenses(page: Page) -> Iterator[Found]:
    for tag in page.soup.select('[rel~="license"]', limit=3):
        if is_web_address(str(tag.get("href") or "")):
            yield str(tag["href"]), "rel=license"


def _addresses(page: Page) -> Iterator[Found]:
    if page.address:
        return
    value, where = _address(page)
    if value:
        yield value, where


def _address(page: Page) -> Found:
    """Return where the page was found, as far as it tells."""
    if page.address:
        return page.address, "given"
    return next(((value, where) for value, where in _raw_addresses(page) if is_web_address(value)), ("", ""))


def _raw_addresses(page: Page) -> Iterator[Found]:
    soup = page.soup
    for tag in soup.select('link[rel~="canonical"]', limit=1):
        yield str(tag.get("href") or ""), "rel=canonical"
    yield page.meta.get("og:url", ""), "og:url"
    for each in page.linked:
        for name in ("url", "mainEntityOfPage", "@id"):
            value = each.get(name)
            yield str(value.get("@id") or "") if isinstance(value, dict) else str(value or ""), "JSON-LD"
    for comment in soup.find_all(string=lambda words: isinstance(words, Comment), limit=20):
        match = SAVED_FROM.search(str(comment)[:2000])
        if match:
            yield match[1] or match[2], "the comment of the program that saved it"
    for tag in soup.find_all("base", limit=1):
        yield str(tag.get("href") or ""), "base"


def base_address(page: Page) -> str:
    """Return what the page's own links are relative to, or an empty string."""
    base = page.soup.find("base", href=True)
    address = _address(page)[0]
    return urljoin(address, str(base["href"])) if isinstance(base, Tag) else address


def _objects(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    for tag in soup.find_all("script", type=re.compile(r"^\s*application/ld\+json", re.IGNORECASE), limit=10):
        try:
            loaded = json.loads(tag.get_text().strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [loaded]
        while todo:
            each = todo.pop(0)
            if isinstance(each, list):
                todo[:0] = each
            elif isinstance(each, dict):
                yield each
                todo[:0] = [each["@graph"]] if "@graph" in each else []


def _is_article(each: Mapping[str, Any]) -> bool:
    types = " ".join(str(type_).lower() for type_ in _as_list(each.get("@type")))
    return any(known in types for known in ARTICLE_TYPES)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    return str(value.get("name") or "") if isinstance(value, dict) else value if isinstance(value, str) else ""
