"""The Markdown of strangers, as markdown-it-py's tokens, within caps.

Raw HTML is off, `[[links]]` are a rule of their own, and every rule that is tried counts, so that no body takes long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler, StateBase
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BODY_CHARACTERS = 64 * 1024
"""The files are capped at as many bytes, so that only other callers meet this."""
NESTING = 100
"""Where markdown-it stops looking into what it reads, and drops it."""
DEEPEST = 90
"""Elements within elements: less than `NESTING`, so that a body of which anything was dropped is found out. nh3 and
browsers grow slow with depth."""
MOST_STEPS = 400_000
"""Rules tried on one body, which takes half a second. 64 KB of the CommonMark specification need 16,000, of one-letter
list items 393,000, of `[` 8,000,000."""

LINK = re.compile(r"\[\[([^\[\]|\n]{1,400}?)(?:\\?\|([^\[\]|\n]{1,400}))?\]\]")
LINK_KIND = "archive_link"
"""The type of a link's token; its `meta` has target, words and the offset in the block."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean_text(body: str) -> str:
    """Return the body with LF line ends and no characters that Python-Markdown keeps for itself."""
    return _CONTROLS.sub("\ufffd", body.replace("\r\n", "\n").replace("\r", "\n"))


class _TooComplicatedError(Exception):
    """The body took more steps than any honest one."""


def _spend_step(env: MutableMapping[str, Any]) -> None:
    env["steps"] = steps = env.get("steps", 0) + 1
    if steps > MOST_STEPS:
        raise _TooComplicatedError


def _counted(rule: Callable[..., Any]) -> Callable[..., Any]:
    def counted(state: StateBase, *arguments: Any) -> Any:
        _spend_step(state.env)
        return rule(state, *arguments)

    return counted


def _count(ruler: Ruler[Any]) -> None:
    for rule in ruler.__rules__:
        rule.fn = _counted(rule.fn)


class _Inline(ParserInline):
    """The inline parser, whose look-ahead counts too: `[[[[...` is all look-ahead."""

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        _spend_step(state.env)
        super().skipToken(state)


def _archive_link(state: StateInline, silent: bool) -> bool:
    """`[[target]]` and `[[target|shown words]]`; in a table the bar is written `\\|`."""
    match = LINK.match(state.src, state.pos, state.posMax)
    if match is None or not match[1].strip():
        return False
    if not silent:
        token = state.push(LINK_KIND, "", 0)
        token.meta = {"target": match[1].strip(), "words": (match[2] or "").strip(), "offset": state.pos}
        token.content = match[0]
    state.pos = match.end()
    return True


@cache
def parser() -> MarkdownIt:
    """Return the parser, which also renders; it is the same for every body."""
    made = MarkdownIt("zero")
    made.inline = _Inline()
    made.configure("commonmark", {"html": False, "linkify": False, "maxNesting": NESTING, "xhtmlOut": False})
    made.inline.ruler.before("link", LINK_KIND, _archive_link)
    _count(made.block.ruler)
    _count(made.inline.ruler)
    return made.enable(["table", "strikethrough", LINK_KIND]).disable(["html_block", "html_inline"])


def parse(text: str) -> list[Token] | None:
    """Return the body's tokens; None where it is over a cap."""
    if len(text) > BODY_CHARACTERS:
        return None
    try:
        tokens = parser().parse(text, {})
        return None if _depth(tokens) > DEEPEST else tokens
    except (_TooComplicatedError, RecursionError):
        return None


def _depth(tokens: Iterable[Token]) -> int:
    """Return how many elements stand within one another at most; pairs of stars nest without end in markdown-it."""
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth, depth + _depth(token.children or ()))
    return deepest
