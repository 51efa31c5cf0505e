"""What the finished site needs besides its pages: sitemap, rules for robots, and redirects."""

from html import escape
from posixpath import relpath

from handbook.addresses import Address, addresses
from handbook.model import LANGUAGE_TAG, Library


def sitemap(library: Library, site_url: str) -> str:
    """Return `sitemap.xml`: every address in every language, each naming its twins.

    Args:
        library: what is published.
        site_url: the site's root, with a trailing slash.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for address in addresses(library):
        alternates = _alternates(address, site_url)
        lines += [
            f"<url><loc>{escape(site_url + address.url(locale))}</loc>{alternates}</url>"
            for locale in address.locales
        ]
    return "\n".join([*lines, "</urlset>", ""])


def robots_txt(site_url: str) -> str:
    """Return `robots.txt`: everything may be read, and here is the list of it.

    Robots look for it at the root of a host, so that a site in a folder of one has it in vain.

    Args:
        site_url: the site's root, with a trailing slash.
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"


def _alternates(address: Address, site_url: str) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{LANGUAGE_TAG[locale]}"'
        f' href="{escape(site_url + address.url(locale))}"/>'
        for locale in address.locales
    )


def redirect_page(old: str, new: str, site_url: str) -> str:
    """Return the HTML that stands at a moved page's old address and leads to the new one.

    Args:
        old: the old URL below the site's root.
        new: the new one.
        site_url: the site's root, with a trailing slash, for the canonical link.
    """
    target = escape(relpath(new, old) + "/")
    lang = LANGUAGE_TAG["zh" if new.startswith("zh/") else "en"]
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{escape(new)}</title>
<link rel="canonical" href="{escape(site_url + new)}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body data-pagefind-ignore="all"><a href="{target}">{escape(new)}</a></body>
</html>
"""
