"""Links and images that can only be followed and looked at, in whatever browser."""

import html
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

SCHEMES = {"href": ("http", "https"), "src": ()}
"""The schemes that an address may have, if it has one: what is loaded comes from the site."""

IGNORED = re.compile(r"[\x00-\x20]")
"""What browsers overlook in the scheme of an address."""

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def is_harmless(attribute: str, address: str) -> bool:
    """Say whether an address runs nothing, loads nothing from elsewhere and says where it leads.

    Args:
        attribute: whose value it is, `href` or `src`.
        address: the value as it stands in HTML, with its entities.
    """
    plain = IGNORED.sub("", html.unescape(address)).replace("\\", "/")
    scheme = SCHEME.match(plain)
    if scheme:
        return scheme[1].lower() in SCHEMES[attribute]
    return not plain.startswith("//")


class HarmlessAttributes(Treeprocessor):
    """Takes from a page's elements the addresses that are not harmless, and rendered formulas.

    A formula in the description of an image, say, becomes its TeX: HTML cannot stand there.

    Args:
        with_tex: puts the formulas' sources in place of the markers that stand for them.
    """

    def __init__(self, with_tex: Callable[[str], str]) -> None:
        super().__init__()
        self._with_tex = with_tex

    def run(self, root: Element) -> None:
        """Change the elements below `root`."""
        for element in root.iter():
            for name, value in element.items():
                text = self._with_tex(value)
                element.set(name, text)
                if name in SCHEMES and not is_harmless(name, text):
                    del element.attrib[name]
