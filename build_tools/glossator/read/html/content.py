"""Which elements of a page hold its text, and why the others are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bs4 import Tag

from ...config import SiteRule
from .page import Page, words_of
from .pieces import Piece, visible
from .transcripts import with_turns

OUTSIDE = "outside the main text"
CONTROLS = "controls"
HIDDEN = "hidden"
CAPTIONS = "captions of pictures, which are not shown"

BY_TAG: Mapping[str, str] = {
    "nav": "navigation",
    **dict.fromkeys(("button", "select", "textarea", "input", "datalist", "dialog", "label"), CONTROLS),
    "noscript": "shown only where scripts do not run",
    "svg": "words in drawings, which are not shown",
    "canvas": "shown only where drawings cannot be",
    **dict.fromkeys(("iframe", "object", "embed", "video", "audio"), "shown only where media cannot be"),
}
BY_ROLE: Mapping[str, str] = {
    "navigation": "navigation",
    "search": CONTROLS,
    "tooltip": HIDDEN,
    "dialog": CONTROLS,
    "menu": "navigation",
    "menubar": "navigation",
    "complementary": "beside the text",
}
BY_CLASS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE), reason)
    for words, reason in (
        (r"share|sharing|sharedaddy|sharethis|addthis|addtoany|social|socials|sociallinks", "sharing buttons"),
        (r"breadcrumbs?|pagination|pager|nav|navbar|menu|navigation|skip-?links?|toc", "navigation"),
        (r"related|recommended|recirc|readmore|read-more|more-stories|see-also|outbrain|taboola", "other pages"),
        (r"comments?|disqus|respond|reactions", "readers' comments"),
        (r"ads?|adv|advert|advertisement|advertorial|sponsor(?:ed)?|promo|banner|dfp|adsbygoogle", "advertisements"),
        (r"newsletter|subscribe|subscription|signup|sign-up|donate|cookie|cookies|gdpr|consent", "appeals"),
        (r"tags|taglist|tag-list|keywords|categories", "tags"),
        (r"tooltip|popup|modal|overlay|lightbox|visually-hidden|sr-only|screen-reader-text|noprint", HIDDEN),
    )
)
"""By the words of `class` and `id`: what the templates of sites call their furniture."""
FURNITURE_SHARE = 0.3
"""An element with more of the page's words than that is not furniture, whatever it is called."""
FURNITURE_WORDS = 400
"""Code points up to which an element may be hidden furniture by the class `hidden` alone."""
NO_DISPLAY = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

ENOUGH = 200
"""Code points. A body that holds less is not the text, or not all of it."""


def furniture(page: Page) -> dict[int, str]:
    """Return what is left out of any page's text, by the element's id(), with the reason."""
    total = max(1, len(page.soup.get_text()))
    found = {}
    for tag in page.tags:
        reason = _by_name(tag) or _by_words(tag, page.length(tag), total)
        if reason:
            found[id(tag)] = reason
    return found


def _by_name(tag: Tag) -> str:
    if not tag.attrs:
        return BY_TAG.get(tag.name, "")
    role = str(tag.get("role") or "")
    if tag.has_attr("hidden") or NO_DISPLAY.search(str(tag.get("style") or "")):
        return HIDDEN
    return BY_TAG.get(tag.name) or BY_ROLE.get(role, "")


def _by_words(tag: Tag, length: int, total: int) -> str:
    if tag.name in ("body", "html", "main", "article"):
        return ""
    if not ("class" in tag.attrs or "id" in tag.attrs):
        return ""
    named = f"{' '.join(words_of(tag, 'class'))} {tag.get('id') or ''}"
    reason = next((reason for pattern, reason in BY_CLASS if pattern.search(named)), "")
    if not reason and "hidden" in words_of(tag, "class"):
        return HIDDEN if length < FURNITURE_WORDS else ""
    return "" if length > total * FURNITURE_SHARE else reason


def shown(page: Page, decisions: Mapping[int, str], default: str = "") -> tuple[Piece, ...]:
    """Return everything that the page shows as pieces, with turns in them."""
    return tuple(with_turns(visible(page.soup, decisions, default)))


def by_rule(page: Page, rule: SiteRule) -> tuple[Piece, ...]:
    """Return the page's pieces, with those kept that a site's rule names."""
    decisions = {id(tag): reason for tag in page.tags if (reason := _by_name(tag))}
    decisions |= {id(tag): "" for tag in page.soup.select(rule.body)}
    if rule.drop:
        decisions |= {id(tag): "left out by the site's rule" for tag in page.soup.select(rule.drop)}
    return shown(page, decisions, OUTSIDE)


def by_landmarks(page: Page, enough: int = ENOUGH) -> tuple[Piece, ...]:
    """Return the page's pieces, with those kept that stand where an article's text is marked.

    There are none where it is not marked, or where what is marked holds less than `enough` code points.
    """
    bodies = next((bodies for bodies in _landmarks(page) if sum(map(page.length, bodies)) >= enough), ())
    if not bodies:
        return ()
    return shown(page, furniture(page) | captions(page) | {id(body): "" for body in bodies}, OUTSIDE)


def _landmarks(page: Page) -> Iterator[Sequence[Tag]]:
    """Yield the elements that could hold the article, the surest first: of several articles none is it.

    Schema.org and microformats say where its text is; HTML only where it is with its head and foot.
    """
    yield page.by_property.get("articleBody", ())
    for entry, content in (("h-entry", "e-content"), ("hentry", "entry-content")):
        yield page.within(page.by_class.get(content, ()), classes=(entry,))
    for name in ("article", "main"):
        found = page.named(name)
        yield found if len(found) == 1 else ()


def captions(page: Page) -> dict[int, str]:
    """Return what stands under pictures, which are not shown."""
    found = [*page.named("figcaption"), *page.named("figure")]
    found += (tag for name, tags in page.by_class.items() if "caption" in name.lower() for tag in tags)
    return {id(tag): CAPTIONS for tag in found if page.length(tag) < FURNITURE_WORDS}


def everything(page: Page) -> tuple[Piece, ...]:
    """Return the page's pieces, with all kept that is shown."""
    unseen = {HIDDEN, BY_TAG["svg"], BY_TAG["canvas"]}
    return shown(page, {id(tag): reason for tag in page.tags if (reason := _by_name(tag)) in unseen})
