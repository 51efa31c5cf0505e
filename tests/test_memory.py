"""What a build holds in memory does not grow with the length of the pages."""

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HOOK = Path(__file__).parents[1] / "hooks" / "memory.py"


def test_a_page_is_at_hand_for_its_template_and_gone_when_it_is_written() -> None:
    hook: dict[str, Any] = runpy.run_path(str(HOOK))
    html = '<h1>注意力</h1><span class="katex">𝑥</span>'
    page: Any = SimpleNamespace(meta={"template": "question.html"})

    page.content = hook["on_page_content"](html, page=page, config=None, files=None)
    assert html not in (page.content, *page.meta.values())

    context = {"page": page}
    assert hook["on_page_context"](context, page=page, config=None, nav=None) is context
    assert page.content == html
    assert page.meta == {"template": "question.html"}

    assert hook["on_post_page"]("the page", page=page, config=None) == "the page"
    assert not page.content
