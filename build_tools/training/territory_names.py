"""Write the English names of territories: CLDR's, by way of Babel, with the forms that it leaves out."""

from __future__ import annotations

import re
import sys

from babel import Locale

LEFT_OUT = frozenset(["UN", "EU", "EZ", "QO", "ZZ", "XA", "XB"])
"""Codes of what is an organization, or nothing."""
AMBIGUOUS = frozenset(["Chad", "Georgia", "Guernsey", "Jersey", "Jordan", "Niger", "Sark", "Turkey", "Americas"])
"""Also names of people, breeds, rivers: the tagger tells them by their surroundings."""
MORE = (
    "United States of America|USA|U.S.A.|U.S.|US|UK|U.K.|UAE|U.A.E.|PRC|P.R.C.|DPRK|D.P.R.K.|ROK|DRC|USSR|U.S.S.R."
    "|Soviet Union|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|Russian Federation|Hellenic Republic"
    "|Swiss Confederation|Argentine Republic|Czech Republic|Slovak Republic|Kyrgyz Republic|Dominican Republic"
    "|Holy See|Vatican|Burma|Macedonia|Swaziland|East Timor|Ivory Coast|Yugoslavia|Czechoslovakia|East Germany"
    "|West Germany|Lao People's Democratic Republic|Syrian Arab Republic|Bosnia|Herzegovina|Trinidad|Tobago|Palestine"
    "|Democratic Republic of the Congo|Republic of the Congo|Republic of Ireland|Hong Kong|Macau|Macao|Congo"
    "|The Gambia|The Bahamas|Transnistria|Abkhazia|South Ossetia|Kurdistan|Crimea|Siberia|Tibet|Holland"
    "|Middle East|Far East|Central Europe|Balkans|Scandinavia|Antarctica|Latin America|West Africa|East Africa"
).split("|")
"""Short and official forms, and states that are no more: CLDR has one form for each code."""


def forms(name: str) -> set[str]:
    """Return a CLDR name's forms: without the brackets or with what they hold, "&" as "and", "St." as "Saint"."""
    found = {name}
    if bracket := re.fullmatch(r"(.+) \((.+)\)(.*)", name):
        found = {bracket[1] + bracket[3]} | ({bracket[2]} if bracket[2][:1].isupper() else set())
    found = {re.sub(r" SAR China$| - .*$", "", one) for one in found}
    found |= {one.replace(" & ", " and ") for one in found} | {one.replace("St. ", "Saint ") for one in found}
    return found | {one.replace("’", "'") for one in found}


def main() -> None:
    names = {
        form
        for code, name in Locale("en").territories.items()
        if (code.isalpha() and code not in LEFT_OUT) or (code.isdigit() and code != "001")
        for form in forms(name)
    }
    names |= set(MORE) | {name.replace("'", "’") for name in MORE}
    sys.stdout.write("\n".join(sorted(names - AMBIGUOUS)) + "\n")


if __name__ == "__main__":
    main()
