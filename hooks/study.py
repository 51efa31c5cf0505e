"""Serve ts-fsrs, the scheduler of study mode, from the site."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)
"""Where a browser's developer tools would look for a file that we do not ship."""


@event_priority(-200)  # after the i18n plugin (-100), which crashes on generated files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add `assets/study/ts-fsrs.mjs`."""
    root = Path(config.config_file_path).parent
    module = root / "node_modules" / "ts-fsrs" / "dist" / "index.mjs"
    content = SOURCE_MAP.sub("", module.read_text(encoding="utf-8"))
    files.append(File.generated(config, "assets/study/ts-fsrs.mjs", content=content))
    return files
