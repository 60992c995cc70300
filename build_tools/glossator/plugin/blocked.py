"""What stands in a page that people wrote, or that the theme put there, and that the page's own policy blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..model import Problem
from .policy import LESS_EXACT, NOTHING, Policy, is_script, script_hash

LOADING = (
    ("script[src]", "src", "script-src"),
    ("link[rel~=stylesheet][href]", "href", "style-src"),
    ("link[rel~=icon][href]", "href", "img-src"),
    ("link[rel~=manifest][href]", "href", "manifest-src"),
    ("img[src]", "src", "img-src"),
    ("img[srcset], picture source[srcset]", "srcset", "img-src"),
    ("audio[src], video[src], audio source[src], video source[src], track[src]", "src", "media-src"),
    ("video[poster]", "poster", "img-src"),
    ("iframe[src]", "src", "frame-src"),
    ("object[data]", "data", "object-src"),
    ("embed[src]", "src", "object-src"),
    ("form[action]", "action", "form-action"),
    ("base[href]", "href", "base-uri"),
)
"""Which elements load something, the attribute that names it, and the directive that must allow it."""

FONT_HOSTS = ("fonts.googleapis.com", "fonts.gstatic.com")
NO_FONTS = "set `font: false` under `theme`: pages then load no fonts from another host"
OWN = "'self'"
UNSAFE = "'unsafe-inline'"
LOADED_BY_SCRIPT = re.compile(r"""["'](https?://[^"']+)["']""")
SHOWN = 60
"""Characters of an address or a script that a message repeats."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something in a page that browsers will not load or run."""

    what: str
    remedy: str


def find_blocked(html: str, policy: Policy, host: str = "") -> tuple[Blocked, ...]:
    """Return what the policy blocks of a page, each thing once. `host` is the site's own, where it is known."""
    tree = LexborHTMLParser(html)
    policy = {name: (*sources, host) if host and OWN in sources else sources for name, sources in policy.items()}
    found = (*_loads(tree, policy), *_scripts(tree, policy), *_styles(tree, policy), *_diagrams(tree))
    return tuple(dict.fromkeys(found))


def blocked_problem(blocked: Blocked, pages: tuple[str, ...]) -> Problem:
    """Return what is told of it: the first of the pages that have it, and how many more there are."""
    more = f" (so on {len(pages)} pages)" if len(pages) > 1 else ""
    return Problem("E005", "warning", pages[0], f"the site's policy blocks {blocked.what}{more}", blocked.remedy)


def _loads(tree: LexborHTMLParser, policy: Policy) -> Iterator[Blocked]:
    for css, attribute, directive in LOADING:
        for node in tree.css(css):
            for address in _addresses(node, attribute):
                if _is_address(address) and not _allows(policy, directive, address):
                    yield _blocked_load(address, directive)


def _addresses(node: LexborNode, attribute: str) -> list[str]:
    value = (node.attributes.get(attribute) or "").strip()
    candidates = re.split(r",\s+", value) if attribute == "srcset" else [value]
    return [each.split()[0] for each in candidates if each.split()]


def _is_address(words: str) -> bool:
    """Tell whether a browser could load anything from there at all."""
    try:
        return bool(urlsplit(words).path or urlsplit(words).netloc)
    except ValueError:
        return False


def _blocked_load(address: str, directive: str) -> Blocked:
    parts = urlsplit(address)
    if parts.netloc in FONT_HOSTS:
        return Blocked(_shown(address), NO_FONTS)
    if parts.netloc:
        allow = _option(directive, f"{parts.scheme or 'https'}://{parts.netloc}")
        return Blocked(_shown(address), f"bring the file into `docs/`, or allow it: {allow}")
    return Blocked(_shown(address), f"allow it: {_option(directive, f'{parts.scheme}:' if parts.scheme else OWN)}")


def _option(directive: str, source: str) -> str:
    return f'`policy_also: ["{directive} {source}"]` among the options of glossator'


def _scripts(tree: LexborHTMLParser, policy: Policy) -> Iterator[Blocked]:
    allowed = _sources(policy, "script-src")
    # Where a hash is given, browsers do not regard this.
    anything = UNSAFE in allowed and not any(each.startswith("'sha") for each in allowed)
    for node in tree.css("script:not([src])"):
        script = node.text()
        if not is_script(node.attributes.get("type")):
            continue
        if anything or script_hash(script) in allowed:
            loaded = filter(_is_address, LOADED_BY_SCRIPT.findall(script))
            yield from (_blocked_load(each, "script-src") for each in loaded if not _allows(policy, "script-src", each))
        else:
            remedy = "put it into a file below `docs/` that `extra_javascript` names, or allow it"
            yield Blocked(_shown(script), f"{remedy}: {_option('script-src', script_hash(script))}")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") and not anything:
                remedy = "have a script hear it, in a file below `docs/` that `extra_javascript` names"
                yield Blocked(_shown(f'{name}="{value}"'), remedy)


def _styles(tree: LexborHTMLParser, policy: Policy) -> Iterator[Blocked]:
    remedy = "give it a class, and put the style into a file below `docs/` that `extra_css` names, or allow all such"
    if UNSAFE not in _sources(policy, "style-src"):
        for node in tree.css("style"):
            own = NO_FONTS if "--md-text-font" in node.text() else f"{remedy}: {_option('style-src', UNSAFE)}"
            yield Blocked(_shown(node.text()), own)
    if UNSAFE not in _sources(policy, "style-src-attr"):
        for node in tree.css("[style]"):
            words = _shown(f'style="{node.attributes.get("style") or ""}"')
            yield Blocked(words, f"{remedy}: {_option('style-src-attr', UNSAFE)}")


def _diagrams(tree: LexborHTMLParser) -> Iterator[Blocked]:
    if tree.css_first(".mermaid"):
        remedy = "bring it into `docs/` as a picture (SVG), or set `policy: false` among the options of glossator"
        yield Blocked("the diagram: the theme loads Mermaid, which draws it, from another host", remedy)


def _sources(policy: Policy, directive: str) -> tuple[str, ...]:
    """Return what counts for a directive: its own sources, or those of a less exact one."""
    otherwise = LESS_EXACT.get(directive, "default-src")
    return policy.get(directive) or policy.get(otherwise) or ()


def _allows(policy: Policy, directive: str, address: str) -> bool:
    """Tell whether one of the directive's sources is that of the address. An address without a host is the site's."""
    sources = _sources(policy, directive)
    parts = urlsplit(address)
    if NOTHING in sources or not sources:
        return False
    if not parts.netloc and not parts.scheme:
        return OWN in sources
    return any(_is_of(source, parts.scheme or "https", parts.hostname or "") for source in sources)


def _is_of(source: str, scheme: str, host: str) -> bool:
    if source == "*" or source == f"{scheme}:":
        return source != "*" or scheme in ("http", "https")
    if source.startswith("'"):
        return False
    of_scheme, _, rest = source.rpartition("://")
    name = re.split(r"[:/]", rest)[0]
    if of_scheme and of_scheme != scheme and (of_scheme, scheme) != ("http", "https"):
        return False
    return host.endswith(name[1:]) if name.startswith("*.") else host == name


def _shown(given: str) -> str:
    words = " ".join(given.split())
    return f"`{words if len(words) <= SHOWN else f'{words[:SHOWN].rstrip()} …'}`"
