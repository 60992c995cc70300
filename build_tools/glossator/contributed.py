"""The Markdown of strangers: its `[[links]]`, safe HTML, plain text.

markdown-it-py reads it with raw HTML off; what it made is changed token by token (links, images, headings), rendered,
and then cleaned by nh3 as a second wall, which must find nothing to do.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import nh3
from markdown_it.token import Token

from .markdown_tokens import LINK, LINK_KIND, clean_text, parse, parser
from .model import Link, Position, Problem

ARCHIVE_LINK = "archive-link"
BROKEN_LINK = "broken-link"
CLASSES = {"a": {ARCHIVE_LINK}, "span": {BROKEN_LINK}}
"""Every class that contributed HTML can have."""

_TAG_NAMES = (
    "p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd em strong i b s del ins mark sub sup small abbr a"
    " table thead tbody tfoot tr th td caption figure figcaption details summary div span q cite"
)
TAGS = set(_TAG_NAMES.split())
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
SCHEMES = {"http", "https", "mailto"}
REL = "noopener noreferrer nofollow ugc"

FIRST_HEADING = 3
"""The level that `# ...` becomes: pages have titles (1) and sections (2) of their own."""

_TARGET = re.compile(r"[a-z0-9-]{1,80}(?:/[a-z0-9-]{1,80})?(?:#[A-Za-z0-9-]{1,100})?")
_NO_LINK = re.compile(r"\[\[(?:\s*(?:\|[^\[\]\n]{0,80})?|[^\[\]|\n]{1,80}\|\s*)\]\]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\\/?#][^\s\\]*", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_PRE = re.compile(r"(<pre>(?:[^<]++|<(?!/?pre>))*+</pre>)")
_OURS = re.compile(rf'(<a class="{ARCHIVE_LINK}" href="[^"]*") rel="{REL}">')


@dataclass(frozen=True, slots=True)
class Target:
    """Where a `[[link]]` leads."""

    href: str
    """The final relative address, made by us."""
    words: str
    """What to show when the link brings no words of its own."""


Resolve = Callable[[str], Target | None]


def find_links(body: str, *, first_line: int = 1) -> tuple[Link, ...]:
    """Return the `[[links]]` of a body whose first line is the file's `first_line`, in order, with their places.

    What stands in code, or behind a backslash, is no link. `words` is empty where the link brings none.
    """
    text = clean_text(body)
    lines = text.split("\n")
    read = [0] * len(lines)
    blocks = (token for token in _tokens(text) or () if token.type == "inline")
    return tuple(link for block in blocks for link in _links_of(block, lines, read, first_line))


def parse_link(text: str, position: Position) -> Link | None:
    """Return the link that a line of `see` writes: `people/ada`, `DOCUMENT#p4`, `[[...]]` or `[[...|words]]`.

    None where it has not the form of an address in the archive.
    """
    match = LINK.fullmatch(text.strip())
    target, words = (match[1].strip(), (match[2] or "").strip()) if match else (text.strip(), "")
    return Link(target, words, position) if _TARGET.fullmatch(target) else None


def find_problems(path: str, body: str, *, first_line: int = 1) -> tuple[Problem, ...]:
    """Return what `to_html` cannot show as it was written: E410 the whole body, E411 an address, E412 a picture, E414
    what was to be a link and has no address, or no words behind its bar.

    The line of all but the first is that on which their paragraph begins.
    """
    tokens = _tokens(clean_text(body))
    if tokens is None:
        message = "the text is nested too deeply or has too many marks, and is shown as it was typed"
        return (Problem("E410", "error", path, message, "take brackets, stars and > out of it", first_line),)
    found = []
    for block in tokens:
        line = first_line + (block.map[0] if block.map else 0)
        for token in block.children or ():
            if token.type == "link_open" and not _leaves_the_site(token):
                message = f"the address `{str(token.attrs['href'])[:60]}` is left out: it is not http, https or mailto"
                remedy = "write the whole address; within the archive write [[people/ada]] or [[DOCUMENT-ID#p4]]"
                found.append(Problem("E411", "warning", path, message, remedy, line))
            elif token.type == "image":
                message = "a picture is left out; only its words are shown"
                found.append(Problem("E412", "warning", path, message, "link to the page that has the picture", line))
            elif token.type == "text" and (meant := _NO_LINK.search(token.content)):
                message = f"`{meant[0]}` is no link: it has no address, or no words behind its bar"
                remedy = "write [[people/ada]] or [[people/ada|Ada]]; in code it stands as it is"
                found.append(Problem("E414", "warning", path, message, remedy, line))
    return tuple(found)


def to_html(body: str, resolve: Resolve) -> str:
    """Return the body as safe HTML on one line, fit for a raw block of a Markdown page.

    Links to http, https and mailto stay. Any other address is dropped and its words stay, relative ones and
    fragments too: within the archive people write `[[target]]`, and `resolve` tells where that leads. A target
    that it does not know is shown as `<span class="broken-link">`. Images become their words. `#` becomes h3.
    A body over the caps is shown as it was typed.
    """
    text = clean_text(body)
    tokens = _tokens(text)
    if tokens is None:
        return _one_line(f"<pre>{html.escape(text, quote=False)}</pre>")
    addresses: set[str] = set()
    safe = [_safe_block(token, resolve, addresses) for token in tokens]
    rendered = parser().renderer.render(safe, parser().options, {})
    return _one_line(_clean_html(rendered, frozenset(addresses)))


def to_text(body: str, resolve: Resolve = lambda _: None) -> str:
    """Return the words of the body on one line, without markup; `resolve` names what links without words lead to."""
    return say(find_words(body), find_links(body), resolve)


def find_words(body: str) -> tuple[str, ...]:
    """Return the words of the body without markup: before the first of its links, between each two, behind the last."""
    text = clean_text(body)
    tokens = _tokens(text)
    pieces: list[list[str]] = [[]]
    for token in tokens or ():
        for part in (token.children or ()) if token.type == "inline" else (token,):
            if part.type == LINK_KIND:
                pieces.append([])
            else:
                pieces[-1].append(_words_of(part))
        pieces[-1].append(" ")
    return (text,) if tokens is None else tuple("".join(piece) for piece in pieces)


def say(words: Sequence[str], links: Sequence[Link], resolve: Resolve) -> str:
    """Return on one line the words that `find_words` found, with what each link shows between them."""
    targets = ((link, None if link.words else resolve(link.target)) for link in links)
    shown = [link.words or (target.words if target else link.target) for link, target in targets]
    return " ".join("".join(chain.from_iterable(zip(words, [*shown, ""], strict=False))).split())


_tokens = lru_cache(maxsize=1)(parse)
"""A body's tokens, which nobody changes: several things are asked of one body in a row."""


