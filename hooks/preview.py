"""Build what a live preview asks for, mistakes and all; hooks/serve.py shows it."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from handbook.addresses import PREFIX, addresses
from handbook.check.indexes import TEMPLATES
from handbook.model import LOCALES
from handbook.preview import Change, as_far_as_possible
from languages import build_also

SCRIPT = '<script defer src="/preview.js"></script></body>'
"""Says on a page what is wrong with it."""


@event_priority(100)  # before the i18n plugin (-100) has looked which languages there are
def on_config(config: MkDocsConfig) -> None:
    """Leave out the second language where nothing of it changes."""
    if "preview" in config.extra:
        urls = config.extra["change"].urls
        build_also(
            config, [each for each in LOCALES if any(url.startswith(PREFIX[each]) for url in urls)]
        )


@event_priority(-300)  # when all files are known
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop the pages that cannot be read, and leave out what stays as it is."""
    if "preview" not in config.extra:
        return files
    change: Change = config.extra["change"]
    if not change.has_assets:
        for file in files:
            if not file.is_documentation_page():
                file.inclusion = InclusionLevel.EXCLUDED  # it is served already
    pages = addresses(config.extra["library"])
    known = {address.url(locale) for address in pages for locale in address.locales}
    for file in list(files.documentation_pages()):
        url = file.url.removeprefix("./")
        if url not in known:
            files.remove(file)
        elif url not in change.urls:
            file.inclusion = InclusionLevel.EXCLUDED  # which links may lead to
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Show an index, and formulas, that are not as they should be."""
    if "preview" in config.extra:
        config.mdx_configs["handbook.markdown"]["render"] = as_far_as_possible
        _, _, name = page.file.src_uri.partition("/")
        if name in TEMPLATES or name.endswith("/index.md"):
            page.meta["template"] = TEMPLATES.get(name, "topic.html")
    return markdown


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001
    """Compile the templates once for all builds."""
    if "preview" in config.extra:
        env.bytecode_cache = config.extra["compiled_templates"]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Add the preview's script to a page."""
    return _with_script(output, config)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Add the preview's script to the page for unknown addresses."""
    return _with_script(output, config)


def _with_script(html: str, config: MkDocsConfig) -> str:
    return html.replace("</body>", SCRIPT) if "preview" in config.extra else html
