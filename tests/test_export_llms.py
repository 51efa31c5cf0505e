"""`llms.txt` lists the pages for language models; `llms-full.txt` has them all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.export.edition import Edition
from handbook.export.llms import llms_full_txt, llms_txt
from handbook.export.plain import plain_url
from handbook.interface import load_interface
from handbook.links import target_of
from handbook.load import load
from handbook.load.body import read_body
from handbook.model import Bilingual, Library, Locale, Question
from tests.sample import RMSNORM_EN, Project

ROOT = Path(__file__).parent.parent
SITE = "https://example.org/book/"
EDITION = Edition("1.2.3", 1_795_305_600, SITE)  # 2026-11-22

LISTED = f"""\
# LLM Interview Handbook

> 4 interview questions about large language models. Each has a page with a short answer, an \
explanation with formulas and numbers, common mistakes, follow-up questions and references; \
many have code that runs.

- Edition 1.2.3, 2026-11-22
- Text and figures: CC BY 4.0. Code: MIT.

Each link leads to a page as plain Markdown. Its first lines give the level, the tags, the \
address of the page for people and that of the Chinese page.

## Normalization

- [layernorm]({SITE}normalization/layernorm.md): A short one with $`QK^T`$.
- [What is RMSNorm?]({SITE}normalization/rmsnorm.md): It divides $`x`$ by its root mean square, \
see LayerNorm.

## Attention

- [self-attention]({SITE}attention/self-attention.md): A short one with $`QK^T`$.
- [kv-cache]({SITE}attention/kv-cache.md): A short one with $`QK^T`$.

## Optional

- [llms-full.txt]({SITE}llms-full.txt): All of these pages in one file.
- [大模型面试手册]({SITE}zh/llms.txt): The list of the Chinese pages.
- [questions.json]({SITE}questions.json): All questions in both languages as data: tags, levels, \
relations, answers as Markdown by section.
- [questions.schema.json]({SITE}questions.schema.json): The JSON Schema of the data.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT).library


@pytest.fixture(scope="module")
def words() -> Mapping[str, Bilingual]:
    return load_interface(ROOT)


def in_order(library: Library, locale: Locale) -> list[Question]:
    """Return a language's questions in the order of the book."""
    topics = (library.answered_in(topic.id) for topic in library.topics)
    return [question for topic in topics for question in topic if locale in question.pages]


def listed(project: Project, locale: Locale) -> str:
    library, words = load(project.root).library, load_interface(project.root)
    return llms_txt(library, words, locale, EDITION)


def test_a_small_book_is_listed_topic_by_topic(project: Project) -> None:
    assert listed(project, "en") == LISTED


def test_the_chinese_list_leads_to_the_chinese_pages_and_to_the_english_list(
    project: Project,
) -> None:
    text = listed(project, "zh")
    assert text.startswith("# 大模型面试手册\n\n> 4 道大模型面试题，每题一页：")
    link = f"- [什么是 RMSNorm？]({SITE}zh/normalization/rmsnorm.md)"
    assert f"## 归一化\n\n- [layernorm]({SITE}zh/normalization/layernorm.md): " in text
    assert f"{link}: 它把 $`x`$ 除以均方根，参见 LayerNorm。\n" in text
    assert f"- [llms-full.txt]({SITE}zh/llms-full.txt): " in text
    assert f"- [LLM Interview Handbook]({SITE}llms.txt): 英文页面的清单。\n" in text


def test_a_page_in_the_other_language_only_is_not_listed(project: Project) -> None:
    project.remove("docs/en/attention/kv-cache.md")
    assert "kv-cache" not in listed(project, "en")
    assert "> 3 interview questions" in listed(project, "en")
    assert f"{SITE}zh/attention/kv-cache.md" in listed(project, "zh")


