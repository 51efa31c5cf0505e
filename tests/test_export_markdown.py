"""Links of pages that are read elsewhere: they lead there from there, and all else stays."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from handbook.export.markdown import relinked, require_readable, with_anchor
from handbook.links import target_of
from handbook.load import load
from handbook.load.body import commonmark, read_body
from handbook.model import FrontMatter, Level, Page
from handbook.problems import ContentError
from tests.sample import HOSTILE_FRAGMENTS, RMSNORM_EN, RMSNORM_ZH, Project

LINKS = [
    "[a](layernorm.md)",
    "[a](layernorm.md#short-answer 'layernorm.md')",
    "[*a* $`b](c.md)`$ `](d.md)`](e.md)",
    "[a](<../attention/kv-cache.md>)",
    "![a](../../assets/figures/norm.en.svg)",
    "[![a](norm.svg)](b.md)",
    "[a](#explanation)",
    "[a](https://example.com/b.md)",
    "[a](b\\_c.md)",
    "[a](b.md?c)",
    "[a](b(c).md)",
    "`[a](b.md)`",
    "``[a](b.md) ` ``",
    "$`[a](b.md)`$",
    "\\[a](b.md)",
    "[a]\\(b.md)",
    "```\n[a](b.md)\n```",
    "> [a](b.md)",
    "- [a](b.md)",
    "\n| a | b |\n| - | - |\n| [a](b.md) | `](b.md)` [c](d.md) |\n",
]

TEXT = st.builds(
    str.join,
    st.sampled_from(["\n", "", " ", "\n\n"]),
    st.lists(st.sampled_from(LINKS) | st.sampled_from(HOSTILE_FRAGMENTS), max_size=15),
).map(lambda text: text.replace("\r", " "))  # no file is read that has one


def page_of(body: str) -> Page:
    """Return the English page of RMSNorm with another body."""
    front_matter = FrontMatter(tags=("a", "b"), level=Level.BASIC, checked=date(2026, 11, 22))
    return Page(
        path=Path(RMSNORM_EN),
        locale="en",
        topic="normalization",
        id="rmsnorm",
        front_matter=front_matter,
        key_lines={},
        body=body,
        body_line=1,
        digest="",
        **vars(read_body(body, 1)),
    )


def elsewhere(path: PurePosixPath) -> str:
    return f"https://example.org/{path.name}"


def shape(tokens: list[Token]) -> Iterator[tuple[object, ...]]:
    """Yield what a text is read as, but where its links lead."""
    for token in tokens:
        attributes = {key: token.attrs[key] for key in token.attrs if key not in ("href", "src")}
        content = "" if token.type == "inline" else token.content
        yield token.type, token.tag, token.info, token.markup, content, token.map, str(attributes)
        yield from shape(token.children or [])


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "200")), deadline=None)
@given(TEXT)
def test_nothing_changes_but_where_relative_links_lead(text: str) -> None:
    page = page_of(text)
    targets = [target_of(page, link) for link in page.links]
    body, refused = text, set()
    try:
        body = relinked(page, elsewhere)
    except ContentError as error:
        refused = {problem.line for problem in error.problems}
    if refused:
        relative = {link.line for link, target in zip(page.links, targets, strict=True) if target}
        assert refused <= relative
        return
    assert [link.target for link in read_body(body, 1).links] == [
        with_anchor(elsewhere(target.path), target.anchor) if target else link.target
        for link, target in zip(page.links, targets, strict=True)
    ]
    parser = commonmark()
    assert list(shape(parser.parse(body))) == list(shape(parser.parse(text)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[a](layernorm.md).", "[a](https://example.org/layernorm.md)."),
        ("[a](b.md#references 'b.md')", "[a](https://example.org/b.md#references 'b.md')"),
        ("[a](<b.md>)", "[a](<https://example.org/b.md>)"),
        ("[`](b.md)`](c.md)", "[`](b.md)`](https://example.org/c.md)"),
        ("`[a](b.md)` [a](b.md)", "`[a](b.md)` [a](https://example.org/b.md)"),
        ("[a](b.md) `[a](b.md)`", "[a](https://example.org/b.md) `[a](b.md)`"),
        (
            "[![a](b.svg)](c.md)",
            "[![a](https://example.org/b.svg)](https://example.org/c.md)",
        ),
        ("[a](#explanation)", "[a](https://example.org/rmsnorm.md#explanation)"),
        ("[a](https://arxiv.org/b.md)", "[a](https://arxiv.org/b.md)"),
        (
            "```text\n[a](b.md)\n```\n\n> [a](b.md)",
            "```text\n[a](b.md)\n```\n\n> [a](https://example.org/b.md)",
        ),
        (
            "| a | b |\n| - | - |\n| `](b.md)` | [a](b.md) |",
            "| a | b |\n| - | - |\n| `](b.md)` | [a](https://example.org/b.md) |",
        ),
    ],
)
def test_a_link_leads_elsewhere_and_code_that_looks_like_one_does_not(
    written: str, read: str
) -> None:
    assert relinked(page_of(written), elsewhere) == read


def test_what_programs_cannot_follow_is_named_on_its_line_on_all_pages(project: Project) -> None:
    link, image = "[LayerNorm](layernorm.md#short-answer)", "(../../assets/figures/norm.zh.svg)"
    project.edit(RMSNORM_EN, link, r"[LayerNorm](layernorm\.md)")
    project.edit(RMSNORM_ZH, image, "(../../assets/figures/norm.zh.svg?a)")
    project.edit(RMSNORM_ZH, "# 什么是 RMSNorm？\n", "# 什么是 [RMSNorm](layernorm.md)？\n\n看：\n")

    with pytest.raises(ContentError) as caught:
        require_readable(load(project.root).library)

    asked = "programs cannot find the address of the"
    figure = "../../assets/figures/norm.zh.svg?a"
    assert [str(problem) for problem in caught.value.problems] == [
        f"{RMSNORM_EN}:{project.line(RMSNORM_EN, 'see [')}: {asked} link to 'layernorm.md'; "
        "write [text](layernorm.md), and no more",
        f"{RMSNORM_ZH}:{project.line(RMSNORM_ZH, '# 什么')}: a link in the title; "
        "move it into a section",
        f"{RMSNORM_ZH}:{project.line(RMSNORM_ZH, '看：')}: text between the title and the first "
        "section; move it into a section",
        f"{RMSNORM_ZH}:{project.line(RMSNORM_ZH, '![')}: {asked} image to '{figure}'; "
        f"write ![text]({figure}), and no more",
    ]
