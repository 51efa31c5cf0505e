"""The style that a program can hold, each rule with what breaks it and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.check.prose import sentences
from handbook.model import Locale
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

HERE = "The formula has no mean:"
HERE_ZH = "公式里没有均值："
IMAGE = "![Two arrows of one length.]"
IMAGE_ZH = "![两个等长的箭头。]"
SHORT = (
    "It divides $`x`$ by its root mean square, see [LayerNorm](layernorm.md#short-answer). "
    "It is cheap."
)
SHORT_ZH = "它把 $`x`$ 除以均方根，参见 [LayerNorm](layernorm.md#short-answer)。它的计算量小。"


def assert_sound(project: Project) -> None:
    project.sync()
    assert project.check() == []


# Headings


@pytest.mark.parametrize(
    ("path", "heading", "expected"),
    [
        (RMSNORM_EN, "### In practice:", "the heading 'In practice:' ends with ':'; drop it"),
        (RMSNORM_EN, "### In practice.", "the heading 'In practice.' ends with '.'; drop it"),
        (RMSNORM_ZH, "### 实际用法：", "the heading '实际用法：' ends with '：'; drop it"),
        (RMSNORM_ZH, "### 实际用法。", "the heading '实际用法。' ends with '。'; drop it"),
        (RMSNORM_EN, "### In **practice**", "bold in a heading; drop the '**'"),
        (
            RMSNORM_EN,
            "### explanation",
            "the heading 'explanation' stands twice; say what is different about each",
        ),
    ],
)
def test_a_heading(project: Project, path: str, heading: str, expected: str) -> None:
    project.edit(path, "### In practice" if path == RMSNORM_EN else "### 实际用法", heading)

    assert project.check() == [f"{path}:27: {expected}"]


def test_a_heading_of_the_third_level_stands_in_a_section(project: Project) -> None:
    project.edit(RMSNORM_EN, "## Short answer", "### Before\n\n## Short answer")

    assert project.check() == [
        f"{RMSNORM_EN}:13: the heading 'Before' stands before the first section; "
        "move it into a section"
    ]


@pytest.mark.parametrize("heading", ["### Why `ms`?", "### In Llama 3.1", "### *Pre-norm*"])
def test_a_sound_heading(project: Project, heading: str) -> None:
    project.edit(RMSNORM_EN, "### In practice", heading)
    assert_sound(project)


# Sentences


@pytest.mark.parametrize(
    ("path", "answer", "expected"),
    [
        (RMSNORM_EN, "It divides by $`x`$, e.g. as in model.py of v1.5.", "1 sentence"),
        (RMSNORM_EN, "Zhang et al. divide, i.e. scale, $`x`$", "1 sentence"),
        (RMSNORM_EN, 'One. "Two?" Is $`x`$ three? `Four`. (Five.)', "5 sentences"),
        (RMSNORM_ZH, "它除以 3.14，见 model.py 和 $`x`$", "1 sentence"),
        (RMSNORM_ZH, "一。二！**三？** $`x`$ 是四。“五。”", "5 sentences"),
    ],
)
def test_a_short_answer_has_two_to_four_sentences(
    project: Project, path: str, answer: str, expected: str
) -> None:
    link = "[LayerNorm](layernorm.md#short-answer)"
    project.edit(path, SHORT if path == RMSNORM_EN else SHORT_ZH, f"{link} {answer}")

    message = f"the short answer has {expected}; write 2 to 4"
    assert project.check() == [f"{path}:15: {message}"]


FORMULA = "\n\n```math\nx\n```\n\n"


@pytest.mark.parametrize(
    ("answer", "answer_zh"),
    [
        ("One. Two. Three. Four.", "一。二。三。四。"),
        ('One. He asks "What?" and goes. Three. Four.', "一。他问“什么？”就走了。三。四。"),
        (f"One. Two. It is{FORMULA}where x is three. Four.", f"一。二。三是{FORMULA}其中 x。四。"),
        (f"One. Two. Three is:{FORMULA}It is four.", f"一。二。三是：{FORMULA}这是四。"),
        (f"One. Two. Three. Four.{FORMULA}", f"一。二。三。四。{FORMULA}"),
    ],
)
def test_a_sound_short_answer(project: Project, answer: str, answer_zh: str) -> None:
    link = "[LayerNorm](layernorm.md#short-answer)"
    project.edit(RMSNORM_EN, SHORT, f"{link} with $`x`$: {answer}")
    project.edit(RMSNORM_ZH, SHORT_ZH, f"{link} 的 $`x`$：{answer_zh}")
    assert_sound(project)


@pytest.mark.parametrize(
    ("path", "longest", "expected"),
    [
        (RMSNORM_EN, "`ms`" + " is" * 59, "61 words, more than 60"),
        (RMSNORM_ZH, "`ms` " + "是" * 89, "91 characters, more than 90"),
    ],
)
def test_a_sentence_is_not_too_long(
    project: Project, path: str, longest: str, expected: str
) -> None:
    project.edit(path, HERE if path == RMSNORM_EN else HERE_ZH, longest)
    assert_sound(project)

    project.edit(path, longest, longest + (" it." if path == RMSNORM_EN else "它。"))
    project.sync()
    assert project.check() == [f"{path}:19: a sentence of {expected}; make two of it"]
    assert project.severities() == {"warning"}


@given(st.text() | st.lists(st.sampled_from([*'.?!。？！”" a中'])).map("".join))
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_sentences_leave_out_no_more_than_spaces(locale: Locale, text: str) -> None:
    parts = sentences(text, locale)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() for part in parts)


# Lines, addresses, code


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A paragraph\nof two lines.", 20),
        ("A paragraph  \nof two lines.", 20),
        ("A paragraph\\\nof two lines.", 20),
        ("- An item\n  of two lines.", 20),
        ("> [!TIP]\n> An alert\n> of two lines.", 21),
        ("> A quote\n> of two lines.", 20),
    ],
)
def test_a_paragraph_is_a_line(project: Project, text: str, line: int) -> None:
    project.edit(RMSNORM_EN, HERE, text)

    assert project.check() == [
        f"{RMSNORM_EN}:{line}: a line break in a paragraph; "
        "write one paragraph a line, with a blank line between two"
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a?b for more.", "https://example.org/a?b"),
        ("See <https://example.org/>.", "https://example.org/"),
        ("See **www.example.org**.", "www.example.org"),
    ],
)
def test_an_address_is_a_link(project: Project, text: str, address: str) -> None:
    project.edit(RMSNORM_EN, "Before the projections.", text)

    assert (
        f"{RMSNORM_EN}:{project.line(RMSNORM_EN, text)}: the bare address '{address}'; "
        in "".join(project.check())
    )


def test_code_and_links_may_show_an_address(project: Project) -> None:
    text = "Ask `http://localhost`, as [example.org](https://example.org/www.a) has it."
    text_zh = "访问 `http://localhost`，做法见 [example.org](https://example.org/www.a)。"
    project.edit(RMSNORM_EN, HERE, text)
    project.edit(RMSNORM_ZH, HERE_ZH, text_zh)
    assert_sound(project)


def test_a_code_block_fits_a_page(project: Project) -> None:
    print_line = "#> 3.54\n"
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, print_line, print_line + "x = 1\n" * 25)
    assert_sound(project)

    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, print_line, print_line + "\n")
    assert project.check() == [
        f"{path}:{project.line(path, '```python')}: a code block of 31 lines; keep it to 30"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


# Images


@pytest.mark.parametrize(
    ("path", "text", "least"),
    [
        (RMSNORM_EN, "Two arrows", "3 words"),
        (RMSNORM_EN, "Figure 1: a picture", "3 words"),
        (RMSNORM_EN, "norm.en.svg", "3 words"),
        (RMSNORM_ZH, "图 1：箭头图", "4 characters"),
    ],
)
def test_a_description_says_what_is_to_be_seen(
    project: Project, path: str, text: str, least: str
) -> None:
    project.edit(path, IMAGE if path == RMSNORM_EN else IMAGE_ZH, f"![{text}]")

    assert project.check() == [
        f"{path}:25: the image's description '{text}' does not say what is to be seen; "
        f"say it in at least {least}"
    ]


def test_a_short_description_may_be_one(project: Project) -> None:
    project.edit(RMSNORM_EN, IMAGE, "![Figure: two grey arrows]")
    project.edit(RMSNORM_ZH, IMAGE_ZH, "![两个箭头]")
    assert_sound(project)


# Words


@pytest.mark.parametrize(
    ("path", "text", "word", "advice"),
    [
        (RMSNORM_EN, "Recently it spread.", "Recently", "say when, or leave it out"),
        (
            RMSNORM_EN,
            "As of 2026-11 it is rare. It is currently rare.",
            "currently",
            "say as of when, or leave it out",
        ),
        (
            RMSNORM_EN,
            "It is **state of the art**.",
            "state of the art",
            "say what it does better, and by how much",
        ),
        (RMSNORM_ZH, "近年来它很流行。", "近年来", "say when, or leave it out"),
        (RMSNORM_ZH, "截至 2026 年它少见。目前也少见。", "目前", "say as of when, or leave it out"),
        (RMSNORM_ZH, "随着 LLM 的发展，它流行了。", "随着 LLM 的发展", "begin with the point"),
    ],
)
def test_a_word_that_ages_or_says_nothing(
    project: Project, path: str, text: str, word: str, advice: str
) -> None:
    project.edit(path, HERE if path == RMSNORM_EN else HERE_ZH, text)

    assert project.check() == [f"{path}:19: '{word}' ages or says nothing; {advice}"]


@pytest.mark.parametrize(
    ("text", "text_zh"),
    [
        ("As of 2026-11 it is currently rare.", "截至 2026-11，目前很少见。"),
        ('Some say it is "cutting-edge".', "有人说“众所周知，它最先进的”。"),
        ("The code says `nowadays`.", "代码里写着 `目前`。"),
        ("The least recently used entry goes.", "最近邻的 token，到目前为止只有一个。"),
        ("A statelier art.", "随着位置变化，角度也变化。"),
    ],
)
def test_words_that_may_stay(project: Project, text: str, text_zh: str) -> None:
    project.edit(RMSNORM_EN, HERE, text)
    project.edit(RMSNORM_ZH, HERE_ZH, text_zh)
    assert_sound(project)


def test_a_title_among_the_references_may_have_any_word(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "[RMSNorm](https://arxiv", "[State-of-the-art 目前](https://arxiv")
    assert_sound(project)


def test_the_list_of_words_is_checked(project: Project) -> None:
    project.write("data/style.yml", "- words:\n    de: [neulich]\n  advice: say when\n")
    assert project.check() == [
        "data/style.yml:1: 'words.de' is ['neulich']; Extra inputs are not permitted"
    ]

    project.remove("data/style.yml")
    assert project.check() == ["data/style.yml:1: the file is missing; restore it"]


# Chinese typography


@pytest.mark.parametrize(
    ("text", "shown", "wanted"),
    [
        ("在GPU上训练。", "在GPU上训练。", "在 GPU 上训练。"),
        ("共3层。", "共3层。", "共 3 层。"),
        ("取`ms`的平均。", "取`ms`的平均。", "取 `ms` 的平均。"),
        ("取**LN**和`ms`的平均。", "取LN和`ms`的平均。", "取 LN 和 `ms` 的…"),
        ("见[LN](layernorm.md#short-answer)一页。", "见LN一页。", "见 LN 一页。"),
        ("它没有均值,很快.", "它没有均值,很快.", "它没有均值，很快。"),
        ("用 RMS, 它很快。", "用 RMS, 它很快。", "用 RMS，它很快。"),
        ("读入 token. 再读 `ms`.", "读入 token. 再读 `ms`.", "读入 token。再读 `ms`。"),
        ("它很快:RMS 很省。", "它很快:RMS 很省。", "它很快：RMS 很省。"),
        ("它很快; 也很省。", "它很快; 也很省。", "它很快；也很省。"),
        ("它(均方根)很快。", "它(均方根)很快。", "它（均方根）很快。"),
        ('它叫"均方根"。', '它叫"均方根"。', "它叫“均方根”。"),
        ("它很快 ，也很省。", "它很快 ，也很省。", "它很快，也很省。"),
        ("它有２层。", "它有２层。", "它有 2 层。"),
        (
            "- 先说一句很长很长很长很长的话，再用GPU。",
            "…长很长很长很长的话，再用GPU。",
            "…长很长很长很长的话，再用 GPU。",
        ),
        ("| 甲A | 乙B |\n| --- | --- |\n| 丙 | 丁 |", "甲A", "甲 A"),
    ],
)
def test_chinese_is_spaced_and_has_its_own_punctuation(
    project: Project, text: str, shown: str, wanted: str
) -> None:
    project.edit(RMSNORM_ZH, HERE_ZH, text)

    (problem,) = [line for line in project.check() if "wrong spacing" in line]
    assert problem == (
        f"{RMSNORM_ZH}:19: wrong spacing or punctuation in '{shown}'; write '{wanted}'"
    )


def test_a_space_next_to_a_formula(project: Project) -> None:
    project.edit(RMSNORM_ZH, "后者是它的 $`\\sqrt{d}`$ 倍。", "后者是它的$`\\sqrt{d}`$ 倍。")

    line = project.line(RMSNORM_ZH, "后者")
    assert project.check() == [
        f"{RMSNORM_ZH}:{line}: wrong spacing or punctuation in "
        r"'…2 范数。” 后者是它的$`\sqrt{d}`$…'; write '…2 范数。” 后者是它的 $`\sqrt{d}`…'"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**速度。** 它很快。",
        "它很快...",
        "*“很快。”* 它这样说。",
        "三个值取 (1, 0)、(0, 1)，编码器-解码器，约 1,000 个 token，占 50%。",
        "它读 `x,y` 和 `中a文`，不读 A/B 两列：3:1。",
        "> [!TIP]\n> 它很快。",
        "```text\n在GPU上,训练\n```",
        "| Llama 2、Qwen3 | `a,中` |\n| --- | --- |\n| 3–5 个 | QKV、O |",
    ],
)
def test_sound_chinese(project: Project, text: str) -> None:
    project.edit(RMSNORM_ZH, HERE_ZH, text)

    assert not [line for line in project.check() if "wrong spacing" in line]


def test_references_and_front_matter_are_no_chinese_text(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "Zhang and Sennrich. [RMSNorm]", "Zhang and 李明. [RMSNorm归一化]")
    project.edit(RMSNORM_ZH, "[均方根归一化]", "[RMS归一化]")
    assert_sound(project)