def test_a_title_and_a_description_are_text_whatever_they_hold(project: Project) -> None:
    project.edit(RMSNORM_EN, "# What is RMSNorm?", r"# What does `x[0]` say of \*all\* [RMSNorm]?")
    project.edit(RMSNORM_EN, "It divides $`x`$ by its", r"\*It\* **divides** `a*b` by [x]:")
    project.edit(RMSNORM_EN, " root mean square, see [LayerNorm](layernorm.md#short-answer).", "")
    project.edit(RMSNORM_EN, " It is cheap.", "\n\nIt is cheap.")

    text = listed(project, "en")

    title = r"What does x\[0\] say of \*all\* \[RMSNorm\]?"
    entry = rf"- [{title}]({SITE}normalization/rmsnorm.md): \*It\* divides `a*b` by \[x\]."
    assert entry in text.splitlines()
    links = {link.target: link.text for link in read_body(text, 1).links}
    assert links[f"{SITE}normalization/rmsnorm.md"] == "What does x[0] say of *all* [RMSNorm]?"


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_page_of_the_real_book_is_listed_once_by_its_title_and_described(
    library: Library, words: Mapping[str, Bilingual], locale: Locale
) -> None:
    text = llms_txt(library, words, locale, EDITION)
    questions = in_order(library, locale)
    pages = [link for link in read_body(text, 1).links if link.target.endswith(".md")]
    assert [(link.target, link.text) for link in pages] == [
        (plain_url(question, locale, EDITION), question.title(locale)) for question in questions
    ]
    entries = [line for line in text.splitlines() if ".md): " in line]
    assert len(entries) == len(questions)
    assert all(entry.endswith((".", "?", "。", "？", '."', "。”")) for entry in entries)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_whole_real_book_is_in_one_file(
    library: Library, words: Mapping[str, Bilingual], locale: Locale
) -> None:
    whole = read_body(llms_full_txt(library, words, locale, EDITION), 1)
    pages = [question.pages[locale] for question in in_order(library, locale)]

    book, *titles = (heading.text for heading in whole.headings if heading.level == 1)
    assert book == words["site_name"][locale]
    assert titles == [page.title for page in pages]
    for display in (True, False):
        assert [f.tex for f in whole.formulas if f.display is display] == [
            f.tex for page in pages for f in page.formulas if f.display is display
        ]
    assert [block.code for block in whole.code_blocks] == [
        block.code for page in pages for block in page.code_blocks
    ]
    assert [section.title for section in whole.sections] == [
        section.title for page in pages for section in page.sections
    ]


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_link_of_the_whole_book_leads_to_the_right_place_on_the_site(
    library: Library, words: Mapping[str, Bilingual], locale: Locale
) -> None:
    wanted = []
    for question in in_order(library, locale):
        page = question.pages[locale]
        for link in page.links:
            target = target_of(page, link)
            linked = library.question(target.path.stem) if target else None
            if link.is_image:
                wanted.append(f"{SITE}assets/figures/{link.target.rpartition('/')[2]}")
            elif target and linked:
                anchor = f"#{target.anchor}" if target.anchor else ""
                wanted.append(EDITION.url(linked, locale) + anchor)
            else:
                wanted.append(link.target)
    text = llms_full_txt(library, words, locale, EDITION)
    assert [link.target for link in read_body(text, 1).links] == wanted


def test_a_question_says_what_it_is_below_its_title(project: Project) -> None:
    library, words = load(project.root).library, load_interface(project.root)
    english = llms_full_txt(library, words, "en", EDITION)
    assert (
        f"""
# What is RMSNorm?

- Address: {SITE}normalization/rmsnorm/
- Topic: Normalization
- Level: Basic
- Tags: Normalization, Formula
- Facts checked: 2026-11-22

## Short answer

It divides $`x`$ by its root mean square, see \
[LayerNorm]({SITE}normalization/layernorm/#short-answer). It is cheap.
"""
        in english
    )
    assert f"""
# 什么是 RMSNorm？

- 网址：{SITE}zh/normalization/rmsnorm/
- 专题：归一化
- 难度：基础
- 标签：归一化、公式
- 内容核对于：2026-11-22

## 简短回答
""" in llms_full_txt(library, words, "zh", EDITION)
