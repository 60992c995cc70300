"""What an archive and a built site keep to, and what a request has to mend of it."""

from .archive import CHECKS, check_archive
from .changes import Changes, Judged, compare, failing, judge
from .report import request_report
from .revision import RevisionError, write_revision
from .site import SITE_CHECKS, check_site, read_site, resolve

__all__ = [
    "CHECKS",
    "SITE_CHECKS",
    "Changes",
    "Judged",
    "RevisionError",
    "check_archive",
    "check_site",
    "compare",
    "failing",
    "judge",
    "read_site",
    "request_report",
    "resolve",
    "write_revision",
]
