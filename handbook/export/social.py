"""The cards that links to the site are shown with elsewhere: an archive of images a language."""

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from handbook.export.pdf import TypstFailedError, fonts_in
from handbook.export.setup import tools_needed
from handbook.interface import load_interface
from handbook.model import Bilingual, Library, Locale, Question

TEMPLATE = Path("books/card.typ")

HOME = "index"
"""The name of the card of the home page, which all pages without a question share."""

COLOURS = 64
"""So few that a card has a tenth of the bytes, and enough that nobody sees it."""


def card_name(locale: Locale, question: Question | None) -> str:
    """Return where a question's card stands, in its archive and below the site's cards.

    Args:
        locale: the language.
        question: the question; None for all other pages.
    """
    return f"{locale}/{question.id if question else HOME}.png"


def write_cards(root: Path, library: Library, locale: Locale, target: Path) -> None:
    """Write a language's cards: one for each question, and one for all other pages.

    Args:
        root: the project's folder, with template and fonts.
        library: the questions.
        locale: the language.
        target: the archive to write, in a folder that is there.

    Raises:
        MissingToolsError: the books' set-up has not run.
        TypstFailedError: Typst has ended with an error.
    """
    questions = [question for question in library.answered if locale in question.pages]
    texts = list(_texts(library, load_interface(root), locale, questions))
    names = [card_name(locale, question) for question in (None, *questions)]
    with ZipFile(target, "w") as archive:  # of images, which are compressed
        for name, image in zip(names, _drawn(root, locale, texts), strict=True):
            archive.writestr(ZipInfo(name), image)  # as of 1980, so that all bytes are the same


def _texts(
    library: Library,
    words: Mapping[str, Bilingual],
    locale: Locale,
    questions: list[Question],
) -> Iterator[Mapping[str, str]]:
    """Yield what each card says."""
    name = words["site_name"][locale]
    about = words["book_description"][locale].format(len(questions))
    yield {"title": name, "name": "", "about": about}
    for question in questions:
        topic = library.topic(question.topic).title[locale]
        level = words[question.level.value][locale]
        yield {"title": question.title(locale), "name": name, "about": f"{topic} · {level}"}


def _drawn(root: Path, locale: Locale, texts: list[Mapping[str, str]]) -> Iterator[bytes]:
    """Yield the cards as PNG."""
    with tools_needed():
        import typst  # noqa: PLC0415 -- only the books' set-up has it
    try:
        images = typst.compile(
            root / TEMPLATE,
            root=root,
            font_paths=fonts_in(root),
            ignore_system_fonts=True,
            format="png",
            ppi=72,
            sys_inputs={"lang": locale, "cards": json.dumps(texts)},
        )
    except typst.TypstError as error:
        raise TypstFailedError(f"Typst: {error.diagnostic.strip()}") from error
    return map(_with_few_colours, [images] if isinstance(images, bytes) else images)


def _with_few_colours(png: bytes) -> bytes:
    """Return the same image with a palette."""
    with tools_needed():
        from PIL import Image  # noqa: PLC0415 -- only the books' set-up has it
    image = Image.open(io.BytesIO(png)).convert("RGB")
    method, dither = Image.Quantize.FASTOCTREE, Image.Dither.NONE
    small = io.BytesIO()
    image.quantize(COLOURS, method=method, dither=dither).save(small, "PNG")
    return small.getvalue()
