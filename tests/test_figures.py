"""Every figure is what its script draws, and every page that shows it says what is to be seen."""

import re
from pathlib import Path

import pytest

from handbook.load import load
from tools.figures import FIGURES, add_fonts, drawn, names

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    add_fonts()


@pytest.mark.parametrize("name", names())
def test_the_committed_figure_is_what_its_script_draws(name: str) -> None:
    for file, svg in drawn(name):
        committed = (FIGURES / file).read_text(encoding="utf-8")
        assert svg == committed, f"{file} is out of date; run `make figures`"


def test_every_committed_figure_has_a_script_and_a_page() -> None:
    committed = {file.name for file in FIGURES.glob("*.svg")}
    shown = {
        Path(link.target).name
        for page in load(ROOT).library.pages
        for link in page.links
        if link.is_image
    }

    assert {re.sub(r"(\.en|\.zh)?\.svg", "", name).replace("-", "_") for name in committed} == set(
        names()
    )
    assert committed == shown
