"""What study mode and the mock interview fetch: the scheduler ts-fsrs, and the cards."""

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from handbook.addresses import PREFIX
from handbook.practice import cards
from languages import current_locale

SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)
"""Where a browser's developer tools would look for a file that we do not ship."""


@event_priority(-200)  # after the i18n plugin (-100), which crashes on generated files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add `assets/study/ts-fsrs.mjs`, and `study/cards.json` of the language being built."""
    root = Path(config.config_file_path).parent
    module = root / "node_modules" / "ts-fsrs" / "dist" / "index.mjs"
    scheduler = SOURCE_MAP.sub("", module.read_text(encoding="utf-8"))
    files.append(File.generated(config, "assets/study/ts-fsrs.mjs", content=scheduler))

    locale = current_locale(config)
    all_cards = cards(config.extra["library"], config.extra["relations"], locale)
    text = json.dumps(all_cards, ensure_ascii=False, separators=(",", ":"))
    files.append(File.generated(config, f"{PREFIX[locale]}study/cards.json", content=text))
    return files
