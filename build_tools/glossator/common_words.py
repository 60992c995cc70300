"""The words that stand in every text of a language, such as "the", "and" and "which"."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=64)
def common_words(language: str) -> frozenset[str]:
    """Return the common words of a language (BCP 47), in small, or none where it has no list.

    The lists are jusText's, made from Wikipedia's in each language.
    """
    from justext import get_stoplist, get_stoplists

    try:
        name = (Locale(language.split("-")[0]).english_name or "") if language else ""
    except (UnknownLocaleError, ValueError):
        name = ""
    words = get_stoplist(name) if name in get_stoplists() else ()
    return frozenset(word.casefold() for word in words if word.isalpha())
