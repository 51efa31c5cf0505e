"""The JSON Schemas that editors complete and check YAML by."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner as ValidatorRunner
from typer.testing import CliRunner

from handbook.cli import app
from handbook.load import load
from handbook.load.data import load_data
from handbook.load.pages import FRONT_MATTER
from handbook.schema import schemas
from tests.sample import RMSNORM_EN, Project

ROOT = Path(__file__).parent.parent
SCHEMA_OF_PAGES = Path("data/schema/front-matter.json")
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))


def complaints(schema: Path, *files: Path) -> str:
    """Return what a validator that knows nothing of the handbook says of the files."""
    arguments = ["--schemafile", str(schema), *map(str, files)]
    result = ValidatorRunner().invoke(check_jsonschema, arguments)
    return "" if result.exit_code == 0 else result.output


def front_matter(text: str) -> str:
    match = FRONT_MATTER.match(text)
    assert match is not None
    return match["yaml"]


def descriptions(schema: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield each key of a record with what an editor says of it."""
    record = schema.get("items", schema)
    for key, value in record["properties"].items():
        shared = schema.get("$defs", {}).get(value.get("$ref", "").rpartition("/")[2], {})
        yield key, (shared | value).get("description")


def test_the_committed_schemas_are_those_of_the_models_and_the_ids_in_use() -> None:
    data, _ = load_data(ROOT)
    wanted = schemas(data)

    committed = {path: (ROOT / path).read_text(encoding="utf-8") for path in wanted}

    assert committed == wanted, "the schemas are out of date; run `handbook schema`"


@pytest.mark.parametrize(("schema", "file"), SETTINGS["yaml.schemas"].items())
def test_the_schema_that_the_editor_is_told_of_accepts_the_data_file(
    schema: str, file: str
) -> None:
    assert complaints(ROOT / schema, ROOT / file) == ""


def test_the_schema_accepts_the_front_matter_of_every_page(tmp_path: Path) -> None:
    for page in load(ROOT).library.pages:
        keys = yaml.safe_load(front_matter((ROOT / page.path).read_text(encoding="utf-8")))
        (tmp_path / f"{page.locale}-{page.id}.json").write_text(json.dumps(keys, default=str))

    files = sorted(tmp_path.iterdir())

    assert len(files) > 40
    assert complaints(ROOT / SCHEMA_OF_PAGES, *files) == ""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[normalization, formula]", "[normalization, formulae]", "'formulae' is not one of"),
        ("[normalization, formula]", "[formula]", "is too short"),
        ("level: basic", "level: easy", "'easy' is not one of"),
        ("top-5#2", "top-5", "'top-5' does not match"),
        ("checked: 2026-11-22\n", "", "'checked' is a required property"),
        ("checked: 2026-11-22", "checked: 2026-11-31", "is not a 'date'"),
        ("level: basic", "level: basic\nauthor: me", "'author' was unexpected"),
    ],
)
def test_the_schema_refuses_what_the_checks_refuse(
    project: Project, tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    project.edit(RMSNORM_EN, old, new)
    file = tmp_path / "front-matter.yml"
    file.write_text(front_matter(project.read(RMSNORM_EN)), encoding="utf-8")

    assert complaint in complaints(ROOT / SCHEMA_OF_PAGES, file)
    assert project.check() != []


def test_every_key_is_described() -> None:
    data, _ = load_data(ROOT)

    for path, text in schemas(data).items():
        for key, description in descriptions(json.loads(text)):
            assert description, f"{path}: '{key}' has no description"


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(project.root)
    return project


def test_the_command_names_what_it_wrote_and_is_silent_when_there_is_nothing_to_do(
    inside: Project,
) -> None:
    names = ["front-matter", "glossary", "paths", "questions", "sources", "tags", "topics"]

    assert CliRunner().invoke(app, ["schema"]).stdout.splitlines() == [
        f"data/schema/{name}.json updated" for name in names
    ]
    assert CliRunner().invoke(app, ["schema"]).stdout == ""


def test_a_new_tag_and_a_new_topic_are_offered(inside: Project) -> None:
    CliRunner().invoke(app, ["schema"])
    tag = '- id: memory\n  label: {en: "M", zh: "存"}\n  definition: {en: "M.", zh: "存。"}\n'
    inside.write("data/tags.yml", inside.read("data/tags.yml") + tag)
    inside.edit("data/topics.yml", "- id: attention", "- id: attention-heads")
    text = inside.read("data/questions.yml")
    inside.write("data/questions.yml", text.replace("topic: attention", "topic: attention-heads"))

    result = CliRunner().invoke(app, ["schema"])

    assert result.stdout.splitlines() == [
        "data/schema/front-matter.json updated",
        "data/schema/questions.json updated",
    ]
    assert re.search(r'"attention",\s+"memory"\s+\]', inside.read("data/schema/front-matter.json"))
    assert '"attention-heads"' in inside.read("data/schema/questions.json")


def test_nothing_is_written_from_data_with_problems(inside: Project) -> None:
    inside.edit("data/tags.yml", "- id: formula", "- id: formula formula")

    result = CliRunner().invoke(app, ["schema"])

    assert result.stdout == (
        "data/tags.yml:4: 'id' is 'formula formula'; use lower-case words joined by hyphens\n"
    )
    assert result.exit_code == 1
    assert not (inside.root / "data/schema").exists()
