"""A page's file: front matter that the theme reads, and one block of raw HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from ..model import Page
from .linked_data import page_data
from .verbatim import encode

DESCRIPTION_LENGTH = 160
"""Code points of a page's description: about as much as search engines show."""
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Controls, and what is no character: HTML wants them nowhere."""


def make_page(
    uri: str,
    template: str,
    *,
    title: str,
    kind: str,
    description: str = "",
    edit_path: str = "",
    shows: str = "",
    contents: Sequence[tuple[str, str]] = (),
    **values: Any,
) -> Page:
    """Return the page that a template makes; `contents` are its sections, (id, heading) each.

    `shows` is the id of the document whose text the page shows.
    """
    body = fill(template, title=title, kind=kind, **values)
    return Page(uri, title, kind, body, shorten(description), tuple(contents), edit_path, shows)


def fill(template: str, **values: Any) -> str:
    """Return the HTML that a template makes of the values."""
    return on_lines(environment().get_template(template).render(values))


def page_meta(page: Page) -> dict[str, Any]:
    """Return what the theme reads of a page: escaped, but for what our own templates escape."""
    return {
        "title": html.escape(_on_one_line(page.title)),
        "description": html.escape(_on_one_line(page.description)),
        "edit_path": page.edit_path,
        "hide": ["navigation"],
        "glossator": {
            "kind": page.kind,
            "contents": [{"id": id_, "title": heading} for id_, heading in page.contents],
            "redirect": page.redirect,
            "feed": page.feed,
            "feed_title": page.feed_title,
            "told": [{"name": name, "content": _on_one_line(content)} for name, content in page.told],
            "data": page_data(page),
        },
    }


def _on_one_line(words: str) -> str:
    """Return words for the page's head, without the characters that HTML forbids. In the text itself they stay."""
    return " ".join(FORBIDDEN.sub(" ", words).split())


def page_file(page: Page) -> bytes:
    """Return the page's Markdown file."""
    return f"{front_matter(page_meta(page))}\n{page.body}\n".encode()


def front_matter(meta: Mapping[str, Any]) -> str:
    """Return the values as YAML that every parser reads alike: one line each, strings as quoted scalars."""
    lines = [f"{name}: {_flow(value)}\n" for name, value in meta.items() if value not in ("", [], {})]
    return f"---\n{''.join(lines)}---\n"


def scalar(text: str) -> str:
    """Return a double-quoted YAML scalar in ASCII. JSON would not do: YAML knows no surrogate pairs."""
    return '"' + "".join(_escape(character) for character in text) + '"'


def shorten(text: str) -> str:
    """Return the text on one line, cut at a word where it is longer than a description may be."""
    line = " ".join(text.split())
    return (
        line if len(line) <= DESCRIPTION_LENGTH else line[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    )


def on_lines(body: str) -> str:
    """Return the HTML without blank lines or indentation, which would end the raw block or read as code."""
    return "\n".join(line for line in (line.strip(" \t") for line in body.split("\n")) if line)


@cache
def environment() -> jinja2.Environment:
    """Return the environment of our templates: what is no markup is encoded, so that it cannot be read as any."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(files("glossator.render") / "templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: encode(value) if isinstance(value, str) and not isinstance(value, Markup) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compile_templates(cache: jinja2.BytecodeCache) -> None:
    """Compile our templates, or take them from what Jinja keeps compiled: processes forked later have them all."""
    environment().bytecode_cache = cache
    for name in environment().list_templates():
        environment().get_template(name)


def _flow(value: Any) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(name)}: {_flow(inner)}" for name, inner in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def _escape(character: str) -> str:
    code = ord(character)
    if character in '"\\' or code < 0x20 or 0x7F <= code <= 0xFF:
        return f"\\x{code:02x}"
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else character
