"""The question index: complete as it is, and filtered from its address."""

from playwright.sync_api import Locator, Page, expect

from handbook.model import Library
from tests.browser.visit import Visit


def shown(page: Page) -> Locator:
    """Return the questions that the filters leave."""
    return page.locator(".hb-question:visible")


def test_without_javascript_the_index_is_complete_and_grouped(
    visit: Visit, library: Library
) -> None:
    page = visit("/questions/", javascript=False)
    expect(shown(page)).to_have_count(len(library.answered))
    expect(page.locator("#filters")).to_be_hidden()
    topics = [topic for topic in library.topics if library.answered_in(topic.id)]
    expect(page.locator(".hb-topic h2")).to_have_text([topic.title["en"] for topic in topics])


def test_filters_combine_and_stay_when_the_page_is_reloaded(visit: Visit, library: Library) -> None:
    fit = [q for q in library.answered_with("formula") if q.level == "basic"]
    page = visit("/questions/?tag=formula&level=basic")
    for _ in range(2):
        expect(shown(page)).to_have_count(len(fit))
        expect(page.locator("#filters").get_by_role("status")).to_have_text(
            f"Questions shown: {len(fit)}"
        )
        expect(page.get_by_label("Tag")).to_have_value("formula")
        page.reload()
    topics = {question.topic for question in fit}
    expect(page.locator(".hb-topic:visible")).to_have_count(len(topics))


def test_choosing_writes_the_address_and_back_undoes_it(visit: Visit, library: Library) -> None:
    page = visit("/zh/questions/")
    page.get_by_label("标签").select_option("memory")
    expect(page).to_have_url("/zh/questions/?tag=memory")
    page.get_by_label("题单").select_option("collection-104")
    expect(page).to_have_url("/zh/questions/?tag=memory&list=collection-104")
    page.go_back()
    expect(page).to_have_url("/zh/questions/?tag=memory")
    expect(shown(page)).to_have_count(len(library.answered_with("memory")))
    page.go_forward()
    expect(page.get_by_label("题单")).to_have_value("collection-104")
    page.get_by_role("button", name="清除筛选").click()
    expect(page).to_have_url("/zh/questions/")
    expect(shown(page)).to_have_count(len(library.answered))


def test_each_option_says_how_many_questions_it_would_leave(visit: Visit, library: Library) -> None:
    page = visit("/questions/?topic=transformer-and-attention")
    here = library.answered_in("transformer-and-attention")
    count = sum("formula" in question.tags for question in here)
    option = page.locator("select[name=tag] option[value=formula]")
    expect(option).to_have_text(f"Formula ({count})")
    page.get_by_label("Tag").select_option("formula")
    expect(shown(page)).to_have_count(count)


def test_an_address_with_an_unknown_filter_shows_every_question(
    visit: Visit, library: Library
) -> None:
    page = visit("/questions/?tag=nonsense")
    expect(shown(page)).to_have_count(len(library.answered))
