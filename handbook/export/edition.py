"""Which edition of the book an output is: its version, its date, and where its pages are online."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version

from handbook.addresses import PREFIX
from handbook.model import Library, Locale, Question

NAME = "llm-interview-handbook"
"""What the package and the files of the books are called."""

LOCAL_SITE = "http://127.0.0.1:8000/"
"""Where the pages are while nobody has said where they are published, as in mkdocs.yml."""


@dataclass(frozen=True)
class Edition:
    """What every output of one edition says of itself.

    Attributes:
        version: the project's version, such as '0.1.0'.
        timestamp: when it was made, in seconds since 1970. It never comes from the clock, so that
            one commit gives the same bytes whenever its books are made.
        site_url: the root of the site that has its pages, with a trailing slash.
    """

    version: str
    timestamp: int
    site_url: str

    @property
    def date(self) -> date:
        """The day it was made, in UTC."""
        return datetime.fromtimestamp(self.timestamp, UTC).date()

    def url(self, question: Question, locale: Locale) -> str:
        """Return the address of a question's page."""
        return f"{self.site_url}{PREFIX[locale]}{question.address}"


def edition_of(library: Library) -> Edition:
    """Return the edition that the library is.

    The environment's SOURCE_DATE_EPOCH says when it was made, else the day on which any page was
    last checked; its SITE_URL says where the site is.
    """
    midnight = datetime.combine(library.edition, time(), UTC)
    made = os.environ.get("SOURCE_DATE_EPOCH") or midnight.timestamp()
    site_url = os.environ.get("SITE_URL") or LOCAL_SITE
    return Edition(version(NAME), int(made), site_url.rstrip("/") + "/")
