"""What is wrong with a thing on a page, before it is known where the thing stands."""

from typing import NamedTuple


class Complaint(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    advice: str
