"""The Anki decks, imported by Anki's own code."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from anki.cards import Card  # isort: skip -- each imports the other

from handbook.export.anki import write_deck
from handbook.export.cards import FIELDS, unknown_to_anki
from handbook.export.edition import Edition
from handbook.load import load
from handbook.model import LOCALES, Library, Locale, SectionKind
from handbook.problems import ContentError
from tests.sample import ENGLISH, RMSNORM_EN, ROOT, SVG, Project

FIRST = Edition("0.1.0", 1_780_000_000, "https://handbook.example/")
SECOND = Edition("0.2.0", 1_780_086_400, "https://handbook.example/")

LAYERNORM_EN = "docs/en/normalization/layernorm.md"


def deck_of(project: Project, locale: Locale = "en", edition: Edition = FIRST) -> Path:
    """Write the project's deck; return its file."""
    target = project.root / f"{locale}-{edition.version}.apkg"
    write_deck(project.root, load(project.root).library, locale, edition, target)
    return target


def complaints(project: Project, locale: Locale = "en") -> list[str]:
    """Return why the project's deck cannot be written; there is no file then."""
    target = project.root / "deck.apkg"
    with pytest.raises(ContentError) as caught:
        write_deck(project.root, load(project.root).library, locale, FIRST, target)
    assert not target.exists()
    return [str(problem) for problem in caught.value.problems]


@dataclass(frozen=True)
class Package:
    """What lies in an `.apkg` file."""

    notes: Sequence[sqlite3.Row]
    note_types: Mapping[str, Mapping[str, object]]
    decks: Mapping[str, str]
    media: Mapping[str, bytes]

    def note(self, question_id: str) -> Mapping[str, str]:
        """Return the fields of a question's note."""
        return next(fields for fields in self.fields if fields["Id"] == question_id)

    @property
    def guids(self) -> Mapping[str, str]:
        """The GUID of each note, by the question's id."""
        return {f["Id"]: note["guid"] for f, note in zip(self.fields, self.notes, strict=True)}

    @property
    def fields(self) -> Sequence[Mapping[str, str]]:
        """The fields of each note, by name."""
        return [dict(zip(FIELDS, note["flds"].split("\x1f"), strict=True)) for note in self.notes]


def unpacked(package: Path, folder: Path) -> Package:
    """Read a package without Anki."""
    with ZipFile(package) as archive:
        database = Path(archive.extract("collection.anki2", folder))
        names = json.loads(archive.read("media"))
        media = {name: archive.read(number) for number, name in names.items()}
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    notes = connection.execute("SELECT * FROM notes ORDER BY id").fetchall()
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    connection.close()
    names = {number: deck["name"] for number, deck in json.loads(decks).items() if number != "1"}
    return Package(notes, json.loads(models), names, media)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """What a reader of the cards has in Anki: nothing yet."""
    (tmp_path / "anki").mkdir()
    anki = Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield anki
    anki.close()


AS_OFFERED = ImportAnkiPackageOptions()
"""What Anki's import offers at first: nothing is ticked, newer notes are updated."""


def import_deck(
    anki: Collection, package: Path, options: ImportAnkiPackageOptions = AS_OFFERED
) -> tuple[int, int]:
    """Import a package; return how many notes were new and how many were updated."""
    request = ImportAnkiPackageRequest(package_path=str(package), options=options)
    log = anki.import_anki_package(request).log
    assert not log.conflicting
    return len(log.new), len(log.updated)


def card_of(anki: Collection, question_id: str, name: str = "LLM Interview Handbook") -> Card:
    """Return the only card of a question in the book of that name."""
    (card,) = anki.find_cards(f'"Id:{question_id}" "note:{name}"')
    return anki.get_card(card)


def schedule_of(anki: Collection, card: Card) -> object:
    """Return when a card is due and all that is known of its past."""
    history = anki.db.all("SELECT * FROM revlog WHERE cid = ? ORDER BY id", card.id)
    numbers = card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.lapses
    return card.id, numbers, card.memory_state, history


