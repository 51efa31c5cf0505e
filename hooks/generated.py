"""Add the pages made from data (tags, lists, learning paths), drop foreign-language pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from handbook.addresses import PREFIX
from handbook.model import Library, Locale
from languages import current_locale


@event_priority(-200)  # after the i18n plugin (-100), which would drop generated files
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Bring the language's files to what the library says it has."""
    locale: Locale = current_locale(config)
    for file in list(files.documentation_pages()):
        if not file.src_uri.startswith(f"{locale}/"):
            files.remove(file)
    for path, text in _generated_pages(config.extra["library"], locale):
        files.append(File.generated(config, PREFIX[locale] + path, content=text))
    return files


def _generated_pages(library: Library, locale: Locale) -> list[tuple[str, str]]:
    """Return path and text of each page: front matter for its template, and its title."""
    tags = [
        (f"tags/{tag.id}.md", f"---\ntemplate: tag.html\ntag: {tag.id}\n---\n# {tag.label[locale]}")
        for tag in library.tags
    ]
    lists = [
        (
            f"lists/{source.id}.md",
            f"---\ntemplate: list.html\nlist: {source.id}\n---\n# {source.title[locale]}",
        )
        for source in library.sources
    ]
    paths = [
        (
            f"paths/{path.id}.md",
            f"---\ntemplate: path.html\npath: {path.id}\n---\n# {path.title[locale]}",
        )
        for path in library.paths
    ]
    return tags + lists + paths
