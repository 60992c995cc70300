"""The rules that a built site keeps: one function a rule."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..model import Archive, Entity, FoundEntity, Problem
from ..render.addresses import FOLDER, entity_uri
from ..verify import NotVerbatimError, verify_page


@dataclass(frozen=True, slots=True)
class SitePage:
    """What the rules for a built site need of one of its pages."""

    path: str
    """From the site's folder: `archive/people/x/index.html`."""
    ids: frozenset[str]
    duplicates: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    """What a browser fetches with the page: scripts, style sheets, pictures, frames."""
    headings: int
    """How many h1 there are."""
    shows: tuple[str, ...]
    """The ids of the documents whose text it shows."""
    marks: Mapping[str, int]
    """How many names the sentences that it shows of each document mark."""


BUILD_AGAIN = "remove the site and build it again; if it stays so, tell us: such a page should not have been published"

Site = Mapping[str, SitePage]
SiteCheck = Callable[[Site, Path], Iterator[Problem]]

LOADING = (
    ("script[src]", "src"),
    ("link[rel=stylesheet][href]", "href"),
    ("link[rel=icon][href]", "href"),
    ("link[rel=preload][href]", "href"),
    ("link[rel=preconnect][href]", "href"),
    ("img[src]", "src"),
    ("iframe[src]", "src"),
    ("source[src]", "src"),
    ("object[data]", "data"),
)


def read_site(folder: Path) -> Site:
    """Return the pages of a built site, by their paths."""
    pages = (path for path in sorted(folder.rglob("*.html")))
    return {page.path: page for page in (_read_page(folder, path) for path in pages)}


def _read_page(folder: Path, path: Path) -> SitePage:
    tree = LexborHTMLParser(path.read_bytes())
    ids: dict[str, int] = defaultdict(int)
    for node in tree.css("[id]"):
        ids[node.attributes.get("id") or ""] += 1
    return SitePage(
        path=path.relative_to(folder).as_posix(),
        ids=frozenset(ids) | {node.attributes.get("name") or "" for node in tree.css("a[name]")},
        duplicates=tuple(name for name, count in ids.items() if count > 1),
        links=tuple(node.attributes.get("href") or "" for node in tree.css("a[href], area[href]")),
        loads=tuple(node.attributes.get(name) or "" for css, name in LOADING for node in tree.css(css)),
        headings=len(tree.css("h1")),
        shows=tuple(node.attributes.get("data-document") or "" for node in tree.css("article.source")),
        marks=Counter(
            quoted.attributes.get("data-document") or ""
            for quoted in tree.css("ul[data-document]")
            for _ in quoted.css("[data-start] mark")
        ),
    )


def site_links(site: Site, folder: Path) -> Iterator[Problem]:
    """Every link within the site leads to a file that is there, and to an anchor that its page has."""
    root = _root(folder)
    for page in site.values():
        for link in dict.fromkeys((*page.links, *page.loads)):
            parts = _split(link)
            if parts is None:
                yield _site_problem("E701", page, f"the link `{link}` is no address", "mend the address")
                continue
            if parts.scheme or parts.netloc:
                continue
            target = resolve(page.path, parts.path, folder, root)
            if target is None:
                yield _site_problem("E701", page, f"the link `{link}` leads to nothing", "mend the address")
            elif parts.fragment and target in site and unquote(parts.fragment) not in site[target].ids:
                message = f"the link `{link}` leads to an anchor that {target} does not have"
                yield _site_problem("E702", page, message, "mend the part after #")


def site_headings(site: Site, _: Path) -> Iterator[Problem]:
    """Every page has one h1."""
    for page in site.values():
        if page.headings != 1:
            yield _site_problem("E703", page, f"the page has {page.headings} h1 headings", "give it exactly one")


def site_ids(site: Site, _: Path) -> Iterator[Problem]:
    """An id stands once on a page."""
    for page in site.values():
        for name in page.duplicates:
            yield _site_problem("E704", page, f"the id `{name}` stands several times on the page", "give each its own")


def site_hosts(site: Site, _: Path) -> Iterator[Problem]:
    """No page loads anything from another host."""
    for page in site.values():
        for address in page.loads:
            parts = _split(address)
            if parts is None or parts.netloc:
                message = f"the page loads `{address}` from another host"
                yield _site_problem("E705", page, message, "bring the file into the site, or leave it out")


SITE_CHECKS: Sequence[SiteCheck] = (site_links, site_headings, site_ids, site_hosts)


def check_site(folder: Path, archive: Archive | None) -> Iterator[Problem]:
    """Yield what every rule for a built site finds; its words are compared with the archive's where that is known."""
    site = read_site(folder)
    for check in SITE_CHECKS:
        yield from check(site, folder)
    if archive is not None:
        yield from site_words(site, folder, archive)


def site_words(site: Site, folder: Path, archive: Archive) -> Iterator[Problem]:
    """Each text stands on one page, each mention on its entry's, and every page says what the documents say."""
    documents = {document.id: document for document in archive.documents}
    shown = Counter(document for page in site.values() for document in page.shows)
    for document in documents.values():
        if shown[document.id] != 1:
            message = f"the text of {document.id} stands on {shown[document.id]} pages of the site, not on one"
            yield Problem("E707", "error", document.path, message, BUILD_AGAIN)
    named: list[Entity | FoundEntity] = [*archive.entities, *(found for found in archive.found if found.has_page)]
    for entity in named:
        page = site.get(f"{entity_uri(entity.id).removesuffix('.md')}.html")
        if page is None or page.marks != dict(archive.named_in.get(entity.id, ())):
            message = f"the page of {entity.id} does not show each sentence that names it, once"
            path = entity.path if isinstance(entity, Entity) else ""
            yield Problem("E707", "error", path, message, BUILD_AGAIN)
    for page in site.values():
        if not (page.path.startswith(f"{FOLDER}/") or page.shows or page.marks):
            continue
        try:
            verify_page(page.path, (folder / page.path).read_text(encoding="utf-8", errors="replace"), documents)
        except NotVerbatimError as error:
            message = str(error).removeprefix(f"{page.path}: ")
            yield _site_problem("E706", page, message, BUILD_AGAIN)


def _split(link: str) -> SplitResult | None:
    try:
        return urlsplit(link)
    except ValueError:
        return None


def _root(folder: Path) -> str:
    """Return where on its host the site is published: `/`, or `/name/`, as the canonical address of its home says."""
    home = folder / "index.html"
    link = LexborHTMLParser(home.read_bytes()).css_first('link[rel="canonical"]') if home.is_file() else None
    address = _split(link.attributes.get("href") or "") if link is not None else None
    return (address.path if address else "") or "/"


def resolve(page: str, path: str, folder: Path, root: str = "/") -> str | None:
    """Return the file that a link on a page leads to, from the site's folder, or None where there is none."""
    path = unquote(path)
    if root != "/" and f"{path}/".startswith(root):
        path = f"/{path.removeprefix(root)}"
    base = "/" if path.startswith("/") else f"/{posixpath.dirname(page)}"
    target = posixpath.normpath(posixpath.join(base, path.lstrip("/") if base == "/" else path)).lstrip("/")
    if not path:
        return page
    if (folder / target).is_dir():
        target = posixpath.join(target, "index.html").lstrip("/")
    return target if (folder / target).is_file() else None


def _site_problem(code: str, page: SitePage, message: str, remedy: str) -> Problem:
    return Problem(code, "error", page.path, message, remedy)
