"""Two generators with the same Markdown to build, and none of what makes it a handbook.

Neither checks, relates, indexes or offers anything, and both leave the formulas to the reader's
browser, which gets no script for them. What they take is what a build cannot do without.
"""

import re
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from subprocess import run

from benchmarks import ROOT

HERE = Path(__file__).parent

TEMPLATE = re.compile(r"\A(---\n)template:.*\n", re.MULTILINE)
"""The line of an index's front matter that names a template which only the handbook has."""

EMPTY = re.compile(r"\A---\n---\n")


@dataclass(frozen=True)
class Baseline:
    """A generator.

    Attributes:
        name: what the results call it.
        config: its configuration, a file beside this one.
        command: what starts it.
        build: what it is told to build a site from nothing.
        serve: what it is told to serve a live preview, up to the port to listen on.
    """

    name: str
    config: str
    command: tuple[str, ...]
    build: tuple[str, ...]
    serve: tuple[str, ...]

    def lay_out(self, book: Path, folder: Path) -> None:
        """Put a book's Markdown into a project for this generator, in a folder that is made."""
        shutil.copytree(book / "docs", folder / "docs")
        shutil.copy(HERE / self.config, folder / "mkdocs.yml")
        for file in (folder / "docs").rglob("*.md"):
            text = file.read_text(encoding="utf-8")
            file.write_text(EMPTY.sub("", TEMPLATE.sub(r"\1", text)), encoding="utf-8")


def zensical() -> Path:
    """Return the command of Zensical, which `tools/setup.py bench` installs beside `.venv`."""
    scripts = sysconfig.get_path("scripts", "venv", {"base": str(ROOT / ".zensical")})
    return Path(scripts, "zensical")


BARE = Baseline(
    name="bare MkDocs",
    config="bare.yml",
    command=(sys.executable, "-m", "mkdocs"),
    build=("build", "--quiet", "--clean"),
    serve=("serve", "--quiet", "--livereload", "--dev-addr", "127.0.0.1:"),
)
ZENSICAL = Baseline(
    name="Zensical",
    config="zensical.yml",
    command=(str(zensical()),),
    build=("build", "--clean"),
    serve=("serve", "--dev-addr", "127.0.0.1:"),
)
BASELINES = (BARE, ZENSICAL)


def versions() -> str:
    """Say which versions these are."""
    answer = run([zensical(), "--version"], capture_output=True, text=True, check=True).stdout
    mkdocs, material = version("mkdocs"), version("mkdocs-material")
    return f"MkDocs {mkdocs} with Material {material}; Zensical {answer.split()[-1]}"
