"""What an archive and a built site keep to."""

from .archive import CHECKS, check_archive
from .site import SITE_CHECKS, check_site, read_site, resolve

__all__ = ["CHECKS", "SITE_CHECKS", "check_archive", "check_site", "read_site", "resolve"]
