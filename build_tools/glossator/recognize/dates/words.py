"""The English words of dates, and the pieces of patterns that they make."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
MONTH_NUMBERS = MONTHS | SHORT_MONTHS
"""By the name in small letters, without a full stop."""

WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

NUMBERS = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        start=1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
ORDINALS = (
    {
        name: number
        for number, name in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
            start=1,
        )
    }
    | {f"twenty-{name}": 20 + number for number, name in enumerate(_UNITS, start=1)}
    | {"thirtieth": 30, "thirty-first": 31}
)

DECADES = {
    name: number
    for number, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}

FUNCTION_WORDS = frozenset(
    "a about after against all also although among an and another any are as at became because been before began both"
    " brought but by came can could did do does during each either ended even every few following for from had has"
    " have he her here his how i if in into is it its just later led left made many might more most much must near no"
    " nor not of off on one only onward onwards or our out over own saw several shall she should since so some such"
    " than that the their them then there these they this those though through thus to together too took two under"
    " until up upon us was we well went were what when where whereas whether which while who whom whose will with"
    " within without would you your".split()
)
"""Words that can follow a date without making it the first part of a compound ("winter quarters")."""

ERA = r"(?-i:(?P<era>B\.C\.E\.|B\.C\.|BCE|BC|A\.D\.|AD|C\.E\.|CE)(?![A-Za-z]))"
"""An era, in capitals even where the pattern around it takes small letters for capitals."""
SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,2}|[ ]?\n[ ]?)"
"""White space within an expression: lines of a passage may be wrapped."""
DASH = r"[-\u2010-\u2015]"
ANY_MONTH = f"(?:{'|'.join(MONTHS)}|(?:sept|{'|'.join(name[:3] for name in MONTHS if name != 'may')})\\b\\.?)(?![a-z])"
ANY_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|dawn)"
ANY_SEASON = f"(?:{'|'.join(SEASONS)})"
ANY_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SMALL_NUMBER = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-|{SPACE})"
    rf"(?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|[0-9]{{1,3}})"
)
NUMBER_WORD = rf"{_SMALL_NUMBER}(?:{SPACE}hundred(?:{SPACE}(?:and{SPACE})?{_SMALL_NUMBER})?)?"


def number_of(words: str) -> int:
    """Return the number that digits or English words tell, 0 where they tell none: "twenty-five" is 25."""
    number = 0
    for word in words.lower().replace("-", " ").split():
        if word == "hundred":
            number *= 100
        else:
            number += int(word) if word.isdecimal() else NUMBERS.get(word, 0)
    return number


def month_of(name: str) -> int:
    """Return the number of the month of that name or abbreviation; 0 where there is none."""
    return MONTH_NUMBERS.get(name.lower().rstrip("."), 0)
