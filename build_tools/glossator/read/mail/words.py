"""The bytes of a message's part to characters, and what is told of anything."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Problem
from ..decoding import decode, publishable
from .parts import Part

LONGEST = 500
"""Code points of a value, and of what is told of anything that is left out."""
NO_CHARSETS = frozenset("idna punycode raw_unicode_escape raw-unicode-escape unicode_escape unicode-escape".split())
"""What Python decodes, and is no encoding of a text that anybody sends."""


@dataclass(frozen=True, slots=True)
class Words:
    """A part's text."""

    text: str
    encoding: str
    crlf: int
    wrong: int
    """Bytes or characters that stand as U+FFFD."""


def words_of(path: str, part: Part) -> Words:
    """Return a part's text: by the charset that it declares, else as UTF-8, else by a guess."""
    data = part.data
    decoded = _by_declaration(data, part.charset)
    if decoded is None:
        plain = decode(path, data)
        text, encoding = (data.decode("utf-8", "replace"), "UTF-8") if isinstance(plain, Problem) else plain
        decoded = text, encoding, text.count("\ufffd") - data.count("\ufffd".encode())
    text, encoding, wrong = decoded
    cleaned = publishable(text)
    wrong = max(wrong, 0) + cleaned.count("\ufffd") - text.count("\ufffd")
    return Words(cleaned.replace("\r\n", "\n"), encoding, text.count("\r\n"), wrong)


def _by_declaration(data: bytes, charset: str) -> tuple[str, str, int] | None:
    """Return text, encoding and the number of characters lost; None where what is declared cannot be."""
    from ..html.encoding import LABELS, MANY

    name = codec_of(charset)
    if not name or (name == "ascii" and not data.isascii()):
        return None
    name = name if data.isascii() else LABELS.get(name, name)
    text = data.decode(name, "replace")
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if wrong > MANY * len(data):
        return None
    return text, f"{name.upper()}, as the Content-Type header declares", wrong


def codec_of(charset: str) -> str:
    """Return Python's name for a text's encoding, or an empty string."""
    try:
        codec = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    return codec.name if codec._is_text_encoding and codec.name not in NO_CHARSETS | {"undefined"} else ""


def encodings(parts: Iterable[Words]) -> str:
    """Return what the parts were decoded as."""
    return "; ".join(dict.fromkeys(words.encoding for words in parts))


def told(text: str) -> str:
    """Return what is told of something: on one line, and not too long."""
    line = " ".join(publishable(text[: 2 * LONGEST]).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
