"""The PDF: what stands in it, where its links lead, and what it says of what it cannot carry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from handbook.export.edition import edition_of
from handbook.export.pdf import Layout, Plan, write_pdf
from handbook.export.selection import Wanted, chapters
from handbook.links import target_of
from handbook.load import load
from handbook.model import LOCALES, Locale, Page, SectionKind
from handbook.problems import ContentError
from tests.sample import DRAWN, RMSNORM_EN, ROOT, Project, furnish

LIBRARY = load(ROOT).library
EDITION = edition_of(LIBRARY)
QUOTES = str.maketrans("“”‘’", "\"\"''")
"""The PDF curls what the pages write straight."""


SOFT_HYPHEN = "\x02"
"""What pdfium has for a hyphen at the end of a line."""


def squeezed(text: str) -> str:
    """Return text without white space, whose width a PDF may not tell, its quotes straight."""
    return "".join(text.translate(QUOTES).replace(SOFT_HYPHEN, "").split())


def whole(locale: Locale) -> Plan:
    return Plan((locale,), "single", chapters(LIBRARY, locale, Wanted()))


@dataclass
class Pdf:
    """A PDF made from the real pages, and two ways to read it."""

    path: Path
    plan: Plan
    pages: int

    @cached_property
    def structure(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.path)

    @cached_property
    def drawn(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.path)

    def text(self, page: int, top: float | None = None, height: float = 0) -> str:
        """Return the text of a page, counted from 0, or of the part of it below `top`."""
        text_page = self.drawn[page].get_textpage()
        if top is None:
            return squeezed(text_page.get_text_range())
        return squeezed(text_page.get_text_bounded(top=top, bottom=top - height))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, float]]:
        """The page, counted from 0, and the height on it of each place that links lead to."""
        reader = self.structure
        return {
            name: (reader.get_destination_page_number(place), float(place.top))
            for name, place in reader.named_destinations.items()
        }

    @cached_property
    def elements(self) -> list[tuple[str, str | None]]:
        """The elements of the structure tree: kind and alternative text."""
        found: list[tuple[str, str | None]] = []
        waiting = [self.structure.trailer["/Root"]["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop().get_object()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                if "/S" in node:
                    found.append((node["/S"], node.get("/Alt")))
                if "/K" in node:
                    waiting.append(node["/K"])
        return found

    def alternatives(self, kind: str) -> set[str]:
        return {alt for element, alt in self.elements if element == kind and alt}

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The entries of the outline: title and page, counted from 0."""

        def entries(outline: list[Any]) -> Iterator[tuple[str, int]]:
            for entry in outline:
                if isinstance(entry, list):
                    yield from entries(entry)
                else:
                    number = self.structure.get_destination_page_number(entry)
                    yield squeezed(str(entry.title)), number

        return list(entries(self.structure.outline))

    def range_of(self, page: Page) -> range:
        """Return the pages that a question takes: to what follows in the outline."""
        first, _ = self.places[page.id]
        return range(first, min(number for _, number in self.outline if number > first))


@pytest.fixture(scope="module", params=LOCALES)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    plan = whole(request.param)
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    return Pdf(path, plan, write_pdf(ROOT, LIBRARY, EDITION, plan, path))


def test_every_question_has_its_title_where_its_links_lead(pdf: Pdf) -> None:
    for page in pdf.plan.pages:
        number, top = pdf.places[page.id]
        assert squeezed(page.title) in pdf.text(number, top + 5, height=70), page.path


def test_every_formula_can_be_read_aloud(pdf: Pdf) -> None:
    formulas = {formula.tex for page in pdf.plan.pages for formula in page.formulas}
    assert formulas - pdf.alternatives("/Formula") == set()


def test_every_figure_is_described(pdf: Pdf) -> None:
    described = {link.text for page in pdf.plan.pages for link in page.links if link.is_image}
    assert described
    found = {squeezed(alt) for alt in pdf.alternatives("/Figure")}
    assert {squeezed(alt) for alt in described} - found == set()


def expected_places(page: Page) -> Iterator[str]:
    """Yield the labels that the links of a page lead to."""
    for link in page.links:
        target = None if link.is_image else target_of(page, link)
        if target:
            anchor = f"--{target.anchor}" if target.anchor else ""
            yield target.path.stem + anchor


