"""Firms that are called after their partners: "Roe & Doe", which a tagger takes for two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...model import Mention, Span

TIE = " & "


def with_firms(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """Return the mentions, in order, with one of an organization for each two people of one word with "&" between."""
    found: list[Mention] = []
    for mention in mentions:
        if found and _are_partners(found[-1], mention, text):
            span = Span(found[-1].span.start, mention.span.end)
            found[-1] = replace(found[-1], span=span, type="organization")
        else:
            found.append(mention)
    return found


def _are_partners(one: Mention, other: Mention, text: str) -> bool:
    tied = text[one.span.end : other.span.start] == TIE
    return tied and all(_is_one_word(mention, text) for mention in (one, other))


def _is_one_word(mention: Mention, text: str) -> bool:
    return mention.type == "person" and " " not in text[mention.span.start : mention.span.end]
