"""The bytes of a page to characters: its byte order mark, UTF-8, what it declares, what it most likely is."""

from __future__ import annotations

import codecs

from bs4.dammit import EncodingDetector

from ...model import Problem
from ..decoding import decode, nul_problem

LABELS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers decode as another encoding than the one that is declared (the WHATWG's Encoding Standard, 4.2)."""
DECLARED = frozenset(
    "utf-8 cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14"
    " iso8859-15 iso8859-16 koi8-r koi8-u mac-roman cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257"
    " cp1258 mac-cyrillic gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis cp932 euc_kr cp949".split()
)
"""The encodings that a page may declare, by Python's names: those of the WHATWG's Encoding Standard."""
MANY = 0.01
"""Share of bytes that may be no UTF-8 in a page that is declared as UTF-8: damage, and not another encoding."""


def decode_html(path: str, data: bytes) -> tuple[str, str, tuple[Problem, ...]] | Problem:
    """Return the page's characters, what it was decoded as, and what was not well; or why it cannot be read."""
    decoded = _by_declaration(path, data)
    if decoded is None:
        plain = decode(path, data)
        if isinstance(plain, Problem):
            return plain
        told = (_guess(path, plain[1]),) if "guessed" in plain[1] else ()
        decoded = (*plain, told)
    text, encoding, problems = decoded
    if "\0" in text:
        return nul_problem(path, data, max(data.find(b"\0"), 0))
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding, problems


def _by_declaration(path: str, data: bytes) -> tuple[str, str, tuple[Problem, ...]] | None:
    """Decode as the page declares, where it has no byte order mark and is no UTF-8; None where that does not help."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf8(data):
        return None
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    name = LABELS.get(name, name)
    if name not in DECLARED:
        return None
    text = data.decode(name, errors="replace")
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if wrong > MANY * len(data):
        return None
    return text, f"{name.upper()}, as the page declares", (_replaced(path, wrong, name),) if wrong > 0 else ()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _replaced(path: str, count: int, encoding: str) -> Problem:
    message = f"{count} bytes are no {encoding.upper()} and stand as U+FFFD in the text"
    return Problem("I112", "info", path, message, "take the page again from where it came, if that is still there")


def _guess(path: str, encoding: str) -> Problem:
    message = f"the page does not say what it is encoded as, and was read as {encoding}"
    return Problem("I111", "info", path, message, "look at its letters; where they are wrong, save it as UTF-8")
