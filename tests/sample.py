"""A tiny sound project, in the real format, that a test breaks in one place."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from handbook.addresses import record
from handbook.check import check
from handbook.check.sync import sync
from handbook.load import load
from handbook.model import LOCALES

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
INTERFACE = DATA / "interface.yml"
STYLE = DATA / "style.yml"

RMSNORM_EN = "docs/en/normalization/rmsnorm.md"
RMSNORM_ZH = "docs/zh/normalization/rmsnorm.md"

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>\n'
"""A figure that has a size, for books."""

FILES = {
    "pyproject.toml": "",
    "data/topics.yml": """\
- id: normalization
  title: {en: "Normalization", zh: "归一化"}
  description: {en: "Keeping numbers in range.", zh: "让数值保持在合理范围。"}
- id: attention
  title: {en: "Attention", zh: "注意力"}
  description: {en: "Who looks at whom.", zh: "谁看谁。"}
""",
    "data/tags.yml": """\
- id: normalization
  label: {en: "Normalization", zh: "归一化"}
  definition: {en: "Scaling activations.", zh: "缩放激活值。"}
- id: formula
  label: {en: "Formula", zh: "公式"}
  definition: {en: "A formula to write down.", zh: "要写出公式。"}
- id: attention
  label: {en: "Attention", zh: "注意力"}
  definition: {en: "Weighted sums.", zh: "加权求和。"}
""",
    "data/sources.yml": """\
- id: top-5
  title: {en: "Top five", zh: "五大问题"}
  items: 5
- id: basics-1
  title: {en: "One basic", zh: "一道基础题"}
  items: 1
""",
    "data/questions.yml": """\
