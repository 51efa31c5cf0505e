"""Each reference has a link, and a year unless it is something that changes."""

import pytest

from tests.sample import RMSNORM_EN, RMSNORM_ZH, Project

FORMAT = "write '- Authors. [Title](https://…). Venue, year.'"
ENTRY = "- Zhang and Sennrich. [RMSNorm](https://arxiv.org/abs/1910.07467). NeurIPS, 2019."


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("- Zhang and Sennrich. RMSNorm. NeurIPS, 2019.", f"the reference has no link; {FORMAT}"),
        (
            "- Zhang. [RMSNorm](https://arxiv.org/abs/1910.07467). NeurIPS.",
            f"the reference has no year; {FORMAT}, or end with 'Documentation.' or 'Source code.'",
        ),
    ],
)
def test_an_entry_that_lacks_something(project: Project, entry: str, expected: str) -> None:
    project.edit(RMSNORM_EN, ENTRY, entry)

    assert project.check() == [f"{RMSNORM_EN}:64: {expected}"]


@pytest.mark.parametrize("end", ["Documentation.", "Source code.", "GitHub repository."])
def test_what_changes_from_day_to_day_has_no_year(project: Project, end: str) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, "NeurIPS, 2019.", end)
    project.sync()

    assert project.check() == []


def test_references_are_a_list(project: Project) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        text = project.read(path).replace("\n- Zhang", "\nZhang").replace("\n- PyTorch", " PyTorch")
        project.write(path, text)

    assert project.check() == [
        f"{path}:64: the references are not a list; {FORMAT}" for path in (RMSNORM_EN, RMSNORM_ZH)
    ]
