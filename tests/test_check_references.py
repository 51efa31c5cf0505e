"""Each reference has a link to a permanent address, and a year unless it changes."""

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


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "https://arxiv.org/pdf/1910.07467v2",
            "is not a paper's page on arXiv; write 'https://arxiv.org/abs/1910.07467'",
        ),
        (
            "https://arxiv.org/abs/1910.07467v1",
            "is not a paper's page on arXiv; write 'https://arxiv.org/abs/1910.07467'",
        ),
        (
            "http://export.arxiv.org/abs/cs.CL/0501001",
            "is not a paper's page on arXiv; write 'https://arxiv.org/abs/cs.CL/0501001'",
        ),
        (
            "https://arxiv.org/list/cs.CL/recent",
            "is not a paper's page on arXiv; write 'https://arxiv.org/abs/…'",
        ),
        (
            "https://dx.doi.org/10.1214/aoms/1177729694",
            "is not the address of a DOI; write 'https://doi.org/10.…'",
        ),
        ("http://example.org/paper", "is not encrypted; write 'https://…'"),
    ],
)
def test_a_reference_leads_to_the_permanent_address(
    project: Project, address: str, expected: str
) -> None:
    project.edit(RMSNORM_EN, ENTRY, ENTRY.replace("https://arxiv.org/abs/1910.07467", address))

    assert project.check() == [f"{RMSNORM_EN}:64: '{address}' {expected}"]


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/0704.0001",
        "https://arxiv.org/abs/cs.CL/0501001",
        "https://arxiv.org/abs/hep-th/9901001",
        "https://doi.org/10.1214/aoms/1177729694",
        "https://notarxiv.org/pdf/1",
        "https://example.org/?from=http://arxiv.org/pdf/1",
    ],
)
def test_a_sound_address(project: Project, address: str) -> None:
    for path in RMSNORM_EN, RMSNORM_ZH:
        project.edit(path, ENTRY, ENTRY.replace("https://arxiv.org/abs/1910.07467", address))
    project.sync()

    assert project.check() == []