def learn(anki: Collection, question_id: str) -> None:
    """Answer a new card as easy, and so schedule it for days later."""
    card = card_of(anki, question_id)
    card.start_timer()
    anki.sched.answerCard(card, 4)


def figure_of(anki: Collection) -> str:
    """Return the name of the figure on the card of RMSNorm."""
    (name,) = re.findall('<img src="([^"]*)"', card_of(anki, "rmsnorm").answer())
    return str(name)


# The note type and the ids: what no edition may change.

FROZEN_FIELDS = [
    {"name": "Id", "id": 1187118069},
    {"name": "Question", "id": 1385646742},
    {"name": "Answer", "id": 1586283420},
    {"name": "Figure", "id": 1548066257},
    {"name": "Topic", "id": 1723025088},
    {"name": "Level", "id": 1970263746},
    {"name": "Link", "id": 2014205871},
    {"name": "Extra", "id": 1422558588},
]


@pytest.mark.parametrize(("locale", "note_type"), [("en", 1502941864), ("zh", 2077091230)])
def test_the_note_type_is_frozen(
    project: Project, tmp_path: Path, locale: Locale, note_type: int
) -> None:
    package = unpacked(deck_of(project, locale), tmp_path)

    assert list(package.note_types) == [str(note_type)]
    model = package.note_types[str(note_type)]
    fields, templates = model["flds"], model["tmpls"]
    assert isinstance(fields, list)
    assert isinstance(templates, list)
    assert [{"name": f["name"], "id": f["id"]} for f in fields] == FROZEN_FIELDS
    assert [(t["name"], t["id"]) for t in templates] == [("Card", 1823861985)]


def test_the_numbers_of_decks_and_notes_come_from_permanent_ids(
    project: Project, tmp_path: Path
) -> None:
    english = unpacked(deck_of(project, "en"), tmp_path / "en")
    chinese = unpacked(deck_of(project, "zh"), tmp_path / "zh")

    assert english.decks == {
        "1613989295": "LLM Interview Handbook",
        "1570849968": "LLM Interview Handbook::Normalization",
        "1876841958": "LLM Interview Handbook::Attention",
    }
    assert chinese.decks == {
        "1702118722": "大模型面试手册",
        "1645925836": "大模型面试手册::归一化",
        "1170384684": "大模型面试手册::注意力",
    }
    assert english.guids == {
        "layernorm": "qDVQ~xtW5N",
        "rmsnorm": "PGtID)Z0i!",
        "self-attention": "Cae=6Cy9rp",
        "kv-cache": "clr^wB]=pU",
    }
    assert chinese.guids == {
        "layernorm": "zEu-J~OhfB",
        "rmsnorm": "N3*>XzOX9(",
        "self-attention": "viVlU=dv4X",
        "kv-cache": "s;^6H2dbcV",
    }


def test_two_runs_give_the_same_bytes(project: Project) -> None:
    first = deck_of(project).read_bytes()
    deck = deck_of(project)

    assert deck.read_bytes() == first
    with ZipFile(deck) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# What the cards say.


def test_a_card_has_question_answer_figure_and_links(project: Project, tmp_path: Path) -> None:
    package = unpacked(deck_of(project), tmp_path)

    assert package.note("rmsnorm") == {
        "Id": "rmsnorm",
        "Question": "What is RMSNorm?",
        "Answer": (
            r"<p>It divides \(x\) by its root mean square, see "
            '<a href="https://handbook.example/normalization/layernorm/#short-answer">LayerNorm</a>'
            ". It is cheap.</p>"
        ),
        "Figure": '<img src="llm-interview-handbook-norm.en.svg" alt="Two arrows of one length.">',
        "Topic": "Normalization",
        "Level": "Basic",
        "Link": "https://handbook.example/normalization/rmsnorm/",
        "Extra": "",
    }
    assert package.media == {"llm-interview-handbook-norm.en.svg": SVG.encode()}
    (tags,) = {note["tags"] for note in package.notes if "rmsnorm\x1f" in note["flds"]}
    assert tags.split() == ["normalization", "formula", "level::basic", "topic::normalization"]


