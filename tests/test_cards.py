"""The cards that links to the site are shown with: what they are, and which pages name them."""

import io
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops

from handbook.export.edition import edition_of
from handbook.export.manifest import DIST, MANIFEST, Book, manifest_of
from handbook.export.offer import card_archives
from handbook.export.social import write_cards
from handbook.load import load
from handbook.model import LOCALES, Library, Locale
from tests.sample import RMSNORM_EN, RMSNORM_ZH, ROOT, Project, furnish, make_project
from tests.test_site import SITE_URL, build, html

SIZE = (1200, 630)
MOST_BYTES = 32_000

LONG_WORD = "torch.nn.functional.scaled_dot_product_attention"
LONG_TITLE = f"Why does {LONG_WORD} run, {'and how does it pick its kernel, ' * 6}and what then?"

Box = tuple[int, int, int, int]
TITLE: Box = (68, 56, 820, 422)  # its letters reach over its edges
MOTIF: Box = (876, 306, 1128, 558)
LEGEND: Box = (68, 440, 816, 570)


def cards(root: Path, library: Library, locale: Locale, target: Path) -> Mapping[str, bytes]:
    """Return a language's cards by their names."""
    write_cards(root, library, locale, target)
    with ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(card: bytes) -> Image.Image:
    """Return a black image with what stands on a card in white."""
    image = Image.open(io.BytesIO(card)).convert("RGB")
    assert image.size == SIZE
    ground = Image.new("RGB", SIZE, image.getpixel((2, 2)))
    difference = ImageChops.difference(image, ground).convert("L")
    return difference.point(lambda value: 255 if value > 8 else 0)


def assert_all_in_place(card: bytes) -> None:
    """Make sure that there is a title, and that nothing stands outside of its place."""
    image = drawn(card)
    for box in (TITLE, LEGEND):
        assert image.crop(box).getbbox()
    for box in (TITLE, MOTIF, LEGEND):
        image.paste(0, box)
    assert image.getbbox() is None


@pytest.fixture
def furnished(project: Project) -> Project:
    return furnish(project)


def test_each_language_has_a_card_for_each_of_its_questions_and_one_for_all_other_pages(
    furnished: Project, tmp_path: Path
) -> None:
    furnished.remove("docs/en/attention/kv-cache.md")
    library = load(furnished.root).library
    for locale in LOCALES:
        made = cards(furnished.root, library, locale, tmp_path / "cards.zip")
        ids = [question.id for question in library.answered if locale in question.pages]
        assert list(made) == [f"{locale}/{name}.png" for name in ("index", *ids)]
        assert len(set(made.values())) == len(made)
        for card in made.values():
            assert_all_in_place(card)


def test_the_longest_titles_of_the_book_fit_on_small_cards(tmp_path: Path) -> None:
    library = load(ROOT).library
    for locale in LOCALES:
        ordered = sorted(library.answered, key=lambda question: len(question.title(locale)))
        some = replace(library, questions=tuple(ordered[-12:]))
        for card in cards(ROOT, some, locale, tmp_path / "cards.zip").values():
            assert_all_in_place(card)
            assert len(card) < MOST_BYTES


def test_a_title_that_is_longer_than_any_of_them_is_made_smaller(
    furnished: Project, tmp_path: Path
) -> None:
    furnished.edit(RMSNORM_EN, "# What is RMSNorm?", f"# {LONG_TITLE}")
    furnished.edit(
        RMSNORM_ZH, "# 什么是 RMSNorm？", f"# {'怎样把一个很长的标题写在一张卡片上，' * 8}"
    )
    library = load(furnished.root).library
    for locale in LOCALES:
        made = cards(furnished.root, library, locale, tmp_path / "cards.zip")
        assert_all_in_place(made[f"{locale}/rmsnorm.png"])


def test_the_same_questions_give_the_same_bytes(furnished: Project, tmp_path: Path) -> None:
    library = load(furnished.root).library
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    for target in (first, second):
        write_cards(furnished.root, library, "zh", target)
    assert first.read_bytes() == second.read_bytes()


def make_cards(project: Project) -> None:
    """Write into `dist/` what `make books` would, but for the books."""
    library, dist = load(project.root).library, project.root / DIST
    dist.mkdir()
    made = []
    for locale in LOCALES:
        file = dist / f"cards.{locale}.zip"
        write_cards(project.root, library, locale, file)
        made.append(Book(name=file.name, kind="cards", locale=locale, bytes=file.stat().st_size))
    manifest = manifest_of(library, edition_of(library), made)
    (dist / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny site with its cards."""
    project = furnish(make_project(tmp_path_factory.mktemp("carded")))
    make_cards(project)
    result = build(project)
    assert result.returncode == 0, result.stderr
    return project


def image_of(project: Project, address: str) -> Mapping[str, str]:
    """Return what a page says of the image that links to it are shown with."""
    head = html(project, address).split("</head>")[0]
    found = re.findall(
        r'<meta (?:name|property)="((?:og:image|twitter)[^"]*)" content="([^"]*)"', head
    )
    return dict(found)


@pytest.mark.parametrize(
    ("address", "card", "alternative"),
    [
        ("normalization/rmsnorm", "en/rmsnorm", "What is RMSNorm? · LLM Interview Handbook"),
        ("zh/normalization/rmsnorm", "zh/rmsnorm", "什么是 RMSNorm？ · 大模型面试手册"),
        ("", "en/index", "LLM Interview Handbook"),
        ("zh/tags/formula", "zh/index", "大模型面试手册"),
    ],
)
def test_each_page_names_its_card(
    built: Project, address: str, card: str, alternative: str
) -> None:
    assert image_of(built, address) == {
        "og:image": f"{SITE_URL}assets/cards/{card}.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": alternative,
        "twitter:card": "summary_large_image",
    }
    assert_all_in_place((built.root / f"site/assets/cards/{card}.png").read_bytes())


def test_no_reader_is_offered_the_cards(built: Project) -> None:
    assert "cards." not in html(built, "downloads").split("<article")[1]
    assert not list((built.root / "site").rglob("cards*.zip"))


def test_cards_of_another_state_of_the_pages_are_not_named(built: Project, tmp_path: Path) -> None:
    project = Project(shutil.copytree(built.root, tmp_path / "copy", symlinks=True))
    assert len(card_archives(project.root, load(project.root).library)) == len(LOCALES)
    project.edit(RMSNORM_EN, "It is cheap.", "It costs little.")
    project.edit(RMSNORM_ZH, "它的计算量小。", "它很省计算。")
    assert list(card_archives(project.root, load(project.root).library)) == []
    result = build(project)
    assert result.returncode == 0, result.stderr
    assert image_of(project, "normalization/rmsnorm") == {"twitter:card": "summary"}
    assert not (project.root / "site/assets/cards").exists()
