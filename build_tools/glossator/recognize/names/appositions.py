"""What the text calls a name: "X is a rock band", "X, the capital of ...", and so what type it has."""

from __future__ import annotations

from collections.abc import Sequence

from .words import BEFORE_PLACES, ROLES, TITLES

COPULAS = frozenset(["is", "was", "are", "were", "became", "remains", "has"])
ARTICLES = frozenset(["a", "an", "the", "one", "another"])
LOOKED_AT = 7
"""Tokens after the article in which the noun is looked for."""
STOPS = frozenset("of in at on who which that for from by to with . ; : ) ( and but where when as".split())
"""Where the noun stands before at the latest."""

GROUPS = frozenset(
    "band company group team club party agency manufacturer label airline organization organisation network newspaper"
    " firm retailer publisher corporation bank university college school institute charity union committee council"
    " association federation league alliance coalition movement subsidiary brand chain orchestra choir duo trio quartet"
    " ensemble studio developer startup franchise think-tank foundation society order militia army unit regiment"
    " brigade division squadron gang cartel broadcaster station channel magazine journal website provider maker giant"
    " carrier operator supplier builder producer-company museum institution side church ministry department nonprofit"
    " consortium conglomerate insurer lender automaker".split()
)
SPOTS = frozenset(
    "city town village municipality district province region state country nation county island river lake mountain"
    " suburb neighborhood neighbourhood capital commune parish settlement borough township hamlet valley peak volcano"
    " park street road port airport prefecture territory area peninsula bay sea ocean desert community locality"
    " stadium building castle palace bridge tower republic kingdom continent archipelago resort census-designated"
    " stream creek glacier beach cape hill square station".split()
)
THINGS = frozenset(
    "album song film movie novel book game series war battle festival award tournament event genus species language"
    " single opera play poem ship aircraft rocket satellite car software program system treaty disease day dish drug"
    " theory method law religion sport operation storm hurricane magazine show episode character model".split()
)
KINDS = ((GROUPS, "group"), (SPOTS, "spot"), (THINGS, "thing"), (ROLES | TITLES, "person"))


def apposition(words: Sequence[str], after: int) -> str:
    """Return what the words from `after` on call what stands before them: `group`, `spot`, `thing`, `person`, or ""."""
    if words[after] == "(":
        after = _past_bracket(words, after)
    first = words[after]
    if first in COPULAS or first == ",":
        after += 1
    else:
        return ""
    if words[after] not in ARTICLES:
        return kind_of_noun(words[after]) if first == "," else ""
    found = ""
    for token in range(after + 1, min(after + 1 + LOOKED_AT, len(words))):
        if words[token] in STOPS or words[token] in BEFORE_PLACES:
            break
        found = kind_of_noun(words[token]) or found
    return found


LONGEST_BRACKET = 14
"""Tokens that a bracket after a name holds at most ("(born 13 March 1963 in ...)"), to be passed over."""


def _past_bracket(words: Sequence[str], opening: int) -> int:
    for token in range(opening + 1, min(opening + LONGEST_BRACKET, len(words) - 2)):
        if words[token] == ")":
            return token + 1
    return opening


def kind_of_noun(word: str) -> str:
    low = word.lower()
    return next((kind for nouns, kind in KINDS if low in nouns), "")
