"""Words of a document with what is marked in them beside another wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Span
from .verbatim import Encoded
from .wording import Change, Worded

CLASSES: Mapping[Change, str] = {"only": "added", "other": "changed", "same": "same"}


def marked(encoded: Encoded, span: Span, marks: Sequence[Worded]) -> str:
    """Return the words as an element whose text content is theirs."""
    parts: list[str] = []
    at = span.start
    for mark in marks:
        element = "span" if mark.change == "same" else "mark"
        words = encoded.html(mark.span.start, mark.span.end)
        parts.append(
            f'{encoded.html(at, mark.span.start)}<{element} class="{CLASSES[mark.change]}">{words}</{element}>'
        )
        at = mark.span.end
    parts.append(encoded.html(at, span.end))
    return f'<q data-start="{span.start}" data-end="{span.end}">{"".join(parts)}</q>'
