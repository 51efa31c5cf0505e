"""What a page says of itself to programs: search engines, and those that show links to it."""

import json
from collections.abc import Mapping

from handbook.addresses import PREFIX
from handbook.export.data import LICENSE
from handbook.model import LANGUAGE_TAG, Bilingual, Library, Locale, Question
from handbook.summary import beginning

OPEN_GRAPH_LOCALE: Mapping[Locale, str] = {"en": "en_US", "zh": "zh_CN"}
"""What the Open Graph protocol calls each language; it has none without a country."""


def structured_data(
    library: Library,
    words: Mapping[str, Bilingual],
    question: Question,
    locale: Locale,
    site_url: str,
) -> str:
    """Return JSON-LD in the words of schema.org, for a script element of a question's page.

    It says where the page stands in the site, and what it is.

    Args:
        library: knows the question's topic.
        words: how the site says it.
        question: the question.
        locale: a language in which it has a page.
        site_url: the site's root, with a trailing slash.
    """
    page = question.pages[locale]
    home = site_url + PREFIX[locale]
    name, url = words["site_name"][locale], home + question.address
    topic = library.topic(question.topic)
    places = [(name, home), (topic.title[locale], f"{home}{topic.id}/"), (page.title, url)]
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": address}
            for position, (title, address) in enumerate(places, 1)
        ],
    }
    article = {
        "@type": "TechArticle",
        "headline": page.title,
        "description": beginning(page),
        "url": url,
        "inLanguage": LANGUAGE_TAG[locale],
        "dateModified": str(page.front_matter.checked),
        "license": LICENSE,
        "isPartOf": {"@type": "WebSite", "name": name, "url": home},
    }
    said = {key: value for key, value in article.items() if value}
    data = {"@context": "https://schema.org", "@graph": [trail, said]}
    # No text in it may look like the element's end, or like a comment.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
