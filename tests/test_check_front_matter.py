"""Front matter against the data: tags, list items, the next review."""

from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project


def test_a_tag_unlike_any_is_referred_to_the_vocabulary(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "[normalization, formula]", "[normalization, zzz]")

    assert project.check() == [
        f"{path}:2: unknown tag 'zzz'; use one of normalization, formula, attention"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


def test_a_tag_stands_once(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "[normalization, formula]", "[formula, formula]")

    assert project.check() == [
        f"{path}:2: the tag 'formula' stands twice; remove one of them"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]


def test_list_items_are_those_of_the_register(project: Project) -> None:
    project.edit(RMSNORM_ZH, "[top-5#2, basics-1#1]", "[top-5#2]")

    assert project.check() == [
        f"{RMSNORM_ZH}:4: 'sources' is not what the register says; "
        "write `sources: [top-5#2, basics-1#1]`"
    ]


def test_a_review_past_due_is_a_warning(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "review_by: 2999-01-01", "review_by: 2020-01-01")

    assert project.check() == [
        f"{path}:7: a review was due on 2020-01-01; "
        "check the facts, then move 'checked' and 'review_by'"
        for path in (RMSNORM_EN, RMSNORM_ZH)
    ]
    assert project.severities() == {"warning"}
