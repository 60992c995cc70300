"""Which elements of a page hold its text, and why the others are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bs4 import BeautifulSoup, Tag

from ...config import SiteRule
from .pieces import Piece, visible

OUTSIDE = "outside the main text"
CONTROLS = "controls"
HIDDEN = "hidden"
CAPTIONS = "captions of pictures, which are not shown"

BY_TAG: Mapping[str, str] = {
    "nav": "navigation",
    **dict.fromkeys(("button", "select", "textarea", "input", "datalist", "dialog", "label"), CONTROLS),
    "noscript": "shown only where scripts do not run",
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

BODIES = (
    '[itemprop~="articleBody"]',
    ".h-entry .e-content, .hentry .entry-content",
)
"""Where schema.org, microformats and the templates that follow them put an article's text."""
ENOUGH = 200
"""Code points. A body that holds less is not the text, or not all of it."""


def furniture(soup: BeautifulSoup) -> dict[int, str]:
    """Return what is left out of any page's text, by the element's id(), with the reason."""
    total = max(1, len(soup.get_text()))
    found = {}
    for tag in soup.find_all(True):
        reason = _by_name(tag) or _by_words(tag, total)
        if reason:
            found[id(tag)] = reason
    return found


def _by_name(tag: Tag) -> str:
    role = str(tag.get("role") or "")
    if tag.has_attr("hidden") or NO_DISPLAY.search(str(tag.get("style") or "")):
        return HIDDEN
    return BY_TAG.get(tag.name) or BY_ROLE.get(role, "")


def _by_words(tag: Tag, total: int) -> str:
    if tag.name in ("body", "html", "main", "article"):
        return ""
    named = f"{' '.join(tag.get_attribute_list('class'))} {tag.get('id') or ''}" if tag.attrs else ""
    if not named.strip():
        return ""
    reason = next((reason for pattern, reason in BY_CLASS if pattern.search(named)), "")
    if not reason and "hidden" in tag.get_attribute_list("class"):
        return HIDDEN if _length(tag, FURNITURE_WORDS) < FURNITURE_WORDS else ""
    if reason and _length(tag, int(total * FURNITURE_SHARE) + 1) > total * FURNITURE_SHARE:
        return ""
    return reason


def _length(tag: Tag, most: int) -> int:
    """Return how many code points of text an element holds, counted up to `most`."""
    length = 0
    for words in tag.strings:
        length += len(words)
        if length > most:
            break
    return length


def by_rule(soup: BeautifulSoup, rule: SiteRule) -> tuple[Piece, ...]:
    """Return the page's pieces, with those kept that a site's rule names."""
    decisions = {id(tag): reason for tag in soup.find_all(True) if (reason := _by_name(tag))}
    decisions |= {id(tag): "" for tag in soup.select(rule.body)}
    if rule.drop:
        decisions |= {id(tag): "left out by the site's rule" for tag in soup.select(rule.drop)}
    return visible(soup, decisions, OUTSIDE)


def by_landmarks(soup: BeautifulSoup) -> tuple[Piece, ...]:
    """Return the page's pieces, with those kept that stand where an article's text is marked; none where it is not."""
    bodies = next((bodies for bodies in _landmarks(soup) if _hold_enough(bodies)), ())
    if not bodies:
        return ()
    return visible(soup, furniture(soup) | captions(soup) | {id(body): "" for body in bodies}, OUTSIDE)


def _landmarks(soup: BeautifulSoup) -> Iterator[Sequence[Tag]]:
    """Yield the elements that could hold the article, the surest first: of several articles none is it."""
    yield from (soup.select(selector) for selector in BODIES)
    for name in ("article", "main"):
        found = soup.find_all(name)
        yield found if len(found) == 1 else ()


def _hold_enough(bodies: Sequence[Tag]) -> bool:
    return sum(_length(body, ENOUGH) for body in bodies) >= ENOUGH


def captions(soup: BeautifulSoup) -> dict[int, str]:
    """Return what stands under pictures, which are not shown."""
    found = soup.select('figcaption, figure, [class*="caption" i]')
    return {id(tag): CAPTIONS for tag in found if _length(tag, FURNITURE_WORDS) < FURNITURE_WORDS}


def everything(soup: BeautifulSoup) -> tuple[Piece, ...]:
    """Return the page's pieces, with all kept that is shown."""
    return visible(soup, {id(tag): HIDDEN for tag in soup.find_all(True) if _by_name(tag) == HIDDEN})
