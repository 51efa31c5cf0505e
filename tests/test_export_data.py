"""`questions.json`: what programs read, and the schema it follows."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner

from handbook.export.data import questions_json, schema_json
from handbook.export.edition import Edition
from handbook.links import target_of
from handbook.load import load
from handbook.load.body import read_body
from handbook.model import Library, Page
from handbook.problems import ContentError
from tests.sample import RMSNORM_EN, Project

ROOT = Path(__file__).parent.parent
SITE = "https://example.org/book/"
EDITION = Edition("1.2.3", 1_795_305_600, SITE)  # 2026-11-22

Json = dict[str, Any]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT).library


@pytest.fixture(scope="module")
def text(library: Library) -> str:
    return questions_json(library, EDITION)


@pytest.fixture(scope="module")
def published(text: str) -> dict[str, Json]:
    """The real book's questions by their ids."""
    return {question["id"]: question for question in json.loads(text)["questions"]}


def complaints(*arguments: str) -> str:
    """Return what a validator that knows nothing of the handbook says."""
    result = CliRunner().invoke(check_jsonschema, arguments)
    return "" if result.exit_code == 0 else result.output


def of_project(project: Project) -> dict[str, Json]:
    text = questions_json(load(project.root).library, EDITION)
    return {question["id"]: question for question in json.loads(text)["questions"]}


def records(library: Library, published: Mapping[str, Json]) -> Iterator[tuple[Page, Json]]:
    """Yield each page with what is published of it."""
    for page in library.pages:
        yield page, published[page.id]["languages"][page.locale]


def test_the_real_book_follows_the_published_schema(text: str, tmp_path: Path) -> None:
    schema, data = tmp_path / "questions.schema.json", tmp_path / "questions.json"
    schema.write_text(schema_json(), encoding="utf-8")
    data.write_text(text, encoding="utf-8")

    assert complaints("--check-metaschema", str(schema)) == ""
    assert complaints("--schemafile", str(schema), str(data)) == ""
    assert json.loads(text)["$schema"] == f"{SITE}questions.schema.json"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"checked": "2026-11-22"', '"checked": "today"', "is not a 'date'"),
        ('"level": "basic"', '"level": "easy"', "'easy' is not one of"),
        ('"short-answer":', '"answer":', "'answer' is not one of"),
        ('"answered": true,', "", "'answered' is a required property"),
        ('"answered": true,', '"answered": true, "author": "me",', "'author' was unexpected"),
    ],
)
def test_the_schema_refuses_what_is_no_such_file(
    project: Project, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    schema, data = tmp_path / "questions.schema.json", tmp_path / "questions.json"
    schema.write_text(schema_json(), encoding="utf-8")
    text = questions_json(load(project.root).library, EDITION)
    assert old in text
    data.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert complaint in complaints("--schemafile", str(schema), str(data))


def test_the_schema_describes_every_record_and_every_key_and_demands_it() -> None:
    schema = json.loads(schema_json())

    for name, record in {"": schema, **schema["$defs"]}.items():
        assert record["description"], f"{name} has no description"
        for key, value in record.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key} has no description"
        assert set(record.get("required", ())) == set(record.get("properties", ())), name


def test_the_text_is_readable_and_ends_like_one(text: str) -> None:
    assert "归一化" in text
    assert "\\u" not in text.replace("\\\\u", "")
    assert text.endswith("}\n")


def test_every_registered_question_is_there_in_the_order_of_the_book(
    library: Library, published: dict[str, Json]
) -> None:
    registered = [q.id for topic in library.topics for q in library.registered_in(topic.id)]
    assert list(published) == registered
    assert len(registered) == len(library.questions)
    for question in library.questions:
        languages = published[question.id]["languages"]
        assert languages["en"]["title"] == question.title("en")
        assert languages["zh"]["title"] == question.title("zh")


def test_nothing_of_a_page_is_missing(library: Library, published: dict[str, Json]) -> None:
    for page, record in records(library, published):
        parts = [read_body(section, 1) for section in record["sections"].values()]
        displayed = [f.tex for part in parts for f in part.formulas if f.display]
        inline = [f.tex for part in parts for f in part.formulas if not f.display]
        assert displayed == [f.tex for f in page.formulas if f.display], page.path
        assert inline == [f.tex for f in page.formulas if not f.display], page.path
        assert [block.code for part in parts for block in part.code_blocks] == [
            block.code for block in page.code_blocks
        ]
        headings = [h.text for part in parts for h in part.headings]
        assert headings == [h.text for h in page.headings if h.level > 2], page.path
        assert list(record["sections"]) == [section.kind for section in page.sections]


def test_every_link_and_image_leads_to_the_right_place_on_the_site(
    library: Library, published: dict[str, Json]
) -> None:
    for page, record in records(library, published):
        parts = [read_body(section, 1) for section in record["sections"].values()]
        written = [link.target for part in parts for link in part.links]
        assert written == [address(library, page, n) for n in range(len(page.links))], page.path
        links = [link for link in page.links if not link.is_image]
        assert [link["text"] for link in record["links"]] == [link.text for link in links]
        for link, mark in zip(links, record["links"], strict=True):
            target = target_of(page, link)
            assert mark["question"] == (target.path.stem if target else None)
            assert mark["anchor"] == (target.anchor or None if target else None)
            assert mark["url"] in written
            section = page.section_at(link.line)
            assert section is not None
            assert mark["section"] == section.kind


def address(library: Library, page: Page, number: int) -> str:
    """Return where a page's link leads on the site, by the question's record of itself."""
    link = page.links[number]
    target = target_of(page, link)
    if target is None:
        return link.target
    if link.is_image:
        assert (ROOT / target.path).is_file()
        return f"{SITE}assets/figures/{target.path.name}"
    question = library.question(target.path.stem)
    assert question is not None
    anchor = f"#{target.anchor}" if target.anchor else ""
    return EDITION.url(question, page.locale) + anchor


