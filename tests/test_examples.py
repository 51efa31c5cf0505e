"""Every Python block of every page runs apart, and prints what the page shows."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handbook.check.code import complaints
from handbook.cli import app
from handbook.examples import examples, run_page, run_pages, updated, with_output
from handbook.load import load
from handbook.model import Page
from handbook.problems import ContentError
from handbook.sandbox import Limits, Printed, run
from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

ROOT = Path(__file__).parent.parent
PAGES = [page for page in load(ROOT).library.pages if examples(page)]

Results = Mapping[Path, Sequence[Printed] | ContentError]


@pytest.fixture(scope="module")
def results() -> Results:
    return {page.path: printed for page, printed in run_pages(PAGES)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.as_posix())
def test_a_page_shows_what_its_code_prints(page: Page, results: Results) -> None:
    printed = results[page.path]
    if isinstance(printed, ContentError):
        pytest.fail(str(printed))
    for block, output in zip(examples(page), printed, strict=True):
        assert "#>" in block.code
        assert block.code == with_output(block.code, output)


def shown(code: str) -> str:
    """Return code with what it prints."""
    assert complaints(code) == ()
    (outcome,) = run([code])
    assert outcome.error == ""
    return with_output(code, outcome.printed)


def test_output_follows_each_print_in_the_order_of_its_own_calls() -> None:
    code = 'for i in range(2):\n    print(\n        f"a {i}"\n    )\n    print(f"b {i}")\n'
    true = (
        'for i in range(2):\n    print(\n        f"a {i}"\n    )\n    #> a 0\n    #> a 1\n'
        '    print(f"b {i}")\n    #> b 0\n    #> b 1\n'
    )
    assert shown(code) == true
    assert shown(true) == true


OUTPUTS = [
    ("print(2 + 2)\n#> 5\n", "print(2 + 2)\n#> 4\n"),
    (
        "def say(x):\n    print(x)\nsay(1)\nsay(2)\n",
        "def say(x):\n    print(x)\n    #> 1\n    #> 2\nsay(1)\nsay(2)\n",
    ),
    ('print("a",\n      "b")\n', 'print("a",\n      "b")\n#> a b\n'),
    ('print("a\\n\\nb")\n', 'print("a\\n\\nb")\n#> a\n#>\n#> b\n'),
    ('print(1, 2, sep="")\n', 'print(1, 2, sep="")\n#> 12\n'),
    (
        'for i in range(3):\n    print(i, end=" ")\nprint()\n',
        'for i in range(3):\n    print(i, end=" ")\nprint()\n#> 0 1 2\n',
    ),
    ('print("a", end="")\n', 'print("a", end="")\n#> a\n'),
    (
        'print("a", end="\\nb\\n", flush=True)\n',
        'print("a", end="\\nb\\n", flush=True)\n#> a\n#> b\n',
    ),
    ("list(map(print, [1, 2]))\n", "list(map(print, [1, 2]))\n#> 1\n#> 2\n"),
]


@pytest.mark.parametrize(("code", "expected"), OUTPUTS)
def test_output_stands_below_the_print_that_ended_its_line(code: str, expected: str) -> None:
    assert shown(code) == expected


def test_what_looks_like_output_inside_a_text_is_left_alone() -> None:
    code = 'text = """\n#> no output\n"""\nprint(len(text))\n'
    assert shown(code) == code + "#> 14\n"


def test_each_block_of_a_page_stands_for_itself() -> None:
    first, second = run(["x = 1\nprint(x)\n", "print(x)\n"])
    assert first.printed == ((2, "1"),)
    assert (second.error, second.line) == ("raises NameError: name 'x' is not defined", 1)


FAILURES = [
    ("x = 1\nx.nope\n", "raises AttributeError: 'int' object has no attribute 'nope'", 2),
    ("def f():\n    1 / 0\nf()\n", "raises ZeroDivisionError: division by zero", 2),
    ("raise SystemExit(3)\n", "raises SystemExit: 3", 1),
    ("def f():\n    f()\nf()\n", "raises RecursionError: maximum recursion depth exceeded", 2),
    ("print(1)\nwhile True:\n    pass\n", "ran longer than 1 s", 1),
    ("import re\nre.match('(a+)+$', 'a' * 60 + 'b')\n", "ran longer than 1 s", 1),
    ("for i in range(1000):\n    print(i)\n", "prints more than 1000 characters", 2),
    ("try:\n    print('a' * 2000)\nexcept:\n    pass\n", "prints more than 1000 characters", 2),
    ("print('\\x1b[2J')\n", "prints the control character U+001B", 1),
    ("print('\\ud800')\n", "prints the character U+D800, which has no meaning of its own", 1),
]


