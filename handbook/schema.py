"""JSON Schemas of the front matter and the data files, for editors that complete and check YAML.

They are made from the models and from the ids in use, so that an editor offers what the checks
accept.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from handbook.load.data import Data
from handbook.model import FrontMatter, LearningPath, Registration, Source, Strict, Tag, Term, Topic

FOLDER = Path("data/schema")

Schema = dict[str, Any]


def schemas(data: Data) -> Mapping[Path, str]:
    """Return the text of every schema by its path in the project.

    Args:
        data: the records of the data files, whose ids the schemas list.
    """
    tags = [tag.id for tag in data.tags]
    topics = [topic.id for topic in data.topics]
    by_name = {
        "front-matter": _record(FrontMatter, {"tags": tags}),
        "glossary": _list_of(_record(Term)),
        "paths": _list_of(_record(LearningPath)),
        "questions": _list_of(_record(Registration, {"topic": topics, "formerly": topics})),
        "sources": _list_of(_record(Source)),
        "tags": _list_of(_record(Tag)),
        "topics": _list_of(_record(Topic)),
    }
    return {FOLDER / f"{name}.json": _text(schema) for name, schema in by_name.items()}


def write_schemas(root: Path, data: Data) -> list[Path]:
    """Write the schemas below `root`; return the paths of those that changed."""
    (root / FOLDER).mkdir(exist_ok=True)
    changed = []
    for path, text in schemas(data).items():
        file = root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _record(model: type[Strict], choices: Mapping[str, Sequence[str]] | None = None) -> Schema:
    """Return a model's schema, with the ids that a key's value, or each in its list, is one of."""
    schema = model.model_json_schema()
    for key, ids in (choices or {}).items():
        value = schema["properties"][key]
        value.get("items", value)["enum"] = ids
    return schema


def _list_of(record: Schema) -> Schema:
    return {"$defs": record.pop("$defs"), "type": "array", "items": record}


def _text(schema: Schema) -> str:
    dialect = {"$schema": GenerateJsonSchema.schema_dialect}
    return json.dumps(dialect | schema, ensure_ascii=False, indent=2) + "\n"
