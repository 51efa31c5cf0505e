"""Whether the two pages of a question have been compared since either changed."""

from collections.abc import Iterator

from handbook.check.reading import LANGUAGE
from handbook.model import LOCALES, Question
from handbook.problems import Problem


def check_synced(question: Question) -> Iterator[Problem]:
    """Warn of two pages that were never compared, or of which one has changed since."""
    if len(question.pages) < len(LOCALES):
        return
    english, chinese = (question.pages[locale] for locale in LOCALES)
    command = f"`handbook sync {question.id}`"
    for page, twin in (english, chinese), (chinese, english):
        synced = page.front_matter.synced
        if synced is None:
            yield Problem(page.path, 1, "never compared", f"run {command}", "warning")
            return
        if synced != twin.digest:
            message = f"stale: the {LANGUAGE[twin.locale]} page has changed"
            advice = f"compare the two, then run {command}"
            yield Problem(page.path, page.key_lines["synced"], message, advice, "warning")
