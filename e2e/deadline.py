"""Waiting for a condition, never for a while."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

POLL_SECONDS = 0.02


def until(condition: Callable[[], T | None], what: str, seconds: float = 15.0) -> T:
    """The first truthy answer of `condition`; fails if there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"not within {seconds} s: {what}")