@pytest.mark.parametrize(("code", "error", "line"), FAILURES)
def test_code_that_fails_says_why_and_where(code: str, error: str, line: int) -> None:
    (outcome,) = run([code], Limits(seconds=1, characters=1000))
    assert (outcome.error, outcome.line) == (error, line)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_code_that_takes_too_much_memory_says_so() -> None:
    codes = ["x = [0] * 10**10\n", "import numpy as np\nx = np.ones(10**9)\n", "print(1)\n"]
    *large, small = run(codes, Limits(megabytes=500))
    assert {outcome.error for outcome in large} == {"needs more than 500 MB of memory"}
    assert small.printed == ((1, "1"),)


# From an exception to the frames of the program that runs the code, which has everything.
OUT = """\
try:
    1 / 0
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_frame.f_back
while frame.f_back:
    frame = frame.f_back
os = frame.f_globals["sys"].modules["os"]
"""
REFUSED = [
    ("os.open('/etc/passwd', 0)", "open"),
    ("os.listdir('/')", "os.listdir"),
    ("os.remove('a')", "os.remove"),
    ("os.system('ls')", "os.system"),
    ("frame.f_globals['sys'].modules['os'].fork()", "os.fork"),
    ("frame.f_globals['sys'].settrace(None)", "sys.settrace"),
    ("frame.f_builtins['open']('a', 'w')", "open"),
]


@pytest.mark.parametrize(("code", "event"), REFUSED)
def test_code_that_gets_past_the_check_of_its_text_is_refused_what_it_wants(
    code: str, event: str
) -> None:
    assert complaints(OUT + code) != ()
    (outcome,) = run([OUT + code])
    assert outcome.error == f"raises PermissionError: '{event}' is not for a page's code"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_system_refuses_it_too() -> None:
    code = OUT + "resource = frame.f_globals['sys'].modules['resource']\n"
    names = ["RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE"]
    code += "".join(f"print(resource.getrlimit(resource.{name}))\n" for name in names)
    (outcome,) = run([code], Limits(seconds=7))
    assert [text for _, text in outcome.printed] == ["(7, 8)", "(0, 0)", "(0, 0)"]


@pytest.mark.parametrize("answer", ["b'x' * 10**7", "b'{}\\n'", "b'[[[1]]]\\n' * 9"])
def test_code_that_garbles_the_answers_is_answered_all_the_same(answer: str) -> None:
    (outcome,) = run([f"{OUT}os.write(1, {answer})\n"])
    assert (outcome.error, outcome.printed) == ("ended its interpreter", ())


def test_nothing_of_the_machine_is_there_for_the_code() -> None:
    code = OUT + "print(sorted(os.environ))\nprint(frame.f_globals['sys'].path)\n"
    (outcome,) = run([code])
    environment, path = (text for _, text in outcome.printed)
    assert "PATH" not in environment
    assert path == "[]"


def test_a_module_without_what_reaches_out_of_it() -> None:
    codes = ["import statistics\nstatistics.sys\n", "import numpy as np\nn = np\nn.load('a')\n"]
    assert [outcome.error for outcome in run(codes)] == [
        "raises AttributeError: module 'statistics' has no attribute 'sys'",
        "raises AttributeError: module 'numpy' has no attribute 'load'",
    ]


def test_update_examples_rewrites_what_it_can_and_names_the_code_that_fails(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.edit(RMSNORM_EN, "#> 3.54", "#> 3.45")
    project.edit(RMSNORM_ZH, "x = np.array([3.0, 4.0])", "x = np.nope")

    result = CliRunner().invoke(app, ["update-examples"])

    assert result.stdout.splitlines() == [
        f"{RMSNORM_EN} updated",
        f"{RMSNORM_ZH}:{project.line(RMSNORM_ZH, 'np.nope')}: the code raises AttributeError: "
        "module 'numpy' has no attribute 'nope'; mend it",
    ]
    assert result.exit_code == 1
    assert "#> 3.54" in project.read(RMSNORM_EN)


def test_update_examples_runs_nothing_that_the_checks_refuse(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    project.edit(RMSNORM_EN, "import numpy as np\n", "import numpy as np\nimport os\n")
    project.edit(RMSNORM_ZH, "#> 3.54", "#> 3.45")

    result = CliRunner().invoke(app, ["update-examples"])

    assert result.stdout.splitlines()[0] == f"{RMSNORM_ZH} updated"
    assert result.stdout.splitlines()[1].startswith(f"{RMSNORM_EN}:47: the code imports 'os'; ")


PLACES = [
    "- A\n\n    ```python\n    if True:\n\n        print(1)\n        #> 2\n    ```\n",
    "> ```python\n> if True:\n>\n>     print(1)\n>     #> 2\n> ```\n",
]


@pytest.mark.parametrize("text", PLACES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_code_in_a_list_or_a_quote_stays_in_it_and_lines_end_as_they_did(
    project: Project, text: str, ending: str
) -> None:
    project.edit(RMSNORM_EN, "The formula has no mean:", text)
    file = project.root / RMSNORM_EN
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", ending.encode())
    file.write_bytes(before)
    page = next(page for page in load(project.root).library.pages if page.path == Path(RMSNORM_EN))

    after = updated(project.root, page, run_page(page))

    assert after == before.replace(b"#> 2", b"#> 1")
