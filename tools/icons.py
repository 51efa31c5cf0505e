"""Draw the icons of the installed site from its favicon: `python tools/icons.py`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.browser import find_browser

ASSETS = Path(__file__).parents[1] / "overrides" / "assets"
ROUND = ' rx="5"'
"""The corners, where what shows the icon does not cut it to a shape of its own."""

ICONS = {
    "icon-192.png": (192, True),
    "icon-512.png": (512, True),
    "icon-maskable-512.png": (512, False),
    "apple-touch-icon.png": (180, False),
}


def main() -> None:
    """Write each icon beside the favicon."""
    svg = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    path = find_browser()
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for name, (size, is_round) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            drawn = svg if is_round else svg.replace(ROUND, "")
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawn}")
            page.screenshot(path=ASSETS / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