def test_every_link_inside_leads_to_the_right_question(pdf: Pdf) -> None:
    for page in pdf.plan.pages:
        annotations = [
            annotation.get_object()
            for number in pdf.range_of(page)
            for annotation in pdf.structure.pages[number].get("/Annots", [])
        ]
        found = {annotation["/Dest"] for annotation in annotations if "/Dest" in annotation}
        assert found == set(expected_places(page)), page.path
    # And the places are where the questions and sections are, not just of their name.
    for label, (number, top) in pdf.places.items():
        question_id, _, anchor = label.partition("--")
        question = LIBRARY.question(question_id)
        if not question:
            continue
        page = question.pages[pdf.plan.locales[0]]
        section = page.section(SectionKind(anchor)) if anchor else None
        title = section.title if section else page.title
        assert squeezed(title) in pdf.text(number, top + 5, height=70), label
        assert number in pdf.range_of(page), label


def test_links_to_elsewhere_are_kept(pdf: Pdf) -> None:
    written = {
        link.target
        for page in pdf.plan.pages
        for link in page.links
        if link.target.startswith("https:")
    }
    found = {
        action["/URI"]
        for page in pdf.structure.pages
        for annotation in page.get("/Annots", [])
        if (action := annotation.get_object().get("/A"))
    }
    assert written - found == set()


def test_the_contents_and_the_index_of_tags_give_the_right_pages(pdf: Pdf) -> None:
    """Each line ends in the number that stands on the page it names."""
    locale = pdf.plan.locales[0]
    numbered = {number: str(number + 1) for number in range(pdf.pages)}
    first = min(number for number, _ in pdf.places.values())
    front = "".join(pdf.text(number) for number in range(1, first))
    for page in pdf.plan.pages:
        number, _ = pdf.places[page.id]
        assert pdf.text(number).endswith(numbered[number])
        _, _, after = front.partition(squeezed(page.title))
        assert after.lstrip(".").startswith(numbered[number]), page.path
    index = "".join(pdf.text(number) for number in range(pdf.pages - 30, pdf.pages))
    for tag_id in {tag for page in pdf.plan.pages for tag in page.front_matter.tags}:
        assert squeezed(LIBRARY.tag(tag_id).label[locale]) in index


def test_the_outline_has_every_chapter_and_question(pdf: Pdf) -> None:
    found = "\n".join(title for title, _ in pdf.outline)
    for chapter in pdf.plan.chapters:
        assert squeezed(chapter.title) in found
    for page in pdf.plan.pages:
        assert squeezed(page.title) in found


def test_it_says_what_it_is(pdf: Pdf) -> None:
    locale = pdf.plan.locales[0]
    title = {"en": "LLM Interview Handbook", "zh": "大模型面试手册"}[locale]
    root = pdf.structure.trailer["/Root"]
    assert pdf.structure.metadata["/Title"] == title
    assert root["/Lang"] == {"en": "en-US", "zh": "zh-CN"}[locale]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    cover = pdf.text(0)
    assert squeezed(title) in cover
    assert EDITION.version in cover
    assert str(EDITION.date) in cover


def test_every_font_is_embedded(pdf: Pdf) -> None:
    descriptors: dict[str, Any] = {}
    for page in pdf.structure.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for descendant in font.get_object().get("/DescendantFonts", [font]):
                each = descendant.get_object()
                descriptors[each["/BaseFont"]] = each["/FontDescriptor"]
    assert any("NotoSerifSC" in name for name in descriptors) or pdf.plan.locales[0] == "en"
    for name, descriptor in descriptors.items():
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), name


