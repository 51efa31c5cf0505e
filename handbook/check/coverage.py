"""How much of the question lists has been answered."""

from dataclasses import dataclass

from handbook.model import Library


@dataclass(frozen=True)
class Coverage:
    """How many registered questions have a page, and how many list items those answer."""

    answered_questions: int
    questions: int
    answered_items: int
    items: int

    def __str__(self) -> str:
        return (
            f"{self.answered_questions} of {self.questions} questions answered, "
            f"{self.answered_items} of {self.items} list items"
        )


def coverage(library: Library) -> Coverage:
    """Count what the library answers."""
    return Coverage(
        answered_questions=len(library.answered),
        questions=len(library.questions),
        answered_items=sum(library.answered_items(source) for source in library.sources),
        items=sum(source.items for source in library.sources),
    )
