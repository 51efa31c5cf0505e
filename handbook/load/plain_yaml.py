"""YAML as far as the handbook uses it: values that stand where they are written.

Without aliases, anchors and merge keys, which say one thing in two places and can grow a few lines
into gigabytes, without tags, and without what ends the YAML before the text that holds it ends.
"""

import re
from functools import lru_cache
from typing import cast

from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined] # libyaml, eight times as fast
from yaml.events import AliasEvent, Event, NodeEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode
from yaml.resolver import Resolver

from handbook.load.characters import fault_in

DEEPEST = 8
"""How many lists and mappings may lie inside each other; the data files have three."""

DIRECTIVE = re.compile(r"^(?:%.*|\.\.\.(?!\S).*)$", re.MULTILINE)
"""A line that gives YAML an order, or ends it; MkDocs would take what follows for the page."""

STANDARD_TAG = "tag:yaml.org,2002:"
MERGE = f"{STANDARD_TAG}merge"


class UnwantedError(Exception):
    """YAML that the handbook does without.

    Attributes:
        line: where it stands, counted from 0.
        message: what it is.
        advice: what to do about it.
    """

    def __init__(self, line: int, message: str, advice: str) -> None:
        super().__init__(message)
        self.line, self.message, self.advice = line, message, advice


class PlainLoader(Composer, CParser, SafeConstructor, Resolver):
    """PyYAML's safe loader on top of libyaml, without what the handbook does without."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self.depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Read one value, unless it is unwanted."""
        _refuse(cast("Event", self.peek_event()), self.depth)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        for key, _ in node.value if isinstance(node, MappingNode) else ():
            _refuse_key(key)
        return node


@lru_cache(maxsize=64)  # more than there are data files: pages are remembered as such
def compose(text: str) -> Node | None:
    """Read YAML; remembered, since a live preview reads every file again and again.

    Raises:
        UnwantedError: it has what the handbook does without.
        yaml.YAMLError, ValueError: it is no YAML.
    """
    if directive := DIRECTIVE.search(text):
        line = text.count("\n", 0, directive.start())
        raise UnwantedError(line, f"the line '{directive[0]}', an order to YAML", "drop it")
    return PlainLoader(text).get_single_node()


def _refuse(event: Event, depth: int) -> None:
    line = event.start_mark.line if event.start_mark else 0
    if depth >= DEEPEST:
        raise UnwantedError(line, "too many lists inside each other", "write it flatter")
    if isinstance(event, AliasEvent):
        raise UnwantedError(line, f"the alias '*{event.anchor}'", "write what it stands for")
    if isinstance(event, NodeEvent) and event.anchor is not None:
        raise UnwantedError(line, f"the anchor '&{event.anchor}'", "drop it")
    if isinstance(event, ScalarEvent) and (fault := _fault(event.value)):
        raise UnwantedError(line, f"a value with {fault}", "write it without")
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise UnwantedError(line, f"the tag '{tag.replace(STANDARD_TAG, '!!')}'", "drop it")


def _fault(value: str) -> str:
    """Return what is in a value, perhaps by an escape, that readers of the book would not see."""
    return "a line break or a tab" if re.search(r"[\n\t]", value) else fault_in(value)


def _refuse_key(key: Node) -> None:
    line = key.start_mark.line
    if not isinstance(key, ScalarNode):
        raise UnwantedError(line, "a key that is a list or has keys itself", "write a word")
    if key.tag == MERGE:
        raise UnwantedError(line, "the key '<<'", "write out the keys that it would add")
