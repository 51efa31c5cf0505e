"""The site's own words in both languages, from `data/interface.yml`."""

from collections.abc import Mapping
from pathlib import Path

from handbook.load.files import read_text
from handbook.load.records import YamlReader
from handbook.model import Bilingual
from handbook.problems import ContentError

INTERFACE = Path("data/interface.yml")


def load_interface(root: Path) -> Mapping[str, Bilingual]:
    """Read the words below `root`, each under its key.

    Raises:
        ContentError: the file cannot be read, or a word lacks a language.
    """
    reader = YamlReader(INTERFACE)
    words = reader.table(read_text(root, INTERFACE), Bilingual)
    if reader.problems:
        raise ContentError(reader.problems)
    return words
