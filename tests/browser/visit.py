"""What the tests of the site in a browser share, besides their fixtures."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).parents[2]

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

SUBFOLDER = "/book"
"""The site is served below this too, since a reader may find it in any folder of a host."""

Visit = Callable[..., Page]
"""Opens an address of the site, in a browser with the given settings, and returns its page."""
