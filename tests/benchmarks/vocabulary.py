"""The words of the benchmark's texts: lists written here, an endless tail of made-up ones, and regular forms."""

from __future__ import annotations

import random
from collections.abc import Sequence


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a list."""
    return tuple(text.split())


FIRST_NAMES = listed(
    "Adela Bram Celia Dorian Esme Felix Greta Hollis Iris Jonas Keziah Lionel Mabel Nestor Odile Percy"
)
# Written out, because strftime follows the locale.
MONTHS = listed("January February March April May June July August September October November December")

# The head of each class of words, most frequent first.
NOUNS = listed("""
    people nation world year government program peace work country law power time family citizen farmer price
    worker state child school policy effort freedom problem budget community business need right home tax job
    economy measure trade resource service system defense land plan market hope strength industry city region
    purpose future progress treaty agreement responsibility leader member friend force army road harbor railway
    river water forest mill mine factory product crop grain harvest bank loan debt fund wage income pension
    hospital doctor nurse teacher student college library museum science discovery machine engine vessel fleet
    port border neighbor ally enemy soldier veteran officer court judge jury crime prison police vote ballot
    party debate question answer reason belief value faith church custom language history memory generation
    parent daughter son village town street house roof garden field season winter summer storm flood drought
    fire danger risk threat burden cost saving waste surplus shortage supply demand contract union strike
    council committee report message speech letter promise duty honor courage patience wisdom judgment mistake
    lesson example standard limit goal target decade century moment chance choice change reform repeal clause
    article amendment permit license tariff quota export import
""")
VERBS = listed("""
    make need build support protect provide help keep meet give serve offer strengthen improve reduce expand
    maintain continue increase create achieve establish share face defend raise restore develop secure follow
    carry encourage demand bring open close finish enact adopt extend renew review approve reject amend repeal
    ask answer remember honor promise deliver measure count finance fund spend save lend borrow repay teach
    train hire employ reward punish prevent relieve feed house heal comfort welcome invite join lead guide
    direct command order permit allow forbid limit replace repair rebuild plant harvest gather store ship export
    import trade exchange balance settle resolve discuss explain report announce declare confirm deny doubt
    trust fear avoid escape survive outlast surpass equal match complete
""")
ADJECTIVES = listed("""
    new great free strong national economic good federal public human social better long military full common
    vital fair necessary high effective private important basic present future local responsible sound large
    modern foreign domestic just lasting adequate balanced steady honest able ready willing patient hopeful
    rural urban coastal northern southern western eastern rich poor young old healthy safe secure stable prudent
    generous bold careful costly cheap urgent grave hard simple plain clear open secret ancient recent early
    late final first second third annual monthly daily permanent temporary partial complete equal unequal
    voluntary lawful peaceful hostile friendly distant narrow broad
""")
ADVERBS = listed("""
    now only also well together never today always even fully still once again clearly greatly soon quickly
    carefully freely firmly steadily fairly wisely surely plainly rarely often seldom gladly openly quietly
    slowly largely partly wholly chiefly merely simply truly deeply widely promptly directly honestly bravely
    patiently gradually
""")

ONSETS = listed("b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sh sl sp st str t th tr v w")
RHYMES = listed("a ad al am an ar as e ed el em en er es i ig il im in is o od ol om on or u ul um un ur ay ee oa ou")
SYLLABLES = tuple(onset + rhyme for onset in ONSETS for rhyme in RHYMES)
SHUFFLE = 1_000_003
"""A prime: multiplied by it, neighboring ranks get unlike syllables."""
SUFFIXES = {
    "NOUN": ("ment", "tion", "ness", "er", "ity", "age", "ism", "ance"),
    "VERB": ("ate", "ize", "ify", "en", "ish"),
    "ADJ": ("al", "ous", "ive", "able", "ful", "ic"),
    "ADV": ("ally", "ously", "ively", "ably"),
}
TAIL_EXPONENT = 0.92
"""The share of draws beyond rank r falls as r to this power; the vocabulary then grows as words ** 0.52."""
RANK_SCALE = {"NOUN": 60.0, "VERB": 36.0, "ADJ": 34.0, "ADV": 10.0}
"""How many words of a class are about equally common before the fall sets in."""
IRREGULAR_PAST = {
    "make": "made",
    "build": "built",
    "rebuild": "rebuilt",
    "keep": "kept",
    "meet": "met",
    "give": "gave",
    "bring": "brought",
    "teach": "taught",
    "spend": "spent",
    "lend": "lent",
    "feed": "fed",
    "lead": "led",
    "forbid": "forbade",
    "repay": "repaid",
}


def made_up(rank: int, kind: str) -> str:
    """Return the word of this kind at this rank (from 0) of the endless tail; hardly any two ranks share one."""
    suffixes = SUFFIXES[kind]
    rank, suffix = divmod(rank, len(suffixes))
    further, rank = divmod(rank, len(SYLLABLES) ** 2)
    first, second = divmod(rank * SHUFFLE % len(SYLLABLES) ** 2, len(SYLLABLES))
    stem = SYLLABLES[first] + SYLLABLES[second]
    while further:
        further, place = divmod(further, len(SYLLABLES))
        stem += SYLLABLES[place]
    return stem + suffixes[suffix]


def word(kind: str, head: Sequence[str], source: random.Random) -> str:
    """Draw a word of a class: often from the list, now and then from the tail."""
    rank = int(RANK_SCALE[kind] * (source.paretovariate(TAIL_EXPONENT) - 1))
    return head[rank] if rank < len(head) else made_up(rank - len(head), kind)


def plural(noun: str) -> str:
    """Return a regular plural, good enough for what the grammar makes (also the third person of verbs)."""
    if noun in ("people", "child"):
        return {"people": "people", "child": "children"}[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def past(verb: str) -> str:
    """Return the past form of a verb."""
    if verb in IRREGULAR_PAST:
        return IRREGULAR_PAST[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def gerund(verb: str) -> str:
    """Return the form in -ing."""
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
