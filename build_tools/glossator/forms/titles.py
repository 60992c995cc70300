"""Words before a name that are no part of it: offices, ranks, forms of address."""

from __future__ import annotations

ROLES = frozenset(
    (
        "President Premier Minister Chairman Chairwoman Chair Speaker Secretary Director General Colonel Major"
        " Captain Admiral Marshal Senator Representative Congressman Congresswoman Governor Mayor Chancellor"
        " Ambassador Aide Adviser Advisor Head Chief Leader Comrade Professor Doctor Judge Justice King Queen"
        " Prince Princess Emperor Pope Bishop Archbishop Cardinal Father Sister Brother Lord Lady Sir Dame Mr Mrs"
        " Ms Miss Mr. Mrs. Ms. Dr Dr. Gen. Col. Lt. Sen. Rep. Gov. Prof. Presidents Messrs. Mister Madam Citizen"
        " Lieutenant Sergeant Commander"
    ).split()
)
"""What may stand before a last name and is no part of it."""

TITLES = frozenset(role.rstrip(".").lower() for role in ROLES) | frozenset(
    (
        "prime vice deputy foreign defence defense interior finance first former acting attorney ex presidential"
        " chief executive officer ceo cfo coo spokesman spokeswoman spokesperson reverend rev baron count duke duchess"
        " earl sheikh imam ayatollah mullah rabbi corporal private sgt capt maj brig brigadier adm cpl pvt field"
        " monsieur madame herr frau senor signor saint elect coach analyst economist"
        " empress tsar czar archduke patriarch catholicos metropolitan"
        " excellency highness majesty holiness"
    ).split()
)
"""Words, in small letters and without a full stop, that may stand before a person's name as a finder marks it."""

OFFICES = TITLES - frozenset(
    (
        "king queen pope prince princess emperor father sister brother lord lady dame sir saint major general head"
        " chief field first former foreign private baron count duke duchess earl prime vice ex captain judge justice"
        " mayor bishop cardinal marshal comrade citizen speaker chair aide elect coach sergeant mullah"
        " empress tsar czar archduke patriarch catholicos metropolitan"
        " excellency highness majesty holiness"
    ).split()
)
"""Titles that are nobody's name: what stands before one of them is no part of a name either ("Acme CEO Jane Roe")."""

HONORS = frozenset(f"{whose} {word}" for whose in ("his", "her", "your") for word in ("honor", "honour"))
"""Lower case. Forms of address of two words; "Honor" alone is a first name as well."""

MEN = frozenset("mr mister sir lord herr monsieur senor signor messrs king prince father brother".split())
WOMEN = frozenset("mrs ms miss madam madame lady dame frau queen princess sister".split())
"""Forms of address, in small letters and without a full stop, that tell whether a man or a woman is meant."""

RULERS = frozenset(
    "king queen pope prince princess emperor empress tsar czar duke duchess archduke patriarch catholicos"
    " metropolitan".split()
)
"""Titles of people who go by one name and what they rule: "King John of X"."""

OF_ONE_NAME = (RULERS - frozenset(["duke", "duchess"])) | frozenset(
    "father sister brother lord lady dame sir saint".split()
)
"""Titles of people who go by one name: "Pope Francis" is no "Francis" but the two words together."""

NUMERALS = frozenset(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv".split()
)
"""Roman numbers, in small letters, that tell rulers of one name apart."""
