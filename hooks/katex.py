"""Serve KaTeX's stylesheet and woff2 fonts from the site."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from handbook import cores
from handbook.math import cut_down, shared_katex
from languages import is_first_build

OLDER_FONTS = re.compile(r',url\([^)]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)')
"""The fallbacks KaTeX names for browsers that predate woff2; we do not ship them."""


@event_priority(-200)  # after the i18n plugin (-100), which crashes on generated files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files below `assets/katex/`."""
    katex = Path(config.config_file_path).parent / "node_modules" / "katex" / "dist"
    stylesheet = (katex / "katex.min.css").read_text(encoding="utf-8")
    content = OLDER_FONTS.sub("", stylesheet)
    files.append(File.generated(config, "assets/katex/katex.min.css", content=content))
    for font in sorted((katex / "fonts").glob("*.woff2")):
        uri = f"assets/katex/fonts/{font.name}"
        files.append(File.generated(config, uri, abs_src_path=str(font)))
    return files


@event_priority(-200)  # after the i18n plugin (-100) has built the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Leave the fonts what the book's formulas show; a preview may show others in a moment."""
    if not is_first_build(config) or "preview" in config.extra:
        return
    formulas = (each for page in config.extra["library"].pages for each in page.formulas)
    shared_katex().prepare((each.tex, each.display) for each in formulas)  # of kept pages too
    characters = shared_katex().characters()
    fonts = sorted((Path(config.site_dir) / "assets" / "katex" / "fonts").iterdir())
    smaller = cores.on_all_cores(lambda number: cut_down(fonts[number], characters), len(fonts))
    for font, content in zip(fonts, smaller, strict=True):
        font.write_bytes(content)
