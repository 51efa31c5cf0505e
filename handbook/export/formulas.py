"""Formulas as images, for reading apps that do not show MathML: one Node process with MathJax."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from handbook.export.elements import Element, image
from handbook.export.pandoc import ADVICE
from handbook.export.setup import MissingToolsError, ToolError
from handbook.model import Page
from handbook.node import NODE
from handbook.problems import ContentError, Problem

PROGRAM = Path("books/formulas.mjs")
PACKAGE = Path("books/node_modules/mathjax")


class MathJaxDiedError(ToolError):
    """MathJax's process has ended with an error, which is no fault of the pages."""


class Formula(NamedTuple):
    """The TeX of a formula without space around it, and whether it is displayed."""

    tex: str
    display: bool


class Drawing(NamedTuple):
    """A formula as SVG, with its width and how deep it reaches below the line, in ex."""

    svg: str
    width: float
    depth: float


Images = Mapping[Formula, Element]
"""What stands for each formula in a document of pandoc's."""


class _Answer(TypedDict, total=False):
    svg: str
    width: float
    depth: float
    error: str


def drawings(root: Path, pages: Iterable[Page]) -> Mapping[Formula, Drawing]:
    """Return the formulas of pages, each drawn once.

    Args:
        root: the project's folder.
        pages: where the formulas are.

    Raises:
        ContentError: MathJax rejects a formula.
        MathJaxDiedError: its process has ended with an error.
        MissingToolsError: it is not installed.
    """
    places = list(_formulas(pages))
    answers = _draw(root, dict.fromkeys(formula for formula, _, _ in places))
    problems = [
        Problem(page.path, line, f"MathJax rejects '{formula.tex}': {error}", ADVICE)
        for formula, page, line in places
        if (error := answers[formula].get("error"))
    ]
    if problems:
        raise ContentError(problems)
    return {
        formula: Drawing(answer["svg"], answer["width"], answer["depth"])
        for formula, answer in answers.items()
    }


def write_images(drawn: Mapping[Formula, Drawing], folder: Path) -> Images:
    """Write each drawing into a file of the folder; return the images that show them."""
    images: dict[Formula, Element] = {}
    for number, (formula, drawing) in enumerate(drawn.items(), 1):
        name = f"formula-{number}.svg"
        (folder / name).write_text(drawing.svg, encoding="utf-8")
        style = f"width: {drawing.width}ex"
        if not formula.display:
            style += f"; vertical-align: {-drawing.depth}ex"
        kind = "displayed" if formula.display else "formula"
        images[formula] = image(name, formula.tex, kind, style)
    return images


def with_images(node: object, images: Images) -> object:
    """Return a document of pandoc's, or a part of one, with images in place of its formulas."""
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [with_images(part, images) for part in node]
    if not isinstance(node, Mapping):
        return node
    if node.get("t") == "Math":
        kind, tex = node["c"]
        return images[Formula(tex.strip(), kind["t"] == "DisplayMath")]
    return {key: with_images(value, images) for key, value in node.items()}


def _formulas(pages: Iterable[Page]) -> Iterator[tuple[Formula, Page, int]]:
    for page in pages:
        for formula in page.formulas:
            yield Formula(formula.tex, formula.display), page, formula.line


def _draw(root: Path, formulas: Iterable[Formula]) -> Mapping[Formula, _Answer]:
    if not (root / PACKAGE).is_dir():
        raise MissingToolsError("the books need MathJax; run `python3 tools/setup.py books`")
    asked = list(formulas)
    result = subprocess.run(
        [NODE, root / PROGRAM],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode != 0:
        raise MathJaxDiedError(f"MathJax: {result.stderr.strip()}")
    answers: list[_Answer] = json.loads(result.stdout)
    return dict(zip(asked, answers, strict=True))
