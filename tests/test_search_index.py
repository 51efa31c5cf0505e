"""What the search index is made of."""

from itertools import pairwise
from pathlib import Path

import pytest

from handbook import search
from handbook.load import load
from handbook.model import LOCALES, Locale
from handbook.search import searched, split_chinese, words_of
from tests.sample import Project

ENGLISH = '<html lang="en"><body><h1>Attention</h1><p>in Chinese 注意力</p></body></html>'
CHINESE = """<html lang="zh-Hans"><body data-label="注意力"><h1>自注意力 (self-attention)</h1>
<p>多头<em>注意力</em>与GPU集群，<code>softmax</code></p></body></html>"""


def test_chinese_text_is_split_into_the_words_that_browsers_see() -> None:
    pages = {Path("index.html"): ENGLISH, Path("zh/index.html"): CHINESE}
    split = split_chinese(pages)
    assert split[Path("index.html")] == ENGLISH
    chinese = split[Path("zh/index.html")]
    assert "<h1> 自 注意力  (self-attention)</h1>" in chinese
    assert "<p> 多头 <em> 注意力 </em> 与 GPU 集群 ，<code>softmax</code></p>" in chinese


def test_a_page_is_searched_for_its_answer_without_what_only_draws_its_formulas() -> None:
    formula = (
        '<span class="katex">{}<span class="katex-html"><span>{}</span><span></span></span></span>'
    )
    answer = '<div class="hb-answer" data-pagefind-body><h1>Ask</h1>{} and {}</div>'
    drawn = formula.format("<math>x</math>", "𝑥"), formula.format("<math>y</math>", "𝑦")
    kept = [f'<span class="katex"><math>{letter}</math></span>' for letter in "xy"]
    language, around = '<!doctype html>\n<html lang="en">\n', "<head></head><body><nav>All</nav>"
    page = f"{language}{around}{answer.format(*drawn)}</body>"
    assert searched(page) == f"{language}{answer.format(*kept)}</body>"


def test_what_filters_read_stays_whole() -> None:
    split = split_chinese({Path("zh/index.html"): CHINESE})
    assert 'data-label="注意力"' in split[Path("zh/index.html")]


def test_the_table_of_characters_has_what_differs_and_occurs() -> None:
    table = words_of(load(Path(__file__).parents[1]).library, "zh")["simplified"]
    assert isinstance(table, dict)
    assert table["訓"] == "训"
    assert table["快取"] == "缓存"
    assert "模" not in table
    assert all(typed != meant for typed, meant in table.items())
    assert len(table) < 2000


def test_the_words_are_those_that_readers_may_begin() -> None:
    library = load(Path(__file__).parents[1]).library
    expected: dict[Locale, str] = {"en": "attention", "zh": "蒸馏"}
    for locale, word in expected.items():
        words = words_of(library, locale)["words"]
        assert isinstance(words, str)
        assert f" {word}" in words
        each = words.split(" ")
        assert each == sorted(set(each))
        assert not any(b.startswith(a) for a, b in pairwise(each))
        assert "arxiv.org/abs" not in words


def test_the_words_are_the_same_however_many_texts_are_split_at_a_time(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = load(project.root).library
    at_once = [words_of(library, locale) for locale in LOCALES]
    monkeypatch.setattr(search, "BATCH", 4)
    assert [words_of(library, locale) for locale in LOCALES] == at_once
