"""Countries and their short, long and official names, after CLDR's codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

from .keys import bare, key, plain

OTHER_NAMES = {
    "BA": "Bosnia, Bosnia-Herzegovina",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "BY": "Byelorussia, Belorussia",
    "CD": "Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo, DRC, Congo-Kinshasa",
    "CG": "Republic of the Congo, Congo-Brazzaville",
    "CI": "Ivory Coast",
    "CN": "PRC, People's Republic of China, P.R.C., mainland China",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany",
    "EU": "EU, E.U.",
    "FM": "Federated States of Micronesia",
    "GB": "UK, U.K., Great Britain, Britain, United Kingdom of Great Britain and Northern Ireland",
    "GM": "The Gambia",
    "HK": "Hong Kong",
    "IR": "Islamic Republic of Iran",
    "KP": "DPRK, D.P.R.K., Democratic People's Republic of Korea",
    "KR": "ROK, Republic of Korea",
    "LA": "Lao People's Democratic Republic",
    "LY": "Libyan Arab Jamahiriya",
    "MK": "Macedonia, Republic of North Macedonia, FYROM",
    "MM": "Myanmar, Burma",
    "MO": "Macau, Macao",
    "NL": "Holland, Kingdom of the Netherlands",
    "PS": "Palestine, State of Palestine",
    "RU": "Russian Federation",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey",
    "TW": "Republic of China",
    "TZ": "United Republic of Tanzania",
    "UN": "UN, U.N., United Nations Organization",
    "US": "US, U.S., USA, U.S.A., United States of America, America",
    "AE": "UAE, U.A.E.",
    "VA": "Holy See, Vatican",
}
"""Names that CLDR's English list lacks: its own short and variant ones, the United Nations' official ones, and acronyms
in common use."""
OFFICIAL = re.compile(
    r"(?:(?:Federal|Federative|Islamic|Arab|Democratic|Socialist|People's|Hellenic|Swiss|Bolivarian|Oriental"
    r"|Co-operative|Grand) ){0,3}(?:Republic|Kingdom|State|Principality|Commonwealth|Union|Sultanate|Emirate|Duchy) of "
    r"(?:the )?(?=\S)",
)
"""How official names begin: "Federal Republic of Germany". Where two share the rest, `OTHER_NAMES` decides."""
NOT_COUNTRIES = frozenset(["QO", "XA", "XB", "ZZ"])
LONGEST_ACRONYM = 9
"""Code points: "D.P.R.K." with its full stops."""
LONGEST = 60
"""Code points of a country's name; longer forms are not looked at."""


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    named = {code: name for code, name in Locale.parse("en").territories.items() if len(code) == 2 and code.isalpha()}
    codes = {_flat(plain(name)): code for code, name in sorted(named.items()) if code not in NOT_COUNTRIES}
    for code, names in OTHER_NAMES.items():
        codes |= {_flat(name): code for name in names.split(", ")}
    return codes


def _flat(name: str) -> str:
    """Return the key of a plain name; an acronym keeps its capitals, so that "us" is not "US"."""
    if len(name) < LONGEST_ACRONYM and name.isupper():
        return name.replace(".", "")
    return bare(name).removeprefix("the ").replace("&", "and").replace("-", " ")


@lru_cache(maxsize=1)
def country_words() -> frozenset[str]:
    """Return the keys of the names of countries and, as demonyms mostly are words for a language too, of languages."""
    return frozenset(map(key, _codes())) | frozenset(key(plain(name)) for name in Locale.parse("en").languages.values())


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    return frozenset(_codes().values())


def territory(form: str) -> str:
    """Return the code of the country that a plain form names: `US`; empty for any other form, demonyms among them."""
    if len(form) > LONGEST:
        return ""
    codes = _codes()
    name = form.removeprefix("the ")
    found = codes.get(_flat(name))
    if found is None and " of " in name:
        found = codes.get(_flat(OFFICIAL.sub("", name, count=1)))
    return found or ""


def territory_name(code: str) -> str:
    """Return CLDR's name for a code."""
    return str(Locale.parse("en").territories[code])
