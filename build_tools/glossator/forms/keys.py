"""Keys under which the forms of one name are the same: without accents, in one transliteration, mended and bare."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .written import HYPHENS, fold

LINE_END_HYPHEN = re.compile(rf"(?<=[^\W\d_])[{re.escape(HYPHENS)}\u00ad] ?\r?\n ?(?=[^\W\d_])")
"""A word that a printer broke, or a double name that fell on a line's end."""
POSSESSIVE = re.compile(r"(?:'s|(?<=s)')\Z", re.IGNORECASE)
EDGES = ' "“”«»„()[]{},;:!?*_|-–—…/'
"""Signs that a finder takes along by mistake. A full stop may be part of a name: "Inc.", "U.S."."""
SIMPLE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*\Z")
"""What needs no cleaning: most forms."""
WORD = re.compile(r"[^\W_]+(?:['.](?=[^\W_])[^\W_]+)*\.?")
"""A word of a name, with its apostrophes and inner full stops; a hyphen parts two."""

PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ς": "σ"}
)
"""Letters that have no accent to take off, and are written without theirs all the same."""

DOUBLE = re.compile(r"([bcdfghklmnprstvwz])\1")
SPELLINGS = (("x", "ks"), ("tch", "ch"), ("shch", "sch"), ("ck", "k"), ("kh", "h"), ("ph", "f"))
GLIDES = (
    (re.compile(r"^ye|(?<=[^aeiouy])ye"), "e"),
    (re.compile(r"(?<=[aeiou])[jy](?=[aeiou])|(?<=[^aeiou])[jyi](?=[aou])|^[yi](?=[au])|[iyj]{1,3}$"), "i"),
    (re.compile(r"ii"), "i"),
)
"""What the common transliterations of Cyrillic (BGN/PCGN, ISO 9, the newspapers' own) write in several ways, in one:
Sergei and Sergey, Zelensky and Zelenskyy, Yuri and Iuri, Mikhail and Mihail, Vasily and Vassily.
"""
VARIES = re.compile(r"[xyj]|[ck]k|[kp]h|t?ch|ii|i[aou]|i$|([bcdfghlmnprstvwz])\1")
"""What a word has in it if any of the rules changes it; quicker than to try them all."""
CACHED = 32768
"""Names whose parts are kept: those of many documents. A name takes up to a kilobyte."""
SHORTEST = 4
"""Letters that a word has at least for its spelling to vary: "Li" and "Ly" are two names."""

SAME_WORDS = {
    other: first
    for first, *others in (
        line.split()
        for line in (
            "kiev kyiv|harkov kharkiv|odesa odessa|lvov lviv|nikolaev mykolaiv|chernigov chernihiv|lugansk luhansk"
            "|donbas donbass|dnepr dnipro|zaporozhie zaporizhzhia zaporizhia|rovno rivne|beijing peking|mumbai bombay"
            "|kolkata calcutta|chennai madras|yangon rangoon|nanjing nanking|basel basle|cologne koln"
            "|vladimir volodymyr|alexander oleksandr aleksandr aleksander alexandr|sergei serhiy serhii|nikolai mykola"
            "|dmitry dmytro|andrei andriy andrii|mikhail mykhailo|evgeny yevhen|elena olena|aleksei oleksiy oleksii"
            "|viktor victor|petr pyotr petro|mohammed muhammad mohammad mohamed muhammed|osama usama|yasser yasir"
            "|defence defense|centre center|labour labor|programme program|theatre theater|harbour harbor"
        ).split("|")
    )
    for other in others
}
"""Words that are one name in two languages or two countries' spelling; `sound` is taken of both. Common knowledge."""


def plain(form: str) -> str:
    """Return a form as one would write it: on one line, with single spaces, plain signs, and no possessive."""
    if SIMPLE.match(form):
        return form
    mended = LINE_END_HYPHEN.sub(_mend, form) if "\n" in form else form
    words = " ".join(fold(mended.replace("\u00ad", "")).split()).strip(EDGES)
    return POSSESSIVE.sub("", words).rstrip(EDGES) or words


def _mend(match: re.Match[str]) -> str:
    """Drop the hyphen before a small letter; "Jean-" and "Claude" keep it."""
    return "" if match.string[match.end() : match.end() + 1].islower() else "-"


def bare(text: str) -> str:
    """Return the text in small letters without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    return "".join(character for character in parts if not unicodedata.combining(character))


def words(form: str) -> tuple[str, ...]:
    """Return the words of a plain form, in small letters without accents, apostrophes and full stops."""
    if SIMPLE.match(form):
        return tuple(form.lower().split(" "))
    found = WORD.findall(bare(form.replace("&", " and ")))
    return tuple(word.replace("'", "").replace(".", "") for word in found)


@lru_cache(maxsize=CACHED)
def sound(word: str) -> str:
    """Return the key of one word (small letters, no accents), the same for every transliteration of it."""
    return _sound(SAME_WORDS.get(word, word))


def _sound(word: str) -> str:
    if len(word) < SHORTEST or not VARIES.search(word) or not word.isalpha():
        return word
    for written, sounded in SPELLINGS:
        if written in word:
            word = word.replace(written, sounded)
    if "y" in word or "j" in word or "i" in word:
        for glide, sounded in GLIDES:
            word = glide.sub(sounded, word)
    return DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=CACHED)
def key(form: str) -> str:
    """Return the key of a whole plain form: "Snow-Plow", "Snow - Plow", "SnowPlow" are one, with or without "the"."""
    found = words(form)
    if len(found) > 1 and found[0] == "the":
        found = found[1:]
    return "".join(map(sound, found)) or bare(form)
