"""Printing from the browser: a page of the site becomes clean sheets of paper."""

import re
import unicodedata
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, ViewportSize, expect

from handbook.addresses import PREFIX
from handbook.interface import load_interface
from handbook.model import LOCALES, Library, Locale, SectionKind
from tests.browser.test_reading import TOO_WIDE
from tests.browser.visit import ROOT, Visit

A4: ViewportSize = {"width": 658, "height": 900}
"""What the margins leave of the paper's width, in CSS pixels; Letter leaves more."""

NAVIGATION = """() => {
  const said = document.querySelector("article").textContent;
  const links = document.querySelectorAll("header a, header button, .md-sidebar a, .hb-onward a");
  return [...links].map((link) => link.innerText.trim()).filter((text) => !said.includes(text));
}"""
"""What the page's surroundings say that it does not say itself."""

BLOCKS = "".join(
    f"<h2>Heading {block}</h2><p>{'word ' * (30 + 17 * block % 90)}</p>"
    f"<pre><code>{''.join(f'code {block}{chr(10)}' for _ in range(9))}</code></pre>"
    for block in range(30)
)
ROWS = "".join(f"<tr><td>row {row}<br>row {row}</td></tr>" for row in range(90))
TABLE = f"<table><thead><tr><th>What it is</th></tr></thead><tbody>{ROWS}</tbody></table>"


def printed(page: Page, paper: str = "A4") -> pypdfium2.PdfDocument:
    """Return what the browser's printer makes of a page."""
    return pypdfium2.PdfDocument(page.pdf(format=paper))


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    """Return the text of each sheet, without white space, which falls where lines break."""
    sheets = (sheet.get_textpage().get_text_bounded() for sheet in document)
    # PDFium says so of a hyphen at the end of a line.
    return [squeezed(text.replace("\x02", "-")) for text in sheets]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def picture(document: pypdfium2.PdfDocument) -> Image.Image:
    """Return the first sheet in colour."""
    image: Image.Image = document[0].render().to_pil()
    return image.convert("RGB")


def last_lines(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield what stands lowest on each sheet, above its number."""
    for sheet in document:
        text = sheet.get_textpage()
        boxes = (text.get_rect(number) for number in range(text.count_rects()))
        lowest = min((box for box in boxes if box[1] > 57), key=lambda box: box[1])
        yield text.get_text_bounded(*lowest).strip()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["rmsnorm", "mha-mqa-gqa", "kl-divergence"])
def test_a_question_is_printed_whole_and_nothing_around_it(
    visit: Visit, library: Library, locale: Locale, name: str
) -> None:
    question = library.question(name)
    assert question
    source = question.pages[locale]
    page = visit(f"/{PREFIX[locale]}{question.address}")
    text = "".join(texts(printed(page)))

    words = load_interface(ROOT)
    references = source.section(SectionKind.REFERENCES)
    assert references
    wanted = [
        source.title,
        *(section.title for section in source.sections),
        words[question.level][locale],
        *(library.tag(tag).label[locale] for tag in question.tags),
        str(source.front_matter.checked),
        f"/{PREFIX[locale]}{question.address}",
        *(f"<{link.target}>" for link in source.links if link.line > references.line),
    ]
    assert [each for each in wanted if squeezed(each) not in text] == []
    around = page.evaluate(NAVIGATION)
    assert len(around) > 20
    unwanted = [*around, words["also_asked"][locale], words["minutes"][locale], "¶"]
    assert [each for each in unwanted if squeezed(each) in text] == []


def test_dark_mode_prints_as_light_mode_does_black_on_white(visit: Visit, library: Library) -> None:
    page = visit("/tokenization-and-embeddings/bpe-vs-wordpiece/")
    light = picture(printed(page))
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = picture(printed(page))
    assert ImageChops.difference(light, dark).getbbox() is None
    colours = dark.getcolors(maxcolors=dark.width * dark.height) or []
    assert max(colours)[1] == (255, 255, 255)
    assert min(colour for _, colour in colours) == (0, 0, 0)


@pytest.mark.parametrize("prefix", ["/", "/zh/"])
def test_no_question_is_wider_than_the_paper(visit: Visit, library: Library, prefix: str) -> None:
    locale = "en" if prefix == "/" else "zh"
    pages = [prefix + q.address for q in library.answered if locale in q.pages]
    page = visit(pages[0], viewport=A4)
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    assert page.evaluate(TOO_WIDE, pages) == []


@pytest.mark.parametrize("address", ["questions/", "glossary/", "downloads/", "tags/"])
def test_an_index_is_printed_without_what_a_finger_touches(visit: Visit, address: str) -> None:
    page = visit(f"/{address}")
    sheets = texts(printed(page))
    assert squeezed(page.locator("h1").inner_text()).rstrip("¶") in sheets[0]
    assert "Questionlists" not in "".join(sheets)
    assert "Clearfilters" not in "".join(sheets)
    assert "Findaterm" not in "".join(sheets)
    assert min(map(len, sheets)) > len("9/9"), "an empty sheet"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_belongs_together_is_not_torn_apart(visit: Visit, paper: str) -> None:
    page = visit("/normalization-and-activations/rmsnorm/")
    page.locator("article").evaluate("(article, html) => article.innerHTML = html", BLOCKS)
    document = printed(page, paper)
    assert len(document) > 5
    assert not [line for line in last_lines(document) if line.startswith("Heading")]
    for sheet in texts(document):
        blocks = re.findall(r"code(\d+)", sheet)
        assert {blocks.count(block) for block in blocks} == {9}

    page.locator("article").evaluate("(article, html) => article.innerHTML = html", TABLE)
    sheets = texts(printed(page, paper))
    assert len(sheets) > 2
    for sheet in sheets:
        rows = re.findall(r"row(\d+)", sheet)
        assert sheet.count("Whatitis") == 1
        assert {rows.count(row) for row in rows} == {2}
