"""The forms that a name takes, and the keys under which they are one: shared by the stages that know and find names."""

from .boundaries import places, stands_alone
from .joined import Joined
from .keys import bare, key, plain
from .nicknames import same_first_name
from .organizations import (
    acronym_key,
    core,
    identity,
    initials,
    is_acronym,
    is_company,
    is_too_common,
    stands_for,
    without_trade,
)
from .people import PersonName, addressed_as, person_name
from .same_organizations import same_organizations, with_countries, with_starts
from .same_people import later_names, same_people, shortened
from .territories import territory, territory_name
from .titles import NUMERALS, ROLES, RULERS
from .written import HYPHENS, PARTICLES, fold, last_name, spellings

__all__ = [
    "HYPHENS",
    "NUMERALS",
    "PARTICLES",
    "ROLES",
    "RULERS",
    "Joined",
    "PersonName",
    "acronym_key",
    "addressed_as",
    "bare",
    "core",
    "fold",
    "identity",
    "initials",
    "is_acronym",
    "is_company",
    "is_too_common",
    "key",
    "last_name",
    "later_names",
    "person_name",
    "places",
    "plain",
    "same_first_name",
    "same_organizations",
    "same_people",
    "shortened",
    "spellings",
    "stands_alone",
    "stands_for",
    "territory",
    "territory_name",
    "with_countries",
    "with_starts",
    "without_trade",
]
