"""What the site has for programs is the same on every run."""

import json
import os
import subprocess
import sys
from pathlib import Path

from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.interface import load_interface
from handbook.load import load

ROOT = Path(__file__).parent.parent

PROGRAM = """
import json, sys
from pathlib import Path
from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.interface import load_interface
from handbook.load import load
root = Path(sys.argv[1])
library = load(root).library
json.dump(list(texts(library, load_interface(root), edition_of(library))), sys.stdout)
"""


def test_another_run_gives_the_same_texts_of_the_real_book() -> None:
    library = load(ROOT).library
    here = list(texts(library, load_interface(ROOT), edition_of(library)))

    there = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(there.stdout) == [list(pair) for pair in here]
