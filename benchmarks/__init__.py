"""What the handbook costs in time and memory, beside two generators that do less: `make bench`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""
