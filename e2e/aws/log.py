"""The logs of the functions: one JSON object per line, without personal data."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

LEVELS = {"DEBUG", "INFO", "WARN", "ERROR"}

# Shorter texts of a call may occur in a log by coincidence.
MIN_TEXT_LENGTH = 12


def read(output: Path) -> list[dict]:
    """The lines of a log; fails if one is not valid for Lambda and CloudWatch."""
    lines = [json.loads(line) for line in output.read_text().splitlines()] if output.exists() else []
    for line in lines:
        assert line["level"] in LEVELS, line
        datetime.fromisoformat(line["timestamp"])
    return lines


# They identify an agent or a conversation of the operator, and nobody who calls.
LOGGED = {"agent_id", "conversation_id"}


def texts(event: object) -> Iterator[str]:
    """All texts in an event that are long enough to be recognised in a log."""
    match event:
        case str() if len(event) >= MIN_TEXT_LENGTH:
            yield event
        case list():
            for part in event:
                yield from texts(part)
        case dict():
            for name, part in event.items():
                if name not in LOGGED:
                    yield from texts(part)


def assert_no_secrets(output: Path, secrets: set[str]) -> None:
    content = output.read_text() if output.exists() else ""
    for secret in secrets:
        assert secret not in content, f"{secret!r} is in the log:\n{content}"