def test_a_chinese_card_is_chinese(project: Project, tmp_path: Path) -> None:
    package = unpacked(deck_of(project, "zh"), tmp_path)

    assert package.note("rmsnorm") == {
        "Id": "rmsnorm",
        "Question": "什么是 RMSNorm？",
        "Answer": (
            r"<p>它把 \(x\) 除以均方根，参见 "
            '<a href="https://handbook.example/zh/normalization/layernorm/#short-answer">LayerNorm'
            "</a>。它的计算量小。</p>"
        ),
        "Figure": '<img src="llm-interview-handbook-norm.zh.svg" alt="两个等长的箭头。">',
        "Topic": "归一化",
        "Level": "基础",
        "Link": "https://handbook.example/zh/normalization/rmsnorm/",
        "Extra": "",
    }


RICH = """\
See $`a < b \\& c`$, [elsewhere](https://example.org/?a=1&b=2) and [all](../glossary.md).

```math
x_{{ij}} = \\begin{cases} 1, & a < b \\\\ 0, & a > b \\end{cases}
```

| Norm | Cost |
| --- | --- |
| $`\\lvert x\\rvert`$ | `a < b` |

> [!TIP]
> Say **why**.

```python
print("<b>")
```

### In short

- [Here](#explanation) &lt;b&gt; ![An arrow.](../../assets/figures/arrow.svg)
"""


def enrich(project: Project) -> None:
    """Give a short answer all that the page format has."""
    project.write("docs/assets/figures/arrow.svg", SVG)
    project.edit(LAYERNORM_EN, "A short one with $`QK^T`$. It has two sentences.", RICH)


def test_whatever_a_short_answer_has_is_on_the_card(project: Project, tmp_path: Path) -> None:
    enrich(project)
    package = unpacked(deck_of(project), tmp_path)

    note = package.note("layernorm")
    expected = [
        r"\(a &lt; b \&amp; c\)",
        '<a href="https://example.org/?a=1&amp;b=2">elsewhere</a>',
        '<a href="https://handbook.example/glossary/">all</a>',
        r"\[x_{{ij}} = \begin{cases} 1, &amp; a &lt; b \\ 0, &amp; a &gt; b \end{cases}\]",
        "<th>Norm</th>",
        r"<td>\(\lvert x\rvert\)</td>",
        "<td><code>a &lt; b</code></td>",
        '<p class="admonition-title">Tip</p>\n<p>Say <strong>why</strong>.</p>',
        '<div class="highlight"><pre><span></span><code><span class="nb">print</span>',
        "<h3>In short</h3>",
        '<a href="https://handbook.example/normalization/layernorm/#explanation">Here</a> &lt;b',
        'src="llm-interview-handbook-arrow.svg"',
    ]
    assert [each for each in expected if each not in note["Answer"]] == []
    # The first figure is not shown twice.
    assert note["Figure"] == ""
    assert sorted(package.media) == [
        "llm-interview-handbook-arrow.svg",
        "llm-interview-handbook-norm.en.svg",
    ]


def test_anki_shows_what_the_fields_say(project: Project, collection: Collection) -> None:
    enrich(project)
    text = "`[sound:a.mp3]` [latex]x[/latex] "
    project.edit(LAYERNORM_EN, "See $`a", f"{text}See $`a")
    import_deck(collection, deck_of(project))

    card = card_of(collection, "layernorm")
    assert '<div lang="en">\n<h1>layernorm</h1>' in card.question()
    assert '<p class="about">Normalization · Advanced</p>' in card.question()
    answer = card.answer()
    assert r"\[x_{{ij}} = \begin{cases} 1, &amp; a &lt; b \\ 0, &amp; a &gt; b \end" in answer
    assert "<code>[sound:a.mp3]</code> [latex]x[/latex] See" in unescape(answer)
    link = "https://handbook.example/normalization/layernorm/"
    assert f'<a href="{link}">Read the whole answer</a>' in answer
    assert ".card.nightMode" in answer


