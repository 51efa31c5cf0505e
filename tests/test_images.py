"""Figures say how large they are before they come."""

from pathlib import Path

from handbook.images import Size, figure_sizes, with_sizes

IMAGE = '<img alt="a &gt; b" src="../../assets/figures/a.en.svg" />'


def test_a_figure_is_as_large_as_it_says_in_points(tmp_path: Path) -> None:
    figures = tmp_path / "docs/assets/figures"
    figures.mkdir(parents=True)
    figure = '<?xml version="1.0"?>\n<svg xmlns:a="b" width="72pt" height="36.3pt" viewBox="0 0">'
    (figures / "a.en.svg").write_text(figure, encoding="utf-8")
    assert figure_sizes(tmp_path) == {"a.en.svg": Size(96, 48)}


def test_a_page_names_the_size_of_its_figures() -> None:
    sized = with_sizes(f"<p>{IMAGE}</p>", {"a.en.svg": Size(96, 48)})
    assert sized == f'<p>{IMAGE[:-3]} width="96" height="48" loading="lazy"></p>'
    assert with_sizes(IMAGE, {}) == IMAGE
