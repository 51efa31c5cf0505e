"""Anki decks: a card for each question, which a newer edition updates and never resets.

How Anki tells what a reader has already when a newer edition is imported, and what follows:

- A note by its GUID, made from the question's permanent id and the language. It takes the newer
  text if the edition's timestamp is greater than the note's. Its card keeps its schedule, its
  history, and the deck it lies in, even if the question has moved to another topic.
- A note type by its number, and its fields and templates by theirs. One with other fields is
  another note type, and no note is updated across two: hence `FIELDS` never changes.
- A deck by its name alone. A number in it, to have the topics in the order of the book, would
  rename all decks that follow a topic put between others: a reader's cards would stay in the old
  ones, and new cards come into the new. So Anki sorts the decks by title, and the order of the book
  is in the positions of the new cards.
"""

import hashlib
import html
import shutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handbook.export.cards import FIELDS, Cards
from handbook.export.edition import NAME, Edition
from handbook.export.selection import Wanted, chapters
from handbook.export.setup import tools_needed
from handbook.interface import load_interface
from handbook.model import LANGUAGE_TAG, Bilingual, Library, Locale

TEMPLATE = "Card"
"""The name of a note's only card; frozen, as the fields are."""

FRONT = """\
<h1>{{Question}}</h1>
<p class="about">{{Topic}} · {{Level}}</p>"""

BACK = """\
{{FrontSide}}
<hr id="answer">
{{Answer}}
{{#Figure}}<p>{{Figure}}</p>{{/Figure}}
{{Extra}}
<p class="about"><a href="{{Link}}">%s</a></p>"""

STYLE = Path(__file__).with_suffix(".css")
"""How the cards look, by day and by night."""


def write_deck(root: Path, library: Library, locale: Locale, edition: Edition, target: Path) -> int:
    """Write the package that Anki imports: a deck for the book, and in it one for each topic.

    Args:
        root: the project's folder.
        library: the book.
        locale: the language of the cards.
        edition: says where the pages are, and how new the cards are: Anki takes what is newer than
            what it has.
        target: the `.apkg` file to write.

    Returns:
        How many cards it has: one for each question with a page in the language.

    Raises:
        ContentError: a card cannot carry something of its page; nothing is written.
        MissingToolsError: genanki is not installed.
    """
    genanki = _genanki()
    words = load_interface(root)
    name = words["site_name"][locale]
    cards = Cards(root, library, locale, edition)
    book = chapters(library, locale, Wanted())
    fields = cards.fields(question for chapter in book for question in chapter.questions)
    note_type = _note_type(words, locale)
    positions = count(1)
    decks = [genanki.Deck(number("deck", locale), name, _description(words, locale, edition))]
    for chapter in book:
        topic = chapter.questions[0].topic
        deck = genanki.Deck(number("deck", locale, topic), f"{name}::{chapter.title}")
        for question in chapter.questions:
            note = genanki.Note(
                note_type,
                fields[question.id],
                guid=genanki.guid_for(NAME, locale, question.id),
                tags=[*question.tags, f"level::{question.level}", f"topic::{topic}"],
                due=next(positions),
            )
            deck.add_note(note)
        decks.append(deck)
    _write(decks, cards.figures, edition, target)
    return len(fields)


def number(*names: str) -> int:
    """Return the number of a deck, a note type or a field, made from what never changes of it."""
    digest = hashlib.sha256("/".join([NAME, *names]).encode()).digest()
    return 2**30 + int.from_bytes(digest[:4], "big") % 2**30  # as large as Anki's own


def _genanki() -> ModuleType:
    with tools_needed():
        return import_module("genanki")  # only the books' set-up has it, and it has no types


def _note_type(words: Mapping[str, Bilingual], locale: Locale) -> object:
    """Return the note type of a language: the same in every edition, whatever it looks like."""
    front, back = (
        f'<div lang="{LANGUAGE_TAG[locale]}">\n{side}\n</div>'
        for side in (FRONT, BACK % words["read_on"][locale])
    )
    template = {"name": TEMPLATE, "id": number("template", TEMPLATE), "qfmt": front, "afmt": back}
    return _genanki().Model(
        number("note type", locale),
        words["site_name"][locale],
        # With numbers, Anki knows fields again that a reader has renamed.
        fields=[{"name": field, "id": number("field", field)} for field in FIELDS],
        templates=[template],
        css=STYLE.read_text(encoding="utf-8"),
        sort_field_index=FIELDS.index("Question"),
    )


def _description(words: Mapping[str, Bilingual], locale: Locale, edition: Edition) -> str:
    """Return what Anki shows below the name of the book's deck, as HTML."""
    made = words["edition_of"][locale].format(version=edition.version, date=edition.date)
    url = html.escape(edition.site_url)
    licence = words["book_licence"][locale]
    return f'{made}<br><a href="{url}">{url}</a><br>{licence}'


def _write(
    decks: Sequence[object], figures: Mapping[str, Path], edition: Edition, target: Path
) -> None:
    """Write a package, the same bytes whenever it is written."""
    draft = BytesIO()
    with TemporaryDirectory() as folder:
        # genanki takes the files' names for those in Anki.
        media = [shutil.copy(figures[name], Path(folder, name)) for name in sorted(figures)]
        package = _genanki().Package(decks, media)
        package.write_to_file(draft, timestamp=edition.timestamp)
    with ZipFile(draft) as drafted, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name in drafted.namelist():
            # As of 1980: genanki's files are as of now.
            written.writestr(ZipInfo(name), drafted.read(name), ZIP_DEFLATED)