def test_a_chinese_card_says_its_language(project: Project, collection: Collection) -> None:
    import_deck(collection, deck_of(project, "zh"))

    answer = card_of(collection, "rmsnorm", "大模型面试手册").answer()
    assert '<div lang="zh-Hans">\n<h1>什么是 RMSNorm？</h1>' in answer
    assert 'zh/normalization/rmsnorm/">阅读完整解答</a>' in answer


# What a card cannot carry.


def test_everything_a_card_cannot_carry_is_named(project: Project) -> None:
    lost = [
        "One $`\\bm{x} + \\text{top\\_k} + \\Alpha`$.",
        "Two \\\\(x\\\\) here.",
        "Three [page](nowhere.md).",
        "Four $`\\frac{`$.",
        "Five ![A picture.](https://example.org/a.png)",
    ]
    project.edit(
        LAYERNORM_EN, "A short one with $`QK^T`$. It has two sentences.", "\n\n".join(lost)
    )
    project.edit(RMSNORM_EN, "## Short answer", "## Long answer")
    project.edit(RMSNORM_EN, "norm.en.svg", "gone.svg")

    line = project.line(LAYERNORM_EN, "One")
    figure = project.line(RMSNORM_EN, "gone.svg")
    assert complaints(project) == [
        f"{LAYERNORM_EN}:{line}: Anki cannot show \\bm, \\Alpha, \\text{{top\\_k}}; "
        "write the formula with other TeX",
        f"{LAYERNORM_EN}:{line + 2}: Anki takes what follows '\\(' for a formula; "
        "drop the backslash, or put it in backticks",
        f"{LAYERNORM_EN}:{line + 4}: there is no page 'docs/en/normalization/nowhere.md'; "
        "correct the path",
        f"{LAYERNORM_EN}:{line + 6}: KaTeX rejects the formula: Unexpected end of input in a macro "
        "argument, expected '}' at end of input: \\frac{; correct the TeX",
        f"{LAYERNORM_EN}:{line + 8}: the image 'https://example.org/a.png' is not a file of the "
        "handbook; put it below docs/assets/figures/ and write its relative path",
        f"{RMSNORM_EN}:10: the section 'Short answer' is missing; "
        "write it: it is the back of the card",
        f"{RMSNORM_EN}:{figure}: there is no image 'docs/assets/figures/gone.svg'; "
        "correct the path, or add the file below docs/assets/figures/",
    ]


FINE_TEX = [
    r"\text{if } x > 0",
    r"\text{a set \{1\} of \$5}",
    r"\text{for $x_\theta$ alone}",
    r"\textstyle\frac{1}{2}",
    r"x \\bmod y",
    r"\bmod \Betas",
]


@pytest.mark.parametrize("tex", FINE_TEX)
def test_what_anki_can_show_is_let_through(tex: str) -> None:
    assert unknown_to_anki(tex) == []


def test_what_no_card_shows_may_be_beyond_anki(project: Project) -> None:
    project.edit(
        RMSNORM_EN, "The formula has no mean:", "The formula $`\\bm{x}`$ has \\\\(no mean:"
    )

    assert deck_of(project).exists()


# What Anki does with a newer edition.


def revise(project: Project) -> None:
    """Make a second edition: a text changed, a question new, another one in another topic."""
    project.edit(RMSNORM_EN, "It is cheap.", "It is very cheap.")
    project.write("docs/assets/figures/norm.en.svg", f"<!-- redrawn -->\n{SVG}")
    project.remove("docs/zh/normalization/layernorm.md")
    moved = "docs/en/attention/layernorm.md"
    project.write(
        moved, project.read(LAYERNORM_EN).replace("rmsnorm.md", "../normalization/rmsnorm.md")
    )
    project.remove(LAYERNORM_EN)
    project.edit(RMSNORM_EN, "layernorm.md#", "../attention/layernorm.md#")
    was = "- id: layernorm\n  topic: normalization\n"
    now = "- id: layernorm\n  topic: attention\n  formerly: [normalization]\n"
    project.edit("data/questions.yml", was, now)
    words = {"tags": "attention, formula", "source": "top-5#5", "link": "kv-cache.md"}
    text = ENGLISH.format(title="What is FlashAttention?", **words)
    project.write("docs/en/attention/flash-attention.md", text)