def _links_of(block: Token, lines: Sequence[str], read: list[int], first_line: int) -> Iterator[Link]:
    """Yield the links of one block. `read` holds how far each line was read: the cells of a table share one."""
    first = block.map[0] if block.map else 0
    starts: list[tuple[int, bool]] = []
    for row, part in enumerate(block.content.split("\n")):
        starts.append(_find_part(part, lines[first + row], read[first + row]))
        read[first + row] = starts[-1][0] + len(part)
    for token in block.children or ():
        if token.type == LINK_KIND:
            before = block.content[: token.meta["offset"]].split("\n")
            start, barred = starts[len(before) - 1]
            column = start + len(before[-1]) + (before[-1].count("|") if barred else 0)
            position = Position(first_line + first + len(before) - 1, column + 1)
            yield Link(token.meta["target"], token.meta["words"], position)


def _find_part(part: str, line: str, after: int) -> tuple[int, bool]:
    """Return where in a line of the file a line of a block stands, and whether its bars have backslashes there.

    Indentation and the marks of quotes and lists were taken off the block; tabs may have become spaces.
    """
    words = part.strip()
    for barred, written in ((False, words), (True, words.replace("|", "\\|"))):
        found = line.find(written, after)
        if found >= 0:
            return found - (len(part) - len(part.lstrip())), barred
    return 0, False


def _safe_block(token: Token, resolve: Resolve, addresses: set[str]) -> Token:
    """Return the block's token as it may be rendered, and add the addresses that `resolve` gave."""
    if token.type in ("heading_open", "heading_close"):
        return token.copy(tag=f"h{min(int(token.tag[1]) + FIRST_HEADING - 1, 6)}")
    if token.type == "fence":
        return token.copy(info="")
    if token.type == "inline":
        return token.copy(children=list(_safe_inline(token.children or (), resolve, addresses)))
    return token


def _safe_inline(tokens: Iterable[Token], resolve: Resolve, addresses: set[str]) -> Iterator[Token]:
    dropped = False
    for token in tokens:
        if token.type == LINK_KIND:
            yield from _shown_link(token, resolve, addresses)
        elif token.type == "image":
            yield _text_token(_words(token.children))
        elif token.type == "link_open" and not _leaves_the_site(token):
            dropped = True
        elif token.type == "link_close" and dropped:
            dropped = False
        else:
            yield token


def _shown_link(link: Token, resolve: Resolve, addresses: set[str]) -> Iterator[Token]:
    target = resolve(link.meta["target"])
    words = link.meta["words"] or (target.words if target else link.meta["target"])
    tag = "a" if target else "span"
    attributes: dict[str, str | int | float] = {"class": BROKEN_LINK}
    if target:
        addresses.add(target.href)
        attributes = {"class": ARCHIVE_LINK, "href": target.href}
    yield Token("shown_open", tag, 1, attrs=attributes)
    yield _text_token(words)
    yield Token("shown_close", tag, -1)


def _text_token(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _leaves_the_site(link: Token) -> bool:
    return bool(_ADDRESS.fullmatch(str(link.attrs.get("href", ""))))


def _words(tokens: Iterable[Token] | None) -> str:
    """Return the words of inline tokens, as a reader sees them."""
    return "".join(_words_of(token) for token in tokens or ())


def _words_of(token: Token) -> str:
    if token.type == "image":
        return _words(token.children)
    if token.type == LINK_KIND:
        return str(token.meta["words"] or token.meta["target"])
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _clean_html(rendered: str, addresses: frozenset[str]) -> str:
    """Return only what the allow-list lets through; relative addresses only if `resolve` gave them for this body."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href") and value not in addresses and not _ADDRESS.fullmatch(value):
            return None
        return value

    cleaned = nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=SCHEMES,
        allowed_classes=CLASSES,
        link_rel=REL,
    )
    # nh3 marks every link as a stranger's; ours alone have the class, and no quotation mark stands raw in a value.
    return _OURS.sub(r"\1>", cleaned)


def _one_line(cleaned: str) -> str:
    """Return the HTML without line ends (those of code as references, others as spaces) and without tabs.

    A blank line would end the raw block, and Python-Markdown makes spaces of tabs even there.
    """
    parts = _PRE.split(_CONTROLS.sub("\n", cleaned).replace("\t", "&#9;"))
    for number, part in enumerate(parts):
        parts[number] = part.replace("\n", "&#10;") if number % 2 else re.sub(r"(?<! ) *\n[ \n]*", " ", part).strip(" ")
    return "".join(parts)
