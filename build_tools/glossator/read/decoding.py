"""Bytes to characters: by their mark, as UTF-8, as what the source declares, or as what they most likely are."""

from __future__ import annotations

import codecs
import re

from ..model import Problem

NOT_HTML = re.compile("[\0\ud800-\udfff]")

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16, whose mark is the beginning of UTF-32's."""

GUESSED = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_7"
    " mac_roman mac_cyrillic cp437 cp850 cp866 shift_jis euc_jp gb18030 big5 euc_kr"
).split()
"""What is guessed among: the encodings of saved texts, in all of which ASCII is ASCII. Any few bytes fit the others."""
USUAL = "cp1252"
"""What a text is taken for that has few other letters than ASCII's: too few to guess by."""
FEW_LETTERS, FEW_SHARE = 40, 0.2
"""Bytes beyond ASCII, and their share, up to which there are few."""

ASCII = bytes(range(0x80))
MOSTLY_ASCII = 0.02
"""The share of bytes beyond ASCII up to which a text may have nothing but punctuation there."""
PUNCTUATING = ("cp1252", "mac_roman", "big5", "gb18030", "shift_jis", "cp437")
"""Speeches of the 1970s that went through a Chinese word processor have their quotation marks in Big5."""
PUNCTUATION = frozenset("‘’“”„‚–—…•")
NEARLY_ALL = 0.9


def publishable(text: str) -> str:
    """Return the text with U+FFFD for what no web page can hold: NUL and halves of surrogate pairs."""
    return NOT_HTML.sub("\ufffd", text)


def decode(path: str, data: bytes) -> tuple[str, str] | Problem:
    """Return the text and what it was decoded as; the bytes that cannot be text are a problem."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(path, data, mark, encoding)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if (nul := data.find(b"\0")) >= 0:
            return nul_problem(path, data, nul)
        return _decode_guessed(data) or _undecodable(path, data, error.start)


def _decode_marked(path: str, data: bytes, mark: bytes, encoding: str) -> tuple[str, str] | Problem:
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        return _undecodable(path, data, len(mark) + error.start)
    if (nul := text.find("\0")) >= 0:
        return nul_problem(path, data, len(mark) + len(text[:nul].encode(encoding)))
    return text, f"{encoding.upper()}, by its byte order mark"


def _decode_guessed(data: bytes) -> tuple[str, str] | None:
    """Decode as the likeliest encoding, if no control character tells that the guess is wrong."""
    encoding = _guess(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if any(0x7F <= ord(character) <= 0x9F and character != "\x85" for character in set(text)):
        return None
    return text, f"{encoding}, guessed: the bytes are no UTF-8"


def _guess(data: bytes) -> str:
    """Return charset-normalizer's best guess, where there is enough to guess by; an empty string for none."""
    if punctuated := _by_punctuation(data):
        return punctuated
    import charset_normalizer

    beyond = sum(byte > 0x7F for byte in data)
    if beyond <= FEW_LETTERS and beyond <= FEW_SHARE * len(data):
        return USUAL
    best = charset_normalizer.from_bytes(data, cp_isolation=list(GUESSED)).best()
    return best.encoding if best else ""


def _by_punctuation(data: bytes) -> str:
    """Return the encoding in which what is beyond ASCII is an English text's quotation marks and dashes, if one is."""
    beyond = data.translate(None, ASCII)
    if len(beyond) > MOSTLY_ASCII * len(data):
        return ""
    for encoding in PUNCTUATING:
        try:
            found = [character for character in data.decode(encoding) if character > "\x7f"]
        except UnicodeDecodeError:
            continue
        if sum(character in PUNCTUATION for character in found) >= NEARLY_ALL * len(found):
            return encoding
    return ""


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def guessed(path: str, encoding: str) -> Problem:
    """Return what is said of a guessed encoding."""
    message = f"the source was read as {encoding}"
    return Problem("I111", "info", path, message, "look at its letters; where they are wrong, save it as UTF-8")


def nul_problem(path: str, data: bytes, offset: int) -> Problem:
    """Return the problem that a NUL character at a byte of the source is."""
    return Problem(
        "E101",
        "error",
        path,
        f"the source holds a NUL character at byte {offset}, which no web page can hold",
        "take the source again as text, or remove the character and say so in the sidecar's description",
        _line(data, offset),
        1,
    )


def _undecodable(path: str, data: bytes, offset: int) -> Problem:
    return Problem(
        "E102",
        "error",
        path,
        f"the source is no text in UTF-8 (byte {offset} is 0x{data[offset]:02x}) nor in any encoding that fits",
        "save it as UTF-8 text",
        _line(data, offset),
        1,
    )
