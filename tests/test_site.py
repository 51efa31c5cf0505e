"""A tiny site in two languages, built as the real one is."""

import json
import os
import re
import shutil
import subprocess
import sys
from filecmp import dircmp
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handbook.addresses import PREFIX, record
from handbook.export.edition import edition_of
from handbook.export.published import texts
from handbook.fingerprints import plain
from handbook.interface import load_interface
from handbook.load import load
from tests.sample import RMSNORM_EN, RMSNORM_ZH, ROOT, Project, furnish, make_project

SITE_URL = "https://example.org/book/"
REPOSITORY_URL = "https://example.org/repository"
TOPICS = ("normalization", "attention")
POLICY = r'(<meta http-equiv="Content-Security-Policy"[^>]*>)'
KV_EN, KV_ZH = (f"docs/{locale}/attention/kv-cache.md" for locale in ("en", "zh"))
ATTENTION_EN, ATTENTION_ZH = (f"docs/{each}/attention/self-attention.md" for each in ("en", "zh"))


def furnished(root: Path) -> Project:
    """Return the tiny project with all that the real one builds its site with."""
    return furnish(make_project(root))


def build(project: Project, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `handbook site` in the project."""
    environment = os.environ | {"SITE_URL": SITE_URL, "REPOSITORY_URL": REPOSITORY_URL}
    return subprocess.run(
        [sys.executable, "-m", "handbook", "site", *options],
        cwd=project.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


class Targets(HTMLParser):
    """Collects what a page links to, loads and redirects to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.targets += [values[name] for name in ("href", "src") if name in values]
        self.targets += values.get("content", "").partition("url=")[2:]


def html(project: Project, address: str) -> str:
    """Return a page of the built site, its white space normalized."""
    text = (project.root / "site" / address / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text)


def links(text: str) -> list[tuple[str, str]]:
    """Return target and text of each link."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', text)
    return [(target, re.sub(r"<[^>]*>", "", inner).strip()) for target, inner in found]


def part(text: str, start: str, end: str) -> str:
    """Return what stands between two marks."""
    assert start in text, f"no {start}"
    return text.split(start, 1)[1].split(end, 1)[0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny site, with a question that has a Chinese page only and one that has moved."""
    project = furnished(tmp_path_factory.mktemp("built"))
    project.remove(KV_EN)
    project.edit(ATTENTION_EN, "[self-attention](kv-cache.md)", "**What then?**")
    project.edit(ATTENTION_ZH, "[self-attention](kv-cache.md)", "**然后呢？**")
    project.edit(
        "data/questions.yml", "id: layernorm\n", "id: layernorm\n  formerly: [attention]\n"
    )
    project.write("data/addresses.txt", "/attention/layernorm/\n/zh/attention/layernorm/\n")
    record(load(project.root))
    result = build(project)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return project


def test_each_language_says_which_it_is_and_names_its_twin(built: Project) -> None:
    for prefix, tag in (("", "en"), ("zh/", "zh-Hans")):
        page = html(built, f"{prefix}normalization/rmsnorm")
        assert f'<html lang="{tag}"' in page
        canonical = f"{SITE_URL}{prefix}normalization/rmsnorm/"
        assert f'<link rel="canonical" href="{canonical}">' in page
        for other, url in (("en", ""), ("zh-Hans", "zh/"), ("x-default", "")):
            link = f'hreflang="{other}" href="{SITE_URL}{url}normalization/rmsnorm/"'
            assert f'<link rel="alternate" {link}>' in page


def test_a_page_in_one_language_is_listed_with_a_badge_and_linked_from_the_other(
    built: Project,
) -> None:
    assert not (built.root / "site/attention/kv-cache").exists()
    assert (built.root / "site/zh/attention/kv-cache/index.html").is_file()
    index = html(built, "questions")
    assert ("../zh/attention/kv-cache/", "What is the KV cache?") in links(index)
    assert '<span class="hb-badge">Chinese only</span>' in index
    chinese = html(built, "zh/attention/kv-cache")
    assert 'hreflang="en"' not in chinese.split("</head>")[0]
    assert ("../../../attention/", "English") in links(chinese)
    # Nothing could stand beside it.
    assert "side-by-side" in html(built, "zh/normalization/rmsnorm").split("</article>")[0]
    assert 'id="side-by-side"' not in chinese
    assert '"side-by-side"' not in chinese.split("</head>")[0]


def test_a_question_page_says_what_it_is_and_how_to_mend_it(built: Project) -> None:
    header = part(html(built, "zh/normalization/rmsnorm"), 'class="hb-about"', "</div>")
    assert "基础" in header
    assert ("../", "归一化") in links(header)
    assert ("../../tags/formula/", "公式") in links(header)
    assert '<time datetime="2026-11-22">' in header
    assert (f"{REPOSITORY_URL}/edit/main/{RMSNORM_ZH}", "编辑本页") in links(header)
    assert "分钟读完" in header


def test_previous_and_next_follow_the_register_within_the_topic(built: Project) -> None:
    first, second = html(built, "normalization/layernorm"), html(built, "normalization/rmsnorm")
    assert ("../rmsnorm/", "What is RMSNorm?") in links(part(first, "hb-neighbours", "</nav>"))
    assert "hb-neighbours__previous" not in first
    assert ("../layernorm/", "layernorm") in links(part(second, "hb-neighbours", "</nav>"))
    assert "hb-neighbours__next" not in second


def test_a_follow_up_names_the_question_it_follows(built: Project) -> None:
    section = part(html(built, "attention/self-attention"), 'id="asked-after"', "</section>")
    assert [text for _, text in links(section)] == ["What is RMSNorm?", "What is the KV cache?"]


def test_a_tag_page_defines_the_tag_and_lists_its_questions(built: Project) -> None:
    page = part(html(built, "zh/tags/normalization"), "<article", "</article>")
    assert "缩放激活值。" in page
    questions = [text for target, text in links(page) if "/normalization/" in target]
    assert questions == ["layernorm", "什么是 RMSNorm？"]
    assert ("../formula/", "公式") in links(page)


def test_a_list_keeps_its_order_and_names_what_is_unanswered_without_a_link(
    built: Project,
) -> None:
    page = part(html(built, "lists/top-5"), '<ol class="hb-list">', "</ol>")
    items = [item.strip() for item in re.findall(r"<li[^>]*>(.*?)</li>", page)]
    assert links(items[1]) == [("../../normalization/rmsnorm/", "What is RMSNorm?")]
    assert items[4].startswith("What is FlashAttention?")
    assert "not answered yet" in items[4]
    assert links(items[4]) == []


def test_a_learning_path_has_its_questions_stage_by_stage_with_the_time_they_take(
    built: Project,
) -> None:
    index = part(html(built, "paths"), "<article", "</article>")
    assert ("one-hour/", "One hour") in links(index)
    assert "2 questions · reading time 2 min" in " ".join(index.split())
    page = part(html(built, "zh/paths/one-hour"), "<article", "</article>")
    assert "最短的路。" in page
    first, second = (part(page, f'id="stage-{stage}"', "</section>") for stage in (1, 2))
    assert [text for _, text in links(first)] == ["什么是 RMSNorm？", "kv-cache"]
    assert "1 分钟读完" in first
    assert "尚未作答" in second
    assert links(second) == []


def test_both_languages_list_the_same_questions(built: Project) -> None:
    for prefix in ("", "zh/"):
        index = part(html(built, f"{prefix}questions"), "<article", "</article>")
        places = [re.search(r"([a-z-]+)/([a-z-]+)/$", target) for target, _ in links(index)]
        listed = [place[2] for place in places if place and place[1] in TOPICS]
        assert listed == ["layernorm", "rmsnorm", "self-attention", "kv-cache"]


def test_an_old_address_redirects_in_both_languages(built: Project) -> None:
    for prefix in ("", "zh/"):
        old = html(built, f"{prefix}attention/layernorm")
        assert "0; url=../../normalization/layernorm/" in old
        assert (built.root / "site" / prefix / "normalization/layernorm/index.html").is_file()


def test_the_sitemap_has_the_pages_of_both_languages(built: Project) -> None:
    text = (built.root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{SITE_URL}attention/kv-cache/</loc>" not in text
    assert f"<loc>{SITE_URL}zh/attention/kv-cache/</loc>" in text
    assert f"<loc>{SITE_URL}tags/attention/</loc>" in text


def test_robots_find_the_sitemap(built: Project) -> None:
    assert f"\nSitemap: {SITE_URL}sitemap.xml\n" in built.read("site/robots.txt")


def metadata(project: Project, address: str) -> dict[str, str]:
    """Return what the head of a page says by name, or by property."""
    head = html(project, address).split("</head>")[0]
    found = re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', head)
    return {name: unescape(content) for name, content in found}


def test_a_link_to_a_question_is_shown_with_its_title_and_the_beginning_of_its_answer(
    built: Project,
) -> None:
    said = metadata(built, "zh/normalization/rmsnorm")
    assert said["og:title"] == "什么是 RMSNorm？"
    assert said["og:type"] == "article"
    assert said["og:site_name"] == "大模型面试手册"
    assert said["og:url"] == f"{SITE_URL}zh/normalization/rmsnorm/"
    assert said["og:locale"] == "zh_CN"
    assert said["og:locale:alternate"] == "en_US"
    assert said["description"] == "它把 x 除以均方根，参见 LayerNorm。它的计算量小。"
    assert said["og:description"] == said["description"]
    assert said["twitter:card"] == "summary"
    assert "og:image" not in said


def test_a_link_to_another_page_is_shown_with_what_the_page_is_about(built: Project) -> None:
    home = metadata(built, "zh")
    assert home["og:title"] == home["og:site_name"] == "大模型面试手册"
    assert home["og:type"] == "website"
    assert "<title>大模型面试手册</title>" in html(built, "zh")
    tag, topic = metadata(built, "tags/normalization"), metadata(built, "normalization")
    assert (tag["og:title"], tag["description"]) == ("Normalization", "Scaling activations.")
    assert topic["description"] == "Keeping numbers in range."
    path = metadata(built, "paths/one-hour")
    assert path["og:description"] == path["description"] == "The shortest way."
    assert "og:locale:alternate" not in metadata(built, "zh/attention/kv-cache")


def test_a_question_page_says_where_it_stands_and_what_it_is_in_structured_data(
    built: Project,
) -> None:
    head = html(built, "normalization/rmsnorm").split("</head>")[0]
    data = json.loads(part(head, '<script type="application/ld+json">', "</script>"))
    trail, article = data["@graph"]
    assert [(item["name"], item["item"]) for item in trail["itemListElement"]] == [
        ("LLM Interview Handbook", SITE_URL),
        ("Normalization", f"{SITE_URL}normalization/"),
        ("What is RMSNorm?", f"{SITE_URL}normalization/rmsnorm/"),
    ]
    assert article["@type"] == "TechArticle"
    assert article["headline"] == "What is RMSNorm?"
    assert article["inLanguage"] == "en"
    assert article["dateModified"] == "2026-11-22"
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "ld+json" not in html(built, "normalization")


def test_the_404_page_speaks_both_languages(built: Project) -> None:
    text = (built.root / "site/404.html").read_text(encoding="utf-8")
    assert 'lang="en"' in text
    assert 'lang="zh-Hans"' in text
    assert "页面不存在" in text
    assert not (built.root / "site/zh/404.html").exists()


def test_math_is_rendered_and_its_stylesheet_is_only_where_math_is(built: Project) -> None:
    page = html(built, "zh/normalization/rmsnorm")
    assert "<math" in page
    assert "$`" not in page
    stylesheet = next((built.root / "site/assets/katex").glob("katex.min.*.css"))
    assert f"assets/katex/{stylesheet.name}" in page
    assert "assets/katex/" not in html(built, "questions")
    fonts = list((built.root / "site/assets/katex/fonts").iterdir())
    assert fonts
    assert {font.suffix for font in fonts} == {".woff2"}
    whole = ROOT / "node_modules/katex/dist/fonts"
    assert all(font.stat().st_size < (whole / plain(font.name)).stat().st_size for font in fonts)
    named = re.findall(r"url\(fonts/([^)]*)\)", stylesheet.read_text())
    assert {*named} == {font.name for font in fonts}


NO_FORKS = "from handbook import cores\ncores._can_fork = lambda: False\n"


@pytest.mark.parametrize("at_start", ["", NO_FORKS], ids=["as ever", "without forks"])
def test_a_second_build_is_identical_outside_the_search_index(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_start: str
) -> None:
    before = tmp_path / "before"
    shutil.copytree(built.root / "site", before)
    (tmp_path / "sitecustomize.py").write_text(at_start, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    assert build(built).returncode == 0
    naming_the_index = ["files.json", "sw.js"]
    difference = dircmp(before, built.root / "site", ignore=["pagefind", *naming_the_index])
    assert _differing(difference) == []


def test_programs_find_the_data_the_lists_and_each_page_as_markdown(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", SITE_URL)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    library, words = load(built.root).library, load_interface(built.root)
    wanted = dict(texts(library, words, edition_of(library)))
    assert {address: built.read(f"site/{address}") for address in wanted} == wanted
    assert {
        *("questions.json", "questions.schema.json", "llms.txt", "llms-full.txt"),
        *("zh/llms.txt", "zh/llms-full.txt", "normalization/rmsnorm.md"),
        *("zh/normalization/rmsnorm.md", "zh/attention/kv-cache.md"),
    } <= set(wanted)
    site = built.root / "site"
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.md")} == {
        address for address in wanted if address.endswith(".md")
    }


def test_a_question_page_names_its_markdown(built: Project) -> None:
    for question in load(built.root).library.answered:
        for locale in question.pages:
            address = PREFIX[locale] + question.address
            head = html(built, address).split("</head>")[0]
            found = re.findall(r'<link rel="alternate" type="text/markdown" href="([^"]*)">', head)
            assert found == [f"../{question.id}.md"]
            assert (built.root / "site" / address / found[0]).is_file()
    assert "text/markdown" not in html(built, "normalization")


def test_every_page_says_its_policy_before_it_loads_anything(built: Project) -> None:
    pages = list((built.root / "site").rglob("*.html"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    assert any('http-equiv="refresh"' in text for text in texts)
    for text in texts:
        before, policy, after = re.split(POLICY, text)
        assert "default-src 'none'" in policy
        assert "<link" not in before
        assert "<script" not in before
        assert not re.search(r"<(?!span)[^>]*\sstyle=|<style|<[^>]*\son[a-z]+=", after)


def test_every_link_of_the_offline_copy_leads_to_a_file(built: Project, tmp_path: Path) -> None:
    project = Project(shutil.copytree(built.root, tmp_path / "copy", symlinks=True))
    assert build(project, "--offline").returncode == 0
    site = project.root / "site"
    for page in site.rglob("*.html"):
        collector = Targets()
        collector.feed(page.read_text(encoding="utf-8"))
        for target in collector.targets:
            parts = urlsplit(target)
            if parts.path and not parts.netloc:
                assert (page.parent / parts.path).is_file(), f"{page}: {target}"
    assert not (site / "pagefind").exists()


def _differing(difference: "dircmp[str]") -> list[str]:
    here = [*difference.diff_files, *difference.left_only, *difference.right_only]
    return here + [name for sub in difference.subdirs.values() for name in _differing(sub)]


def test_a_broken_page_stops_the_build_and_the_old_site_survives(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    project.write("site/index.html", "the old site")
    project.edit(RMSNORM_EN, "level: basic", "level: basic\ncolour: red")
    result = build(project)
    assert result.returncode == 1
    line = project.line(RMSNORM_EN, "colour")
    assert f"{RMSNORM_EN}:{line}: unknown key 'colour'; " in result.stderr
    assert "Traceback" not in result.stderr
    assert project.read("site/index.html") == "the old site"
    assert not [*tmp_path.glob(".site-*")]


def test_a_page_that_programs_cannot_follow_stops_the_build_too(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    project.write("site/index.html", "the old site")
    for path in (RMSNORM_EN, RMSNORM_ZH):
        project.edit(path, "(layernorm.md#short-answer)", r"(layernorm\.md#short-answer)")
    result = build(project)
    assert result.returncode == 1
    for path in (RMSNORM_EN, RMSNORM_ZH):
        line = project.line(path, "[LayerNorm]")
        said = "programs cannot find the address of the link to 'layernorm.md#short-answer'"
        assert f"{path}:{line}: {said}; " in result.stderr
    assert "Traceback" not in result.stderr
    assert project.read("site/index.html") == "the old site"


def test_a_deleted_page_stops_the_build_with_its_address(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    for locale in ("en", "zh"):
        project.remove(f"docs/{locale}/normalization/layernorm.md")
    for path, text in ((RMSNORM_EN, "[LayerNorm]"), (RMSNORM_ZH, "[LayerNorm]")):
        project.edit(path, f"{text}(layernorm.md#short-answer)", "LayerNorm")
    result = build(project)
    assert result.returncode == 1
    assert "the published address /normalization/layernorm/ is gone" in result.stderr
