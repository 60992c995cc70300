"""Words of CLDR's English lists, by way of Babel: territories, cities (of time zones), and what peoples are called."""

from __future__ import annotations

from babel import Locale

LESS_SURE = frozenset(
    "chad jordan georgia jersey turkey niger world franc euro dollar peso pound real rand south north new east west old"
    " unit units special european trade silver gold platinum convertible currency central unknown test bond".split()
)
"""Words of those lists that are often something else."""


def listed_words() -> dict[str, str]:
    """Return single words in lower case, each with its list."""
    locale = Locale("en")
    found: dict[str, str] = {}
    for word in _first_words(locale.currencies.values()) | _first_words(locale.languages.values()):
        if word.endswith(("n", "h", "e", "i", "k", "c")):
            found[word] = "demonym"
    cities = {key.split("/")[-1].replace("_", " ") for key in locale.time_zones if "/" in key}
    cities |= {value["city"] for value in locale.time_zones.values() if "city" in value}
    found |= {city.lower(): "city" for city in cities if " " not in city}
    found |= {
        name.lower(): "territory" for code, name in locale.territories.items() if " " not in name and code.isalpha()
    }
    return {word: kind for word, kind in sorted(found.items()) if word not in LESS_SURE}


def _first_words(names: object) -> set[str]:
    return {name.split()[0].lower() for name in names if name[:1].isupper() and name.split()[0].isalpha()}  # type: ignore[attr-defined]
