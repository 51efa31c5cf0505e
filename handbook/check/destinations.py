"""Links and images that lead to the same place on the site (Python-Markdown) and on GitHub."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from urllib.parse import unquote

from handbook.check.guard import site_html
from handbook.check.tags import TagReader
from handbook.model import Page
from handbook.problems import Problem


class _Addresses(TagReader):
    """Gathers where the links and images of a page lead, in their order."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def handle_start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take up a link or an image, but no heading's link to itself."""
        if tag in ("a", "img") and attributes.get("class") != "headerlink":
            self.found.append(attributes.get("src" if tag == "img" else "href", ""))


def check_destinations(page: Page, explained: Set[int]) -> Iterator[Problem]:
    """Report the first link or image that leads elsewhere on the site than on GitHub.

    Args:
        page: the page; what it says is the same in both places.
        explained: lines of the file that have been reported; a difference there is no news.
    """
    reader = _Addresses()
    reader.read(site_html(page.locale, page.body))
    site = Counter(map(unquote, reader.found))
    github = Counter(unquote(link.target) for link in page.links)
    lost, gained = github - site, site - github
    if not lost and not gained:
        return
    link = next((link for link in page.links if unquote(link.target) in lost), None)
    line = link.line if link else page.body_line
    if line not in explained:
        here, there = next(iter(lost), "nothing"), next(iter(gained), "nothing")
        message = f"a link to '{here}' on GitHub leads to '{there}' on the site"
        yield Problem(page.path, line, message, "write [text](address), and no more")
