"""How a short answer begins in plain text, and what stands in a page's structured data."""

import json

import pytest

from handbook.interface import load_interface
from handbook.load import load
from handbook.model import LOCALES, Locale
from handbook.structured import structured_data
from handbook.summary import LONGEST, LOST, beginning, in_plain_text
from tests.sample import RMSNORM_EN, RMSNORM_ZH, ROOT, Project

ENGLISH = "It divides $`x`$ by its root mean square, see [LayerNorm](layernorm.md#short-answer)."
CHINESE = "它把 $`x`$ 除以均方根，参见 [LayerNorm](layernorm.md#short-answer)。它的计算量小。"


def begun(project: Project, text: str, locale: Locale = "en") -> str:
    """Return the beginning of an answer that says this."""
    if locale == "en":
        project.edit(RMSNORM_EN, f"{ENGLISH} It is cheap.", text)
    else:
        project.edit(RMSNORM_ZH, CHINESE, text)
    question = load(project.root).library.question("rmsnorm")
    assert question
    return beginning(question.pages[locale])


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("x", "x"),
        (r"n_{kv}=h", "n_kv=h"),
        (r"O(n^2 d)", "O(n² d)"),
        (r"10^{-3}", "10⁻³"),
        (r"C\approx 6ND", "C ≈ 6ND"),
        (r"\sqrt{d_k}", "√d_k"),
        (r"\frac{1}{d}", "1/d"),
        (r"n^2d + n^{2}d", "n²d + n²d"),
        (r"W_0+\frac{\alpha}{r}BA", None),
        (r"\frac{1}{2d}", None),
        (r"\frac{ab}{cd}", None),
        (r"\sqrt{d}k", None),
        (r"x\in\mathbb{R}^{d}", "x ∈ R^d"),
        (r"2\log p", "2log p"),
        (r"\sum_i x_i", None),
        (r"\frac{x-\mu}{\sigma}", None),
        (r"e^{-r/R^{*}}", None),
    ],
)
def test_a_simple_formula_is_written_as_people_type_it(tex: str, text: str | None) -> None:
    assert in_plain_text(tex) == text


def test_emphasis_links_and_code_leave_their_words(project: Project) -> None:
    text = f"{ENGLISH} **Nothing** else than `eps` is added, and it is *very* cheap."
    assert begun(project, text) == (
        "It divides x by its root mean square, see LayerNorm."
        " Nothing else than eps is added, and it is very cheap."
    )


def test_whole_sentences_are_taken_as_long_as_there_is_room(project: Project) -> None:
    first = "It divides every vector of features by its own root mean square, and keeps the mean."
    assert begun(project, f"{first} {'And so on ' * 20}to the end.") == first


def test_a_long_sentence_ends_with_a_word_and_a_chinese_one_with_a_clause(
    project: Project,
) -> None:
    text = begun(project, f"It is {'word, ' * 60}and the end.")
    assert len(text) <= LONGEST["en"] + 1
    assert text.endswith("word…")
    chinese = begun(project, f"它先{'把一句话说得很长，' * 20}才说完。", "zh")
    assert len(chinese) <= LONGEST["zh"] + 1
    assert chinese.endswith("说得很长…")


def test_it_ends_before_a_formula_that_cannot_be_written(project: Project) -> None:
    text = "The loss is the mean over all positions of the text of its surprise, $`\\sum_i s_i`$."
    assert begun(project, text) == (
        "The loss is the mean over all positions of the text of its surprise…"
    )


def test_a_sentence_that_announces_a_formula_ends_before_it(project: Project) -> None:
    text = "It divides every vector of features by its own root mean square:\n\n```math\nx\n```"
    assert begun(project, text) == (
        "It divides every vector of features by its own root mean square."
    )


def test_a_sentence_that_cannot_be_said_is_not_passed_over(project: Project) -> None:
    text = "Its product, $`\\sum_i s_i`$, is small. Afterwards it can be added to the weights."
    assert begun(project, text) == ""


def test_the_answers_of_the_book_have_a_beginning_without_tex() -> None:
    pages = list(load(ROOT).library.pages)
    texts = {page.path: beginning(page) for page in pages}
    # The others begin with a formula; their title stands for them.
    assert sum(not text for text in texts.values()) < len(pages) / 20
    for page in pages:
        text = texts[page.path]
        assert not text or 10 < len(text) <= LONGEST[page.locale] + 1, page.path
        assert not set(text) & {"\\", "$", "{", LOST}, f"{page.path}: {text}"


def test_structured_data_cannot_end_the_element_it_stands_in(project: Project) -> None:
    project.edit(RMSNORM_EN, "# What is RMSNorm?", "# What is `</script><!--`?")
    library, words = load(project.root).library, load_interface(project.root)
    question = library.question("rmsnorm")
    assert question
    for locale in LOCALES:
        text = structured_data(library, words, question, locale, "https://example.org/")
        assert "<" not in text
        article = json.loads(text)["@graph"][1]
        assert article["headline"] == question.title(locale)