OPTIONS = {
    "as offered": AS_OFFERED,
    "with progress": ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True),
    "merging note types": ImportAnkiPackageOptions(merge_notetypes=True),
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_a_newer_edition_updates_cards_and_keeps_their_history(
    project: Project, collection: Collection, options: ImportAnkiPackageOptions
) -> None:
    assert import_deck(collection, deck_of(project), options) == (4, 0)
    for question in ("layernorm", "rmsnorm"):
        learn(collection, question)
    cards = {each: card_of(collection, each) for each in ("layernorm", "rmsnorm", "kv-cache")}
    schedules = {each: schedule_of(collection, card) for each, card in cards.items()}
    assert cards["rmsnorm"].ivl > 0
    assert cards["rmsnorm"].reps == 1
    assert len(collection.card_stats_data(cards["rmsnorm"].id).revlog) == 1

    revise(project)
    assert import_deck(collection, deck_of(project, edition=SECOND), options) == (1, 4)

    assert collection.note_count() == collection.card_count() == 5
    assert "It is very cheap." in card_of(collection, "rmsnorm").answer()
    again = {each: schedule_of(collection, card_of(collection, each)) for each in cards}
    assert again == schedules
    new = card_of(collection, "flash-attention")
    assert (new.type, new.reps, new.ivl) == (0, 0, 0)
    assert collection.decks.name(new.did) == "LLM Interview Handbook::Attention"

    moved = card_of(collection, "layernorm")
    assert "https://handbook.example/attention/layernorm/" in moved.answer()
    assert "topic::attention" in moved.note().tags
    assert "topic::normalization" not in moved.note().tags
    # Anki never moves a card that is there.
    assert collection.decks.name(moved.did) == "LLM Interview Handbook::Normalization"


def test_media_are_there_and_a_redrawn_figure_is_shown(
    project: Project, collection: Collection
) -> None:
    import_deck(collection, deck_of(project))
    before = figure_of(collection)
    revise(project)
    import_deck(collection, deck_of(project, edition=SECOND))
    after = figure_of(collection)

    folder = Path(collection.media.dir())
    assert before == "llm-interview-handbook-norm.en.svg"
    assert (folder / before).read_text(encoding="utf-8") == SVG
    assert (folder / after).read_text(encoding="utf-8") == f"<!-- redrawn -->\n{SVG}"


def test_the_same_edition_again_changes_nothing(project: Project, collection: Collection) -> None:
    package = deck_of(project)

    assert import_deck(collection, package) == (4, 0)
    assert import_deck(collection, package) == (0, 0)
    assert collection.card_count() == 4


def test_a_deck_says_of_which_edition_it_is(project: Project, collection: Collection) -> None:
    import_deck(collection, deck_of(project))
    import_deck(collection, deck_of(project, edition=SECOND))

    book = collection.decks.by_name("LLM Interview Handbook")
    assert book
    assert book["desc"] == (
        'Edition 0.2.0, 2026-05-29<br><a href="https://handbook.example/">'
        "https://handbook.example/</a><br>Text and figures: CC BY 4.0. Code: MIT."
    )


def test_the_two_languages_do_not_meet(project: Project, collection: Collection) -> None:
    assert import_deck(collection, deck_of(project, "en")) == (4, 0)
    assert import_deck(collection, deck_of(project, "zh")) == (4, 0)
    assert import_deck(collection, deck_of(project, "en", SECOND)) == (0, 4)

    assert collection.card_count() == 8
    assert "它把" in card_of(collection, "rmsnorm", "大模型面试手册").answer()
    decks = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert decks == {
        "Default",
        "LLM Interview Handbook",
        "LLM Interview Handbook::Attention",
        "LLM Interview Handbook::Normalization",
        "大模型面试手册",
        "大模型面试手册::归一化",
        "大模型面试手册::注意力",
    }


