"""The pages' Python code: what it may import, name and define.

Code that passes computes and prints. The check is no proof against somebody who wants out, which no
reading of Python is; that is why `handbook.sandbox` runs the code apart.
"""

import ast
import re
import warnings
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from threading import Lock

from handbook.check.complaint import Complaint
from handbook.model import Page
from handbook.problems import Problem
from handbook.sandbox import HIDDEN, MODULES

ATTRIBUTES = re.compile(
    r"_.*|ctypes|dump|dumps|setflags|tofile"  # an array's ways to files and to memory
    r"|(ag|cr|gi)_(code|frame)|f_(back|builtins|code|globals|locals)|mro|tb_(frame|next)"
)
"""Attributes that lead out of the code: to memory, and from objects to what runs them."""

SPECIAL = re.compile(r"__\w+__")

METHODS = re.compile(
    r"__(init|post_init|call|len|getitem|setitem|contains|iter|next|enter|exit|repr|str|hash|bool|"
    r"eq|ne|lt|le|gt|ge|neg|abs|r?(add|sub|mul|matmul|truediv|floordiv|mod|pow))__"
)
"""Special methods that a class of the code may define."""

IMPORTS = f"import only {', '.join(name for name in MODULES if '.' not in name)}"
RULE = "drop it: a page's code computes and prints"
MEND = "mend it"

PARSING = Lock()
"""Held while warnings are off, which is so for all threads."""


def check_code(page: Page) -> Iterator[Problem]:
    """Say what in the page's Python blocks may not be there, once a line."""
    for block in page.code_blocks:
        if block.language == "python":
            first_of_line = dict(reversed(complaints(block.code)))
            for line, complaint in first_of_line.items():
                yield Problem(page.path, block.line + line, *complaint)


@lru_cache(maxsize=4096)
def complaints(code: str) -> tuple[tuple[int, Complaint], ...]:
    """Return what may not be in some code, each with its line counted from 1."""
    try:
        with PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an escape that Python does not know, say
            tree = ast.parse(code)
            compile(tree, "the code", "exec", dont_inherit=True)
    except SyntaxError as error:
        line = max(1, min(error.lineno or 1, code.count("\n")))
        return ((line, Complaint(f"the code is no Python: {error.msg}", MEND)),)
    except (MemoryError, RecursionError, ValueError):
        return ((1, Complaint("the code is no Python: it is nested too deeply", MEND)),)
    return tuple(_Code(tree).complaints())


class _Code:
    """Some code, with what its parts are judged by.

    `modules` gives the module that a name is imported as; `simple_types` are the `type` of each
    `type(x)`.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.nodes = list(ast.walk(tree))
        self.modules: Mapping[str, str] = dict(
            (alias.asname, alias.name) if alias.asname else (alias.name.partition(".")[0],) * 2
            for node in self.nodes
            if isinstance(node, ast.Import)
            for alias in node.names
        )
        self.simple_types: Set[int] = {
            id(node.func)
            for node in self.nodes
            if isinstance(node, ast.Call)
            if len(node.args) == 1 and not node.keywords
            if not isinstance(node.args[0], ast.Starred)
        }

    def complaints(self) -> Iterator[tuple[int, Complaint]]:
        """Yield what may not be there, in the order of the lines."""
        found = [
            (getattr(node, "lineno", 1), complaint)
            for node in self.nodes
            for complaint in (*self._imports(node), *self._names(node))
        ]
        yield from sorted(found, key=lambda each: each[0])

    def _imports(self, node: ast.AST) -> Iterator[Complaint]:
        match node:
            case ast.Import(names=names):
                modules, members = [alias.name for alias in names], []
            case ast.ImportFrom(names=names):
                modules = ["." * node.level + (node.module or "")]
                members = [alias.name for alias in names]
            case _:
                return
        for module in modules:
            if module not in MODULES:
                yield Complaint(f"the code imports '{module}'", IMPORTS)
        for member in members:
            if member == "*":
                yield Complaint("the code imports everything of a module", "import by name")
            elif _is_hidden(modules[0], member):
                yield Complaint(f"the code imports '{modules[0]}.{member}'", RULE)

    def _names(self, node: ast.AST) -> Iterator[Complaint]:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=member) if name in self.modules:
                forbidden = _is_hidden(self.modules[name], member)
                yield from _uses(f"{name}.{member}", forbidden)
            case ast.Attribute(attr=name):
                yield from _uses(f".{name}", ATTRIBUTES.fullmatch(name) is not None)
            case ast.Name(id="type") if id(node) not in self.simple_types:
                yield Complaint("the code uses 'type' for more than type(x)", RULE)
            case ast.Name(id=name):
                yield from _uses(
                    name, name in HIDDEN["builtins"] or SPECIAL.fullmatch(name) is not None
                )
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                is_odd = SPECIAL.fullmatch(name) and not METHODS.fullmatch(name)
                yield from _uses(name, bool(is_odd))
            case ast.MatchClass(kwd_attrs=names):
                for name in names:
                    yield from _uses(f".{name}", ATTRIBUTES.fullmatch(name) is not None)
            case ast.Constant():
                return
            case _:
                for name in _identifiers(node):
                    yield from _uses(name, SPECIAL.fullmatch(name) is not None)


def _uses(name: str, forbidden: bool) -> Iterator[Complaint]:
    if forbidden:
        yield Complaint(f"the code uses '{name}'", RULE)


def _is_hidden(module: str, member: str) -> bool:
    return member in HIDDEN.get(module, ()) or ATTRIBUTES.fullmatch(member) is not None


def _identifiers(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node has besides its parts' own."""
    for _, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield each