def test_an_answered_question_says_all_of_itself(project: Project) -> None:
    question = of_project(project)["rmsnorm"]
    english = question["languages"].pop("en")
    chinese = question.pop("languages")["zh"]

    assert question == {
        "id": "rmsnorm",
        "topic": "normalization",
        "answered": True,
        "level": "basic",
        "tags": ["normalization", "formula"],
        "sources": ["top-5#2", "basics-1#1"],
        "checked": "2026-11-22",
        "review_by": "2999-01-01",
        "follow_ups": ["self-attention"],
        "asked_after": ["layernorm"],
        "related": ["layernorm", "self-attention"],
    }
    assert english["title"] == "What is RMSNorm?"
    assert english["url"] == f"{SITE}normalization/rmsnorm/"
    assert english["markdown_url"] == f"{SITE}normalization/rmsnorm.md"
    assert english["aliases"] == ["root mean square norm"]
    assert english["sections"]["short-answer"] == (
        "It divides $`x`$ by its root mean square, see "
        f"[LayerNorm]({SITE}normalization/layernorm/#short-answer). It is cheap."
    )
    assert (
        f"![Two arrows of one length.]({SITE}assets/figures/norm.en.svg)"
        in (english["sections"]["explanation"])
    )
    assert english["links"][:3] == [
        {
            "text": "LayerNorm",
            "section": "short-answer",
            "url": f"{SITE}normalization/layernorm/#short-answer",
            "question": "layernorm",
            "anchor": "short-answer",
        },
        {
            "text": "How does attention use it?",
            "section": "follow-up-questions",
            "url": f"{SITE}attention/self-attention/",
            "question": "self-attention",
            "anchor": None,
        },
        {
            "text": "the paper",
            "section": "follow-up-questions",
            "url": "https://arxiv.org/abs/1910.07467",
            "question": None,
            "anchor": None,
        },
    ]
    assert chinese["url"] == f"{SITE}zh/normalization/rmsnorm/"
    assert chinese["aliases"] == ["均方根归一化"]
    assert (
        f"]({SITE}zh/normalization/layernorm/#short-answer)"
        in (chinese["sections"]["short-answer"])
    )


def test_a_question_without_a_page_is_marked_and_has_titles_topic_and_sources(
    project: Project,
) -> None:
    nothing: Json = {"url": None, "markdown_url": None, "aliases": [], "sections": {}, "links": []}
    assert of_project(project)["flash-attention"] == {
        "id": "flash-attention",
        "topic": "attention",
        "answered": False,
        "level": None,
        "tags": [],
        "sources": ["top-5#5"],
        "checked": None,
        "review_by": None,
        "languages": {
            "en": {"title": "What is FlashAttention?", **nothing},
            "zh": {"title": "什么是 FlashAttention？", **nothing},
        },
        "follow_ups": [],
        "asked_after": [],
        "related": [],
    }


def test_a_page_in_one_language_leaves_the_other_empty(project: Project) -> None:
    project.remove("docs/en/attention/kv-cache.md")
    languages = of_project(project)["kv-cache"]["languages"]
    assert languages["en"]["title"] == "What is the KV cache?"
    assert languages["en"]["url"] is None
    assert languages["en"]["sections"] == {}
    assert languages["zh"]["url"] == f"{SITE}zh/attention/kv-cache/"


def test_edition_topics_tags_and_lists_stand_above_the_questions(project: Project) -> None:
    data = json.loads(questions_json(load(project.root).library, EDITION))
    assert list(data) == ["$schema", "edition", "topics", "tags", "sources", "questions"]
    assert data["edition"] == {
        "version": "1.2.3",
        "date": "2026-11-22",
        "url": SITE,
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert data["topics"][0] == {
        "id": "normalization",
        "title": {"en": "Normalization", "zh": "归一化"},
        "description": {"en": "Keeping numbers in range.", "zh": "让数值保持在合理范围。"},
        "url": {"en": f"{SITE}normalization/", "zh": f"{SITE}zh/normalization/"},
    }
    assert data["tags"][1] == {
        "id": "formula",
        "label": {"en": "Formula", "zh": "公式"},
        "definition": {"en": "A formula to write down.", "zh": "要写出公式。"},
        "url": {"en": f"{SITE}tags/formula/", "zh": f"{SITE}zh/tags/formula/"},
    }
    assert data["sources"][0] == {
        "id": "top-5",
        "title": {"en": "Top five", "zh": "五大问题"},
        "items": 5,
        "url": {"en": f"{SITE}lists/top-5/", "zh": f"{SITE}zh/lists/top-5/"},
    }


def test_a_link_to_an_index_leads_to_its_page_and_to_no_question(project: Project) -> None:
    project.edit(RMSNORM_EN, "It is cheap.", "It is [cheap](../glossary.md).")
    english = of_project(project)["rmsnorm"]["languages"]["en"]
    assert english["links"][1] == {
        "text": "cheap",
        "section": "short-answer",
        "url": f"{SITE}glossary/",
        "question": None,
        "anchor": None,
    }


def test_text_in_no_section_stops_it(project: Project) -> None:
    project.edit(RMSNORM_EN, "# What is RMSNorm?\n", "# What is RMSNorm?\n\nA norm.\n")
    line = project.line(RMSNORM_EN, "A norm.")
    with pytest.raises(ContentError) as caught:
        of_project(project)
    assert str(caught.value) == (
        f"{RMSNORM_EN}:{line}: text between the title and the first section; move it into a section"
    )