def test_a_reader_may_rename_fields_and_the_note_type(
    project: Project, collection: Collection
) -> None:
    import_deck(collection, deck_of(project))
    note_type = collection.models.by_name("LLM Interview Handbook")
    assert note_type
    collection.models.rename_field(note_type, note_type["flds"][2], "Back")
    note_type["name"] = "Mine"
    collection.models.update_dict(note_type)

    project.edit(RMSNORM_EN, "It is cheap.", "It is very cheap.")
    assert import_deck(collection, deck_of(project, edition=SECOND)) == (0, 4)
    assert collection.card_count() == 4
    (note,) = collection.find_notes("Id:rmsnorm")
    assert "very cheap" in collection.get_note(note).fields[FIELDS.index("Answer")]


def test_new_cards_come_in_the_order_of_the_book(project: Project, collection: Collection) -> None:
    import_deck(collection, deck_of(project))

    cards = [collection.get_card(card) for card in collection.find_cards("")]
    cards.sort(key=lambda card: card.due)
    assert [card.note()["Id"] for card in cards] == [
        "layernorm",
        "rmsnorm",
        "self-attention",
        "kv-cache",
    ]


# The book itself.


@dataclass(frozen=True)
class RealDeck:
    """A deck of the whole book."""

    library: Library
    locale: Locale
    package: Package


@pytest.fixture(scope="module", params=LOCALES)
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RealDeck:
    locale: Locale = request.param
    folder = tmp_path_factory.mktemp(locale)
    library = load(ROOT).library
    write_deck(ROOT, library, locale, FIRST, folder / "deck.apkg")
    return RealDeck(library, locale, unpacked(folder / "deck.apkg", folder))


def test_every_answered_question_has_one_card(deck: RealDeck) -> None:
    answered = [q.id for q in deck.library.answered if deck.locale in q.pages]

    assert answered
    assert [fields["Id"] for fields in deck.package.fields] == answered
    assert len(set(deck.package.guids.values())) == len(answered)
    topics = {q.topic for q in deck.library.answered if deck.locale in q.pages}
    assert len(deck.package.decks) == len(topics) + 1


def test_every_formula_of_the_short_answers_is_on_its_card(deck: RealDeck) -> None:
    count = 0
    for question in deck.library.answered:
        page = question.pages[deck.locale]
        answer = unescape(deck.package.note(question.id)["Answer"])
        for formula in page.formulas:
            section = page.section_at(formula.line)
            if section and section.kind is SectionKind.SHORT_ANSWER:
                shown = rf"\[{formula.tex}\]" if formula.display else rf"\({formula.tex}\)"
                assert shown in answer, f"{page.path}:{formula.line}"
                count += 1
    assert count > 100


def test_no_card_shows_markdown(deck: RealDeck) -> None:
    for fields in deck.package.fields:
        without_formulas = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "", fields["Answer"], flags=re.DOTALL)
        text = re.sub("<[^>]*>", "", without_formulas)
        marks = [mark for mark in ("$", "`", "**", "](", "[!", "| ", "\\") if mark in text]
        assert not marks, f"{fields['Id']}: {marks}"


def test_every_link_is_absolute_and_every_figure_is_packed(deck: RealDeck) -> None:
    shown = set()
    for fields in deck.package.fields:
        both = fields["Answer"] + fields["Figure"]
        assert all(link.startswith("https://") for link in re.findall('href="([^"]*)"', both))
        assert re.fullmatch("https://handbook.example/[a-z0-9/-]+/", fields["Link"])
        shown |= set(re.findall('src="([^"]*)"', both))
    assert shown == set(deck.package.media)
    assert all(content.startswith(b"<") for content in deck.package.media.values())