- id: layernorm
  topic: normalization
  title: {en: "What does LayerNorm do?", zh: "LayerNorm 做了什么？"}
  sources: [top-5#1]
- id: rmsnorm
  topic: normalization
  title: {en: "What is RMSNorm?", zh: "什么是 RMSNorm？"}
  sources: [top-5#2, basics-1#1]
  worked_example: true
- id: self-attention
  topic: attention
  title: {en: "What is self-attention?", zh: "什么是自注意力？"}
  sources: [top-5#3]
- id: kv-cache
  topic: attention
  title: {en: "What is the KV cache?", zh: "什么是 KV Cache？"}
  sources: [top-5#4]
- id: flash-attention
  topic: attention
  title: {en: "What is FlashAttention?", zh: "什么是 FlashAttention？"}
  sources: [top-5#5]
""",
    "data/glossary.yml": """\
- id: gain
  term: {en: "gain", zh: "增益"}
  definition: {en: "A learned factor for each feature.", zh: "每个特征各有一个的可学习因子。"}
  question: rmsnorm
- id: tiling
  term: {en: "tiling", zh: "分块"}
  definition: {en: "Working block by block.", zh: "一块一块地处理。"}
  question: flash-attention
""",
    "data/paths.yml": """\
- id: one-hour
  kind: time
  title: {en: "One hour", zh: "一小时"}
  description: {en: "The shortest way.", zh: "最短的路。"}
  stages:
    - title: {en: "First", zh: "先读"}
      questions: [rmsnorm, kv-cache]
    - title: {en: "Then", zh: "再读"}
      questions: [flash-attention]
""",
    "docs/assets/figures/norm.en.svg": SVG,
    "docs/assets/figures/norm.zh.svg": SVG,
    RMSNORM_EN: """\
---
tags: [normalization, formula]
level: basic
sources: [top-5#2, basics-1#1]
aliases: [root mean square norm]
checked: 2026-11-22
review_by: 2999-01-01
---

# What is RMSNorm?

## Short answer

It divides $`x`$ by its root mean square, see [LayerNorm](layernorm.md#short-answer). It is cheap.

## Explanation

The formula has no mean:

```math
y_i = \\frac{x_i}{\\sqrt{\\frac{1}{d}\\sum_j x_j^2 + \\epsilon}} \\quad \\text{for each token}
```

![Two arrows of one length.](../../assets/figures/norm.en.svg)

### In practice

| Norm | Statistics |
| --- | --- |
| LayerNorm | mean and $`\\sigma^2`$ |
| RMSNorm | mean square `ms` |

> [!NOTE]
> The gain starts at 1.

1. Square.
2. Average:

    - over features,
    - **not** over tokens.

## Worked example

```python
import numpy as np

x = np.array([3.0, 4.0])  # a token
print(f"{np.sqrt((x**2).mean()):.2f}")
#> 3.54
```

## Common mistakes

- **"It is the L2 norm."** That one is $`\\sqrt{d}`$ times as long.

## Follow-up questions

- [How does attention use it?](../attention/self-attention.md) Before the projections.
- **Why?** See [the paper](https://arxiv.org/abs/1910.07467).

## References

- Zhang and Sennrich. [RMSNorm](https://arxiv.org/abs/1910.07467). NeurIPS, 2019.
- PyTorch contributors. [RMSNorm](https://docs.pytorch.org/docs/stable/). Documentation.
""",
    RMSNORM_ZH: """\
---
tags: [normalization, formula]
level: basic
sources: [top-5#2, basics-1#1]
aliases: [均方根归一化]
checked: 2026-11-22
review_by: 2999-01-01
---

# 什么是 RMSNorm？

## 简短回答

它把 $`x`$ 除以均方根，参见 [LayerNorm](layernorm.md#short-answer)。它的计算量小。

## 详细解释

公式里没有均值：

```math
y_i = \\frac{x_i}{\\sqrt{\\frac{1}{d}\\sum_j x_j^2 + \\epsilon}} \\quad \\text{每个 token}
```

![两个等长的箭头。](../../assets/figures/norm.zh.svg)

### 实际用法

| 归一化 | 统计量 |
| --- | --- |
| LayerNorm | 均值和 $`\\sigma^2`$ |
| RMSNorm | 均方值 `ms` |

> [!NOTE]
> 增益从 1 开始。

1. 平方。
2. 取平均：

    - 对特征取，
    - **不**对 token 取。

## 动手验证

```python
import numpy as np

x = np.array([3.0, 4.0])  # 一个 token
print(f"{np.sqrt((x**2).mean()):.2f}")
#> 3.54
```

## 常见误区

- **“它就是 L2 范数。”** 后者是它的 $`\\sqrt{d}`$ 倍。

## 追问

- [注意力怎么用它？](../attention/self-attention.md) 在投影之前。
- **为什么？** 见[论文](https://arxiv.org/abs/1910.07467)。

## 参考资料

- Zhang and Sennrich. [RMSNorm](https://arxiv.org/abs/1910.07467). NeurIPS, 2019.
- PyTorch contributors. [RMSNorm](https://docs.pytorch.org/docs/stable/). Documentation.
""",
}

ENGLISH = """\
---
tags: [{tags}]
level: advanced
sources: [{source}]
checked: 2026-11-22
---

# {title}

## Short answer

A short one with $`QK^T`$. It has two sentences.

## Explanation

A long one.

## Common mistakes

- One.

## Follow-up questions

- [{title}]({link}) Another one.

## References

- Author. [Paper](https://arxiv.org/abs/1706.03762). NeurIPS, 2017.
"""

CHINESE = """\
---
tags: [{tags}]
level: advanced
sources: [{source}]
checked: 2026-11-22
---

# {title}

## 简短回答

一个简短的回答，含 $`QK^T`$。它有两句话。

## 详细解释

一个详细的解释。

## 常见误区

- 一个。

## 追问

- [{title}]({link}) 另一个。

## 参考资料

- Author. [Paper](https://arxiv.org/abs/1706.03762). NeurIPS, 2017.
"""

INDEXES = {
    "index.md": "home.html",
    "questions.md": "questions.html",
    "tags/index.md": "tags.html",
    "lists/index.md": "lists.html",
    "paths/index.md": "paths.html",
    "glossary.md": "glossary.html",
    "downloads.md": "downloads.html",
    "status.md": "status.html",
    "study.md": "study.html",
    "interview.md": "interview.html",
    "normalization/index.md": "topic.html",
    "attention/index.md": "topic.html",
}

PLAIN = (
    ("normalization/layernorm", "normalization, formula", "top-5#1", "rmsnorm.md"),
    ("attention/self-attention", "attention, formula", "top-5#3", "kv-cache.md"),
    ("attention/kv-cache", "attention, formula", "top-5#4", "self-attention.md#explanation"),
)

FRAGMENTS = [
    "# A",
    "## References",
    "## 追问",
    "- [a](b.md) 2019",
    "> [!NOTE]",
    "```math",
    "```",
    "| a | b |",
    "| - | - |",
    "$`x`$",
    "$``",
    "`$",
    "[^1]: x",
    "<b>",
    "**",
    "---",
    "\t",
    "1. a",
    "    - b",
    "![](a.svg)",
    "\\",
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=12).map("\n".join)
"""Any text, with the marks that matter more often than chance would have them."""

HOSTILE_FRAGMENTS = [
    *FRAGMENTS,
    "## Short answer",
    "## Explanation",
    "## Worked example",
    "## 参考资料",
    "### a",
    "```python",
    "import os",
    "print(().__class__)",
    "#> 1",
    "> ",
    "> - ",
    "    ",
    "- ",
    "1) ",
    "***",
    "a\n===",
    "<script>",
    "<!--",
    "<?",
    "<![CDATA[",
    "<a@b.c>",
    "<https://a.b>",
    "<javascript:a>",
    "[a](javascript:b)",
    "[a](<b c> 'd')",
    '[a](b.md#short-answer "c")',
    "[a](../../../b)",
    "[a](https://[b)",
    "[a](%00%ff)",
    "[a]: b",
    "[a][b]",
    "[[",
    "](",
    "![",
    "![a](../../assets/figures/norm.en.svg)",
    "![$`x`$](a)",
    "$`\\frac{`$",
    "$`\\sqrt{\\sqrt{",
    "tmp_inline_md_katex_",
    "&#x202e;",
    "&amp;",
    "&nosuch;",
    "\\_\\*",
    "|-|",
    "{: a}",
    "***a**",
    "__a_",
    "~~",
    "“**a**，",
    "\u202e",
    "\u200b",
    "\x00",
    "\x02wzxhzdk:0\x03",
    "\r",
    "\u2028",
    "\ufffe",
]
HOSTILE = st.builds(
    str.join,
    st.sampled_from(["\n", "", " ", "\n\n"]),
    st.lists(st.sampled_from(HOSTILE_FRAGMENTS) | st.text(max_size=20), max_size=20),
)
"""Any text, with the marks that somebody would try who means ill."""


@dataclass(frozen=True)
class Project:
    """A project in a folder of its own."""

    root: Path

    def read(self, path: str) -> str:
        """Return a file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, its folder too."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands in a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def line(self, path: str, text: str) -> int:
        """Return the number of the first line that holds `text`."""
        lines = self.read(path).split("\n")
        return next(n for n, line in enumerate(lines, 1) if text in line)

    def check(self) -> list[str]:
        """Return what the checks say, line by line."""
        return [str(problem) for problem in check(load(self.root))]

    def severities(self) -> set[str]:
        """Return how severe the problems are that the checks find."""
        return {problem.severity for problem in check(load(self.root))}

    def record_addresses(self) -> None:
        """Record that all pages have been published."""
        record(load(self.root))

    def sync(self) -> None:
        """Record that all pages have been compared."""
        for question in load(self.root).library.answered:
            if len(question.pages) == 2:
                sync(self.root, question)


def furnish(project: Project) -> Project:
    """Add to the tiny project all that the real one makes site and books with; return it."""
    for name in ("books", "fonts", "hooks", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / name, project.root / name, ignore=ignored)
    for name in ("node_modules", "books/node_modules", "fonts/node_modules"):
        (project.root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", project.root)
    return project


def make_project(root: Path) -> Project:
    """Write two topics and four questions in two languages, compared; a fifth is unanswered."""
    project = Project(root)
    for path, text in FILES.items():
        project.write(path, text)
    project.write("data/interface.yml", INTERFACE.read_text(encoding="utf-8"))
    project.write("data/style.yml", STYLE.read_text(encoding="utf-8"))
    for locale in LOCALES:
        for path, template in INDEXES.items():
            project.write(f"docs/{locale}/{path}", f"---\ntemplate: {template}\n---\n# An index\n")
    for place, tags, source, link in PLAIN:
        title = place.split("/")[1]
        words = {"tags": tags, "source": source, "title": title, "link": link}
        project.write(f"docs/en/{place}.md", ENGLISH.format(**words))
        project.write(f"docs/zh/{place}.md", CHINESE.format(**words))
    project.sync()
    project.record_addresses()
    return project


def copy_of(project: Project, root: Path, *without: str) -> Project:
    """Copy a project into a folder that is made anew, without some of its folders."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(project.root, root, symlinks=True, ignore=shutil.ignore_patterns(*without))
    return Project(root)


def site_of(project: Project) -> dict[str, bytes]:
    """Return the files of the site, but for the search index and what names its files."""
    site = project.root / "site"
    found = {path.relative_to(site): path for path in sorted(site.rglob("*")) if path.is_file()}
    contents = {
        place.as_posix(): path.read_bytes()
        for place, path in found.items()
        if place.parts[0] not in ("pagefind", "files.json", "sw.js")
    }
    listed = json.loads((site / "files.json").read_text(encoding="utf-8"))["files"]
    names = {name: value for name, value in listed.items() if not name.startswith("pagefind/")}
    return contents | {"files.json": json.dumps(names).encode()}