def test_nothing_runs_over_the_edge(pdf: Pdf) -> None:
    """No letter stands nearer to the edge of the paper than one centimetre."""
    for number, page in enumerate(pdf.drawn):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) < page.get_width() - 28.3, number + 1


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    wanted = Wanted(ids=("rope", "rmsnorm"))
    plan = Plan(LOCALES, "facing", chapters(LIBRARY, "en", wanted))
    for name in ("one.pdf", "two.pdf"):
        write_pdf(ROOT, LIBRARY, EDITION, plan, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("layout", ["facing", "following"])
def test_two_languages_stand_together(tmp_path: Path, layout: Layout) -> None:
    plan = Plan(LOCALES, layout, chapters(LIBRARY, "en", Wanted(ids=("rope",))), "A selection")
    pages = write_pdf(ROOT, LIBRARY, EDITION, plan, tmp_path / "book.pdf")
    pdf = Pdf(tmp_path / "book.pdf", plan, pages)
    texts = [pdf.text(number) for number in range(pages)]
    titles = [squeezed(page.title) for page in plan.pages]
    first, second = (
        next(n for n, text in enumerate(texts) if n > 3 and title in text) for title in titles
    )
    assert (first == second) == (layout == "facing")
    assert "Aselection" in texts[0]


def test_a_link_out_of_a_selection_leads_to_the_site(tmp_path: Path) -> None:
    plan = Plan(("en",), "single", chapters(LIBRARY, "en", Wanted(ids=("rmsnorm",))))
    edition = replace(EDITION, site_url="https://handbook.example/")
    pages = write_pdf(ROOT, LIBRARY, edition, plan, tmp_path / "book.pdf")
    found = {
        action["/URI"]
        for page in Pdf(tmp_path / "book.pdf", plan, pages).structure.pages
        for annotation in page.get("/Annots", [])
        if (action := annotation.get_object().get("/A"))
    }
    site = "https://handbook.example/normalization-and-activations"
    assert f"{site}/layernorm-formula/" in found


def refusals(project: Project, tmp_path: Path) -> list[str]:
    """Return why there is no PDF of the tiny project's English pages."""
    library = load(furnish(project).root).library
    plan = Plan(("en",), "single", chapters(library, "en", Wanted()))
    with pytest.raises(ContentError) as error:
        write_pdf(project.root, library, edition_of(library), plan, tmp_path / "book.pdf")
    assert not (tmp_path / "book.pdf").exists()
    return str(error.value).split("\n")


def test_an_image_that_typst_cannot_draw_is_named_with_its_line(
    project: Project, tmp_path: Path
) -> None:
    project.write("docs/assets/figures/norm.en.svg", "<svg")
    line = project.line(RMSNORM_EN, "![Two arrows")
    [refusal] = refusals(project, tmp_path)
    assert refusal.startswith(
        f"{RMSNORM_EN}:{line}: the PDF cannot carry 'Two arrows of one length.': "
    )


def test_what_pandoc_reads_otherwise_is_named_with_its_line(
    project: Project, tmp_path: Path
) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", "The formula $`\\argmax_x`$ has:")
    line = project.line(RMSNORM_EN, "argmax")
    assert refusals(project, tmp_path) == [
        f"{RMSNORM_EN}:{line}: pandoc cannot carry the formula '\\argmax_x'; "
        "write it in a simpler way"
    ]


def test_a_tall_table_goes_on_overleaf_with_its_head(project: Project, tmp_path: Path) -> None:
    rows = "".join(f"| row {number} | value |\n" for number in range(60))
    table = f"| First column | Second column |\n| --- | --- |\n{rows}"
    project.edit(RMSNORM_EN, "### In practice\n", f"### In practice\n\n{table}")
    library = load(furnish(project).root).library
    plan = Plan(("en",), "single", chapters(library, "en", Wanted(ids=("rmsnorm",))))
    project.write("docs/assets/figures/norm.en.svg", DRAWN)
    pages = write_pdf(project.root, library, edition_of(library), plan, tmp_path / "book.pdf")
    pdf = Pdf(tmp_path / "book.pdf", plan, pages)
    heads = [number for number in range(pages) if "FirstcolumnSecondcolumn" in pdf.text(number)]
    assert len(heads) == 2
    assert "row0value" in pdf.text(heads[0])
    assert "row59value" in pdf.text(heads[1])


def test_no_line_begins_with_a_mark_that_ends_something(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.drawn):
        lines = page.get_textpage().get_text_range().split("\r\n")
        begin = {line.strip(" \u2060")[:1] for line in lines} - {""}
        assert begin.isdisjoint("，。、；：！？”’）》"), number + 1
