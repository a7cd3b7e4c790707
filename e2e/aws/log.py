"""What the functions write: one JSON object a line, with nobody's words or numbers in it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

LEVELS = {"DEBUG", "INFO", "WARN", "ERROR"}

# A shorter text of a call could be in a log for other reasons.
TELLING = 12


def read(output: Path) -> list[dict]:
    """The lines of a log, each of which Lambda and CloudWatch have to understand."""
    lines = [json.loads(line) for line in output.read_text().splitlines()] if output.exists() else []
    for line in lines:
        assert line["level"] in LEVELS, line
        datetime.fromisoformat(line["timestamp"])
    return lines


def texts(event: object) -> Iterator[str]:
    """Whatever is said in an event: every text in it that is longer than a name."""
    match event:
        case str() if len(event) >= TELLING:
            yield event
        case list():
            for part in event:
                yield from texts(part)
        case dict():
            for part in event.values():
                yield from texts(part)


def assert_discreet(output: Path, secrets: set[str]) -> None:
    written = output.read_text() if output.exists() else ""
    for secret in secrets:
        assert secret not in written, f"{secret!r} is in the log:\n{written}"
