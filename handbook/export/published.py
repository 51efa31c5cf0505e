"""What the site has for programs: data, feeds, lists for language models, pages as Markdown."""

from collections.abc import Iterator

from handbook.addresses import PREFIX
from handbook.export.data import DATA, SCHEMA, questions_json, schema_json
from handbook.export.edition import Edition
from handbook.export.feed import FEED, feed_xml
from handbook.export.llms import LLMS, LLMS_FULL, Words, llms_full_txt, llms_txt
from handbook.export.plain import plain_page, plain_url
from handbook.model import LOCALES, Library


def texts(library: Library, words: Words, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the address of each text below the site's root, and the text.

    Args:
        library: what is published.
        words: how the site says it.
        edition: what the texts say of themselves, and where the site is.

    Raises:
        ContentError: some pages cannot be read elsewhere; nothing has been yielded.
    """
    yield DATA, questions_json(library, edition)
    yield SCHEMA, schema_json()
    for locale in LOCALES:
        yield PREFIX[locale] + LLMS, llms_txt(library, words, locale, edition)
        yield PREFIX[locale] + FEED, feed_xml(library, words, locale, edition)
        yield PREFIX[locale] + LLMS_FULL, llms_full_txt(library, words, locale, edition)
    for question in library.answered:
        for locale in question.pages:
            address = plain_url(question, locale, edition).removeprefix(edition.site_url)
            yield address, plain_page(question, locale, edition)
