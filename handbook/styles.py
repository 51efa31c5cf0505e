"""Material's stylesheets, cut down to what the site's pages use: a third of their bytes.

Every page waits for them before it shows anything, and most of them is for things that no page has.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

CLASSES = re.compile(r'class="([^"]*)"')
WORD = re.compile(r"[\w-]+")
READ = re.compile(r"var\(\s*(--[\w-]+)")
OF_RULES = {"media", "supports", "layer", "container"}
"""The at-rules that have rules in them."""


def classes_in(html: str) -> Set[str]:
    """Return the classes of a page's elements."""
    return {name for names in set(CLASSES.findall(html)) for name in names.split()}


def words_in(script: str) -> Set[str]:
    """Return a script's words, among which are the classes that it may give to an element."""
    return set(WORD.findall(script))


def properties_in(text: str) -> Set[str]:
    """Return the custom properties, such as `--md-accent-fg-color`, that are read in a text."""
    return set(READ.findall(text))


def cut_down(sheets: Mapping[Path, str], classes: Set[str], read: Set[str]) -> dict[Path, str]:
    """Return stylesheets without the rules for other classes, and unread custom properties.

    Args:
        sheets: those to cut down, which may read each other's properties.
        classes: what an element of some page has, or may get.
        read: the custom properties that others read.
    """
    used = {
        path: _rewritten(_rules(css), lambda rule: _with_classes(rule, classes))
        for path, css in sheets.items()
    }
    all_read = set(read).union(*map(properties_in, used.values()))
    return {
        path: _rewritten(_rules(css), lambda rule: _with_properties(rule, all_read))
        for path, css in used.items()
    }


def _rules(css: str | list[Node]) -> list[Node]:
    rules: list[Node] = tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True)
    return rules


def _rewritten(rules: Iterable[Node], rewrite: Callable[[QualifiedRule], str]) -> str:
    """Return the text of the rules, with what becomes of each that has a selector."""
    texts = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            texts.append(rewrite(rule))
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in OF_RULES:
            texts.append(_around(rule, _rewritten(_rules(rule.content or []), rewrite)))
        else:
            texts.append(rule.serialize())
    return "".join(texts)


def _with_classes(rule: QualifiedRule, classes: Set[str]) -> str:
    """Return the text of a rule with the selectors that fit an element, nothing if none does."""
    fitting = [each for each in _selectors(rule.prelude) if _named(each) <= classes]
    prelude = ",".join(map(tinycss2.serialize, fitting))
    return f"{prelude}{{{tinycss2.serialize(rule.content)}}}" if fitting else ""


def _with_properties(rule: QualifiedRule, read: Set[str]) -> str:
    """Return the text of a rule without custom properties that nobody reads."""
    lines = tinycss2.parse_blocks_contents(rule.content, True, True)
    kept = [line.serialize() for line in lines if not _is_unread(line, read)]
    return f"{tinycss2.serialize(rule.prelude)}{{{';'.join(kept)}}}" if kept else ""


def _around(rule: AtRule, inner: str) -> str:
    """Return the text of an at-rule with these rules in it, nothing if there are none."""
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}" if inner else ""


def _is_unread(line: Node, read: Set[str]) -> bool:
    return isinstance(line, Declaration) and line.name.startswith("--") and line.name not in read


def _selectors(prelude: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a list of them."""
    selector: list[Node] = []
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            yield selector
            selector = []
        else:
            selector.append(node)
    yield selector


def _named(selector: Iterable[Node]) -> Set[str]:
    """Return the classes an element must have, or be in, for a selector to fit it.

    Those within `:is()`, `:not()` and the like are one of several, or must be absent.
    """
    nodes = list(selector)
    return {
        name.value
        for dot, name in pairwise(nodes)
        if dot.type == "literal" and dot.value == "." and name.type == "ident"
    }
