"""List the TeX that KaTeX, pandoc and Typst all carry: the tool that writes `data/tex.yml`.

    .uv/bin/uv run --no-sync --with pypandoc-binary --with 'typst<0.15' python tools/tex_commands.py

Run it by hand when one of the three has a new version. It takes every command and environment that
KaTeX's source names, finds a formula with it that KaTeX accepts in strict mode, and keeps it if
pandoc turns that formula into Typst and MathML, if the command leaves a trace in both, and if Typst
compiles the result.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module  # pandoc and Typst are not among the project's packages
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import yaml

from handbook.math import FormulaError, shared_katex

ROOT = Path(__file__).resolve().parent.parent
KATEX = ROOT / "node_modules" / "katex"
TARGET = ROOT / "data" / "tex.yml"

QUOTED_COMMAND = re.compile(r"""["'`]\\\\([A-Za-z]+|[^A-Za-z@\\]|\\\\)["'`]""")
ENVIRONMENT_NAMES = re.compile(r"names: \[(.*?)\]", re.DOTALL)

COMMAND_SAMPLES = (
    "X @{Y}",
    "X @ Y",
    "@{red}{Y}",
    "@{X}{Y}{Z}",
    "@{X}{Y}{Z}{W}",
    r"\text{@{e}}",
    r"\text{X @ Y}",
    "@{1em}",
    "@{1em}{X}",
    "@{1em}{1em}",
    "@1em X",
    "@( X",
    r"@( X \right)",
    r"\left( X @) Y",
    r"\left( X @| Y \right)",
    r"\sum@_{X}^{Y}",
    r"\begin{matrix} X \\ @ Y \end{matrix}",
    "@{(}{)}{1pt}{1}{X}{Y}",
)
"""Formulas to try a command in, at the place of the `@`, the simplest first."""

SPECIAL_SAMPLES = {
    "\\\\": (r"\begin{matrix} X @ Y \end{matrix}",),
    "\\cr": (r"\begin{matrix} X @ Y \end{matrix}",),
    "\\substack": (r"@{X \\ Y}",),
}
"""Samples for commands that would leave no trace in the ones above."""

ENVIRONMENT_SAMPLES = (
    r"\begin{@} X \\ Y \end{@}",
    r"\begin{@} X & Y \\ Z & W \end{@}",
    r"\begin{@}{cc} X & Y \\ Z & W \end{@}",
    r"\begin{@}{1} X & Y \\ Z & W \end{@}",
    r"\begin{@} X \end{@}",
)


class Sample(NamedTuple):
    """A formula that needs `name`, and the same without it, for commands."""

    name: str
    tex: str
    without: str | None


def names_of_commands() -> Iterator[str]:
    """Yield the commands that KaTeX's source names, with their backslash."""
    for source in KATEX.glob("src/**/*.ts"):
        for name in QUOTED_COMMAND.findall(source.read_text(encoding="utf-8")):
            yield "\\" + name.removeprefix("\\")


def names_of_environments() -> Iterator[str]:
    """Yield the environments that KaTeX's source names."""
    for source in KATEX.glob("src/environments/*.ts"):
        for names in ENVIRONMENT_NAMES.findall(source.read_text(encoding="utf-8")):
            yield from re.findall(r'"([A-Za-z]+\*?)"', names)


def katex_accepts(tex: str) -> bool:
    """Say whether KaTeX takes a displayed formula in strict mode."""
    try:
        shared_katex().render(tex, True)
    except FormulaError:
        return False
    return True


def samples() -> Iterator[Sample]:
    """Yield the first formula that KaTeX takes for each name that has one."""
    for name in sorted(set(names_of_commands())):
        for template in SPECIAL_SAMPLES.get(name, COMMAND_SAMPLES):
            tex = template.replace("@", name)
            if katex_accepts(tex):
                yield Sample(name, tex, template.replace("@", ""))
                break
    for name in sorted(set(names_of_environments())):
        for template in ENVIRONMENT_SAMPLES:
            tex = template.replace("@", name)
            if katex_accepts(tex):
                yield Sample(name, tex, None)
                break


def pandoc(formulas: Sequence[str], to: str) -> list[str | None]:
    """Convert displayed formulas as the books do; None for those that pandoc leaves as TeX."""
    markdown = "\n\n".join(f"```math\n{tex}\n```" for tex in formulas)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.json")
        command = [
            import_module("pypandoc").get_pandoc_path(),
            "--from=gfm",
            f"--to={to}",
            "--mathml",
            "--wrap=none",
            f"--log={log}",
        ]
        run = subprocess.run(
            command, input=markdown, capture_output=True, text=True, check=True, encoding="utf-8"
        )
        entries = json.loads(log.read_text(encoding="utf-8"))
    failed = {e["contents"] for e in entries if e["type"] == "CouldNotConvertTeXMath"}
    separator = "\n\n" if to == "typst" else "\n<p>"
    results = run.stdout.strip().split(separator)
    if len(results) != len(formulas):
        raise RuntimeError(f"pandoc made {len(results)} paragraphs of {len(formulas)} formulas")
    return [
        None if tex in failed else re.sub("<annotation.*</annotation>", "", result)
        for tex, result in zip(formulas, results, strict=True)
    ]


class Typst:
    """A Typst compiler that is asked again and again."""

    def __init__(self, folder: str) -> None:
        self._typst = import_module("typst")
        self._compiler = self._typst.Compiler(root=folder)
        self._file = Path(folder, "formula.typ")

    def compiles(self, source: str) -> bool:
        """Say whether Typst accepts a document."""
        self._file.write_text(source, encoding="utf-8")
        try:
            self._compiler.compile(str(self._file))
        except self._typst.TypstError:
            return False
        return True


def carried(candidates: Sequence[Sample]) -> Iterator[str]:
    """Yield the names of the samples that survive pandoc and Typst."""
    formulas = [sample.tex for sample in candidates]
    without = [sample.without or "X" for sample in candidates]
    results = [pandoc(texts, to) for to in ("typst", "html") for texts in (formulas, without)]
    with tempfile.TemporaryDirectory() as folder:
        typst = Typst(folder)
        for sample, *outcome in zip(candidates, *results, strict=True):
            typst_with, typst_without, mathml_with, mathml_without = outcome
            if None in (typst_with, mathml_with):
                continue
            if typst_with == typst_without or mathml_with == mathml_without:
                print(f"dropped silently: {sample.tex}")
            elif not typst.compiles(typst_with):
                print(f"Typst rejects: {sample.tex}: {typst_with}")
            else:
                yield sample.name


def document(names: Iterable[str]) -> str:
    """Return the text of the data file."""
    katex = json.loads((KATEX / "package.json").read_text(encoding="utf-8"))["version"]
    pandoc_version = import_module("pypandoc").get_pandoc_version()
    lists = {
        "commands": sorted(name for name in names if name.startswith("\\")),
        "environments": sorted(name for name in names if not name.startswith("\\")),
    }
    return (
        "# The TeX that pages may use: what KaTeX (strict), pandoc (to Typst and MathML) and\n"
        "# Typst all carry. Made by tools/tex_commands.py; do not edit.\n"
        f"# KaTeX {katex}, pandoc {pandoc_version}, Typst {version('typst')}\n"
        + yaml.safe_dump(lists, allow_unicode=True)
    )


def main() -> None:
    """Write the data file."""
    candidates = list(samples())
    names = list(carried(candidates))
    TARGET.write_text(document(names), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(names)} of {len(candidates)} that KaTeX takes")


if __name__ == "__main__":
    main()
