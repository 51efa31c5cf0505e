"""The entries of 'References': each has a link, and a year unless it has none.

And its link is the permanent address of what it cites.
"""

import re
from collections.abc import Iterator

from handbook.check.complaint import Complaint
from handbook.check.structure import HINT
from handbook.model import Page, SectionKind
from handbook.problems import Problem

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TARGET = re.compile(r"\]\([^)]*\)")
UNDATED = re.compile(r"documentation|source code|repository", re.IGNORECASE)
"""What an entry calls itself that changes from day to day and so has no year."""

FORMAT = "write '- Authors. [Title](https://…). Venue, year.'"

ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
"""The number of a paper on arXiv: '1706.03762', or 'cs.CL/0501001' until 2007."""

ARXIV_PAPER = re.compile(rf"https://arxiv\.org/abs/{ARXIV_ID}")
SITE = re.compile(
    r"(?P<scheme>https?)://(?:[\w-]+\.)*(?P<name>[\w-]+\.[\w-]+)(?::\d+)?(?=[/?#]|\Z)",
    re.IGNORECASE,
)
"""An address elsewhere, with the last two parts of its host."""

DOI = re.compile(r"https://doi\.org/10\.\d{4,9}/\S+")


def check_references(page: Page) -> Iterator[Problem]:
    """Say which entries lack a link or a year, or cite by another address than the permanent."""
    section = page.section(SectionKind.REFERENCES)
    text = section.markdown if section else ""
    if section and text and not page.references and not HINT.match(text):
        yield Problem(page.path, section.text_line, "the references are not a list", FORMAT)
    for reference in page.references:
        text = TARGET.sub("]", reference.markdown)  # an arXiv number may look like a year
        if not reference.links:
            yield Problem(page.path, reference.line, "the reference has no link", FORMAT)
        if not YEAR.search(text) and not UNDATED.search(text):
            advice = f"{FORMAT}, or end with 'Documentation.' or 'Source code.'"
            yield Problem(page.path, reference.line, "the reference has no year", advice)
        for address in reference.links:
            if complaint := citation_complaint(address):
                yield Problem(page.path, reference.line, *complaint)


def citation_complaint(address: str) -> Complaint | None:
    """Return what is wrong with a reference's link, if it leads to a site at all."""
    site = SITE.match(address)
    name = site["name"].lower() if site else ""
    if name == "arxiv.org" and not ARXIV_PAPER.fullmatch(address):
        number = re.search(ARXIV_ID, address)
        advice = f"write 'https://arxiv.org/abs/{number[0] if number else '…'}'"
        return Complaint(f"'{address}' is not a paper's page on arXiv", advice)
    if name == "doi.org" and not DOI.fullmatch(address):
        return Complaint(f"'{address}' is not the address of a DOI", "write 'https://doi.org/10.…'")
    if site and site["scheme"].lower() == "http":
        return Complaint(f"'{address}' is not encrypted", "write 'https://…'")
    return None
