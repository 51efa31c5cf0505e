"""The site's own words in both languages, from `data/interface.yml`."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from handbook.model import Bilingual

INTERFACE = Path("data/interface.yml")


def load_interface(root: Path) -> Mapping[str, Bilingual]:
    """Read the words below `root`; pydantic's ValidationError if one lacks a language."""
    data = yaml.safe_load((root / INTERFACE).read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Bilingual]).validate_python(data)
