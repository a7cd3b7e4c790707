"""The least that each set of stories has to reach."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .counts import Counts

# Shares in percent that must not be lower: what was found, and of how many.
LEAST = {
    "facts": ("facts_found", "facts"),
    "in_3": ("in_3", "questions"),
    "first": ("first", "questions"),
}
# Counts that must not be higher.
MOST = ("wrong_as_current", "outdated_above", "leaks", "mixed_up")


class InvalidMinimum(Exception):
    """The file of minimums is not valid."""


def load_minimums(path: Path) -> dict[str, dict[str, float]]:
    """The limits of each set, about what rules can know."""
    try:
        sets: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InvalidMinimum(f"{path} cannot be read: {error}") from error
    known = {*LEAST, *MOST}
    for name, limits in sets.items():
        unknown = set(limits) - known
        if unknown:
            raise InvalidMinimum(f"[{name}] of {path} has the unknown {', '.join(sorted(unknown))}")
    return sets


def shortfalls(limits: dict[str, float], counts: Counts) -> Iterator[str]:
    """Each limit that the counts break, in words."""
    for name, (found, of) in LEAST.items():
        share = percent(getattr(counts, found), getattr(counts, of))
        if share < limits.get(name, 0):
            yield f"{name} is {share:.1f} %, below {limits[name]:g} %"
    for name in MOST:
        count = getattr(counts, name)
        if name in limits and count > limits[name]:
            yield f"{name} is {count}, above {limits[name]:g}"


def percent(found: int, of: int) -> float:
    return 100 * found / of if of else 100.0
