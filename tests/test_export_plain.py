"""Every page as plain Markdown: whole, and with links that work from where it is published."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml

from handbook.export.edition import Edition
from handbook.export.plain import plain_page, plain_url
from handbook.links import target_of
from handbook.load import load
from handbook.load.body import read_body
from handbook.load.pages import FRONT_MATTER
from handbook.model import Library, Locale, Page
from tests.sample import RMSNORM_EN, Project

ROOT = Path(__file__).parent.parent
SITE = "https://example.org/book/"
EDITION = Edition("1.2.3", 1_795_305_600, SITE)  # 2026-11-22

HEAD = f"""\
---
id: rmsnorm
url: {SITE}zh/normalization/rmsnorm/
language: zh-Hans
translations: {{en: '{SITE}normalization/rmsnorm.md'}}
level: basic
tags: [normalization, formula]
sources: [top-5#2, basics-1#1]
aliases: [均方根归一化]
checked: 2026-11-22
review_by: 2999-01-01
---

# 什么是 RMSNorm？

## 简短回答

它把 $`x`$ 除以均方根，参见 [LayerNorm](layernorm.md#short-answer)。它的计算量小。
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT).library


def published(library: Library, page: Page) -> str:
    question = library.question(page.id)
    assert question is not None
    return plain_page(question, page.locale, EDITION)


def of_project(project: Project, locale: Locale) -> str:
    question = load(project.root).library.question("rmsnorm")
    assert question is not None
    return plain_page(question, locale, EDITION)


def test_a_page_says_what_a_reader_elsewhere_needs_and_not_what_its_authors_need(
    project: Project,
) -> None:
    text = of_project(project, "zh")
    assert text.startswith(HEAD)
    assert "synced" in project.read("docs/zh/normalization/rmsnorm.md")
    assert "synced" not in text
    assert text.endswith("Documentation.\n")


def test_keys_without_a_value_are_left_out(project: Project) -> None:
    project.edit(RMSNORM_EN, "aliases: [root mean square norm]\n", "")
    project.edit(RMSNORM_EN, "review_by: 2999-01-01\n", "")
    project.remove("docs/zh/normalization/rmsnorm.md")
    head = of_project(project, "en").split("---\n")[1]
    keys = ["id", "url", "language", "level", "tags", "sources", "checked"]
    assert list(yaml.safe_load(head)) == keys


def test_links_and_figures_are_relative_to_the_published_page(project: Project) -> None:
    links = "[terms](../glossary.md), [all](../index.md), [topic](index.md), [itself](#references)"
    project.edit(RMSNORM_EN, "It is cheap.", links)
    english = of_project(project, "en")
    assert "(layernorm.md#short-answer)" in english
    assert "(../attention/self-attention.md)" in english
    assert "(../assets/figures/norm.en.svg)" in english
    links = "[terms](../glossary/), [all](../), [topic](./), [itself](rmsnorm.md#references)"
    assert links in english
    assert "(../../assets/figures/norm.zh.svg)" in of_project(project, "zh")


def test_nothing_of_a_real_page_is_missing(library: Library) -> None:
    for page in library.pages:
        text = published(library, page)
        head = FRONT_MATTER.match(text)
        assert head is not None
        body = read_body(text[head.end() :], 1)
        assert [(h.level, h.text) for h in body.headings] == [
            (h.level, h.text) for h in page.headings
        ]
        assert [f.tex for f in body.formulas] == [f.tex for f in page.formulas]
        assert [block.code for block in body.code_blocks] == [b.code for b in page.code_blocks]
        assert body.words == page.words
        said = yaml.safe_load(head["yaml"])
        assert (said["id"], said["level"]) == (page.id, page.front_matter.level)
        assert said["tags"] == list(page.front_matter.tags)
        assert said["aliases"] == list(page.front_matter.aliases)


def test_every_link_of_a_real_page_leads_from_there_to_the_right_page(library: Library) -> None:
    for page in library.pages:
        question = library.question(page.id)
        assert question is not None
        here = plain_url(question, page.locale, EDITION)
        body = read_body(published(library, page), 1)
        for link, source in zip(body.links, page.links, strict=True):
            target = target_of(page, source)
            there, _, anchor = urljoin(here, link.target).partition("#")
            if target is None:
                assert link.target == source.target
            elif link.is_image:
                assert there == f"{SITE}assets/figures/{target.path.name}"
                assert (ROOT / target.path).is_file()
            else:
                linked = library.question(target.path.stem)
                assert linked is not None
                assert there == plain_url(linked, page.locale, EDITION)
                assert anchor == target.anchor
                assert linked.pages[page.locale].path.as_posix() == target.path.as_posix()
