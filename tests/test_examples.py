"""Every Python block of every page runs, and prints what the page shows."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from handbook.cli import app
from handbook.examples import examples, with_output
from handbook.load import load
from handbook.model import CodeBlock, Page
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

ROOT = Path(__file__).parent.parent
LONGEST = 30
EXAMPLES = list(examples(load(ROOT).library))


def named(value: Page | CodeBlock) -> str:
    return value.path.as_posix() if isinstance(value, Page) else str(value.line)


@pytest.mark.parametrize(("page", "block"), EXAMPLES, ids=named)
def test_python_block_prints_what_the_page_shows(page: Page, block: CodeBlock) -> None:
    assert block.code == with_output(block.code, f"{page.path.as_posix()}:{block.line}")


@pytest.mark.parametrize(("page", "block"), EXAMPLES, ids=named)
def test_python_block_shows_something_and_fits_a_page(page: Page, block: CodeBlock) -> None:
    assert "#>" in block.code
    assert block.code.count("\n") <= LONGEST


def test_output_follows_each_print_in_the_order_of_its_own_calls() -> None:
    code = 'for i in range(2):\n    print(\n        f"a {i}"\n    )\n    print(f"b {i}")\n'
    shown = (
        'for i in range(2):\n    print(\n        f"a {i}"\n    )\n    #> a 0\n    #> a 1\n'
        '    print(f"b {i}")\n    #> b 0\n    #> b 1\n'
    )
    assert with_output(code, "code") == shown
    assert with_output(shown, "code") == shown


def test_a_wrong_number_is_replaced_by_the_true_one() -> None:
    assert with_output("print(2 + 2)\n#> 5\n", "code") == "print(2 + 2)\n#> 4\n"


def test_print_inside_a_function_is_recorded_where_it_stands() -> None:
    code = "def say(x):\n    print(x)\nsay(1)\nsay(2)\n"
    assert with_output(code, "code") == (
        "def say(x):\n    print(x)\n    #> 1\n    #> 2\nsay(1)\nsay(2)\n"
    )


def test_output_is_indented_as_the_print_it_follows() -> None:
    code = 'print("a",\n      "b")\n'
    assert with_output(code, "code") == 'print("a",\n      "b")\n#> a b\n'


def test_update_examples_rewrites_what_it_can_and_names_the_code_that_fails(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.edit(RMSNORM_EN, "#> 3.54", "#> 3.45")
    project.edit(RMSNORM_ZH, "x = np.array([3.0, 4.0])", "x = np.nope")

    result = CliRunner().invoke(app, ["update-examples"])

    line = project.line(RMSNORM_ZH, "```python")
    assert result.stdout.splitlines() == [
        f"{RMSNORM_EN} updated",
        f"{RMSNORM_ZH}:{line}: the code raises AttributeError: "
        "module 'numpy' has no attribute 'nope'; mend it",
    ]
    assert result.exit_code == 1
    assert "#> 3.54" in project.read(RMSNORM_EN)
