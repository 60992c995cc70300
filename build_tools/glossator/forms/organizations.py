"""An organization's name in its parts: what its short forms keep of it."""

from __future__ import annotations

import re
from functools import lru_cache

from .keys import CACHED, key, sound, words
from .territories import country_codes, country_words, territory

LEGAL = frozenset(
    (
        "inc incorporated ltd limited llc llp lp plc corp corporation co company companies ag sa se nv bv gmbh spa"
        " srl oy ab asa as kg kk pty pjsc ojsc oao ooo zao pao jsc sarl"
    ).split()
)
"""Forms of companies, without full stops, at a name's end: "Acme Inc." is "Acme"."""

SURELY_LEGAL = frozenset("inc incorporated ltd limited llc llp plc corp corporation company gmbh".split())
"""Those that end no person's name, in whatever language."""

TRADES = frozenset(
    (
        "airline airway air line aerospace aircraft aviation motor automobile automotive car computer electronic"
        " software technology system industry steel oil gas petroleum energy bank banking insurance financial"
        " pharmaceutical telecom telecommunication communication brewery railway railroad shipping chemical"
        " international group holding enterprise club party newspaper"
    ).split()
)
"""What a company's short form leaves out, without the plural's s: "Acme Motors" is "Acme"."""

TOO_COMMON = TRADES | frozenset(
    (
        "national state federal royal united american european british russian chinese general central first new old"
        " north south east west northern southern eastern western ministry department office committee council"
        " commission union university college school institute center court house government army navy force police"
        " service agency association federation society foundation museum church city county district republic kingdom"
        " world global public democratic people peoples supreme security social communist liberal conservative labor"
        " republican foreign standard press times daily news"
    ).split()
)
"""Words that begin too many names for one of them alone to be a short form of any."""

SMALL_WORDS = frozenset("and of the for in on at to de la le du des et y e von der und".split())
"""Words that acronyms mostly leave out."""

LONGEST_COUNTRY = 3
"""Words of a country's name at an organization's start: "United Arab Emirates Coast Guard"."""

ACRONYM = re.compile(r"[^\W\d_a-z](?:[^\W_]|[.&-]){0,10}[^\W_]?\.?\Z")
"""Written as an acronym is: without white space, ten letters and signs at most; `is_acronym` counts its capitals."""


@lru_cache(maxsize=CACHED)
def core(form: str) -> tuple[str, ...]:
    """Return the key of a plain form: the keys of its words, without the article and the kind of company."""
    found = list(words(form))
    if len(found) > 1 and found[0] == "the":
        del found[0]
    while len(found) > 1 and found[-1] in LEGAL:
        found.pop()
    if len(found) > 1 and found[-1] == "and":
        found.pop()
    return tuple(sound(singular(word)) for word in _with_code(found))


def _with_code(found: list[str]) -> list[str]:
    """Return the words with a code for the country at their start: "US Coast Guard", "United States Coast Guard"."""
    for length in range(min(LONGEST_COUNTRY, len(found) - 1), 0, -1):
        code = territory(" ".join(found[:length])) or (territory(found[0].upper()) if length == 1 < len(found) else "")
        if code:
            return [code.lower(), *found[length:]]
    return found


def without_country(core: tuple[str, ...]) -> tuple[str, ...]:
    """Return the core without the country or the demonym at its start; the core itself where there is none."""
    rest = core[1:]
    is_country = len(core) > 1 and (core[0] in country_words() or core[0].upper() in country_codes())
    return rest if is_country and len(rest) > 1 else core


@lru_cache(maxsize=CACHED)
def identity(form: str) -> str:
    """Return the key of a plain form: the same for all names of a country, and for a company with its kind and without.

    It holds for names of every type, so that a name can be known for the same where a finder errs in its type.
    """
    return territory(form) or ("".join(core(form)) if is_company(form) else key(form))


def is_company(form: str) -> bool:
    """Tell whether a plain form ends as only a company's name does."""
    found = words(form)
    return len(found) > 1 and found[-1] in SURELY_LEGAL


def singular(word: str) -> str:
    """Return a word without the plural's s: finders and writers drop it, or add one."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "siu" else word


_TRADES = frozenset(map(sound, TRADES))
_TOO_COMMON = frozenset(map(sound, TOO_COMMON))


def without_trade(core: tuple[str, ...]) -> tuple[str, ...]:
    """Return the core without the trades at its end; the core itself where too little or too common a word is left."""
    end = len(core)
    while end > 1 and core[end - 1] in _TRADES:
        end -= 1
    return core if is_too_common(core[:end]) else core[:end]


def is_too_common(core: tuple[str, ...]) -> bool:
    """Tell whether a form begins too many names to be the short form of one."""
    common = all(word in _TOO_COMMON or len(word) < 2 for word in core)
    return common or "".join(core) in country_words() or "".join(core).upper() in country_codes()


def is_acronym(form: str) -> bool:
    """Tell whether a plain form is written as acronyms are: mostly in capitals, without white space."""
    if " " in form or form[1:].islower():
        return False
    capitals = sum(character.isupper() for character in form)
    letters = sum(character.isalpha() for character in form)
    return capitals >= 2 and letters <= 2 * capitals and bool(ACRONYM.match(form))


def acronym_key(form: str) -> str:
    """Return the letters of an acronym: "U.N." is "UN"; "GMs" keeps its s."""
    return "".join(character for character in form if character.isalnum())


@lru_cache(maxsize=CACHED)
def initials(form: str) -> tuple[str, ...]:
    """Return the acronyms that the initials of a form make, with and without its small words; of two words or more.

    A word that is an acronym itself ("PEN International") tells that the name is not shortened further, but for a
    country's at its beginning ("U.S. Air Force").
    """
    found = [word for word in re.split(r"[\s\-/]+", form) if word[:1].isalnum()]
    while found and found[-1].lower().rstrip(".") in LEGAL - {"corporation", "company"}:
        found.pop()
    if found and found[0].lower() == "the":
        del found[0]
    large = [word for word in found if word.lower() not in SMALL_WORDS]
    if len(large) < 2 or any(len(word) > 1 and word.isupper() for word in large[_is_code(large[0]) :]):
        return ()
    other = [word for word in found if word.lower() not in ("and", "&")]
    company = large[:-1] if large[-1].lower() in LEGAL and len(large) > 2 else large
    return tuple(dict.fromkeys("".join(map(_initial, some)) for some in (large, other, company)))


def _is_code(word: str) -> bool:
    """Tell whether a word is a country's acronym, which longer acronyms begin with."""
    return word.isupper() and territory(word) != ""


def _initial(word: str) -> str:
    return acronym_key(word) if _is_code(word) else word[0].upper()


def stands_for(acronym: str, form: str) -> bool:
    """Tell whether an acronym in brackets can be that of the form before it: its letters stand in it in their order."""
    letters = iter(re.sub(r"[^a-z0-9]", "", form.lower()))
    wanted = acronym_key(acronym).lower()
    return form[:1].lower() == wanted[:1] and all(letter in letters for letter in wanted)
