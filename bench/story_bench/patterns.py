"""Regular expressions of a story, and texts that may match them."""

import json
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Patterns:
    """Alternatives, regardless of upper and lower case. Without any, nothing matches."""

    alternatives: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def parse(cls, value: str | list[str] | None) -> "Patterns":
        texts = [value] if isinstance(value, str) else value or []
        return cls(tuple(re.compile(text, re.IGNORECASE) for text in texts))

    def found_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self.alternatives)

    def first_in(self, text: str) -> str | None:
        """The text that matches."""
        matches = (pattern.search(text) for pattern in self.alternatives)
        return next((match[0] for match in matches if match), None)

    def answered_by(self, question: str, reply: str) -> bool:
        """Whether a reply is the answer, by itself or together with its question: "Are you diabetic?"
        – "Yes." A match within the question alone is none."""
        if self.found_in(reply):
            return True
        if not question:
            return False
        dialogue = f"{question} {reply}"
        begin = len(question) + 1
        return any(match.end() > begin for pattern in self.alternatives for match in pattern.finditer(dialogue))


def plain(value: Any) -> str:
    """A JSON value as text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


# Digits in ids, times and scores leak nothing.
IRRELEVANT_SUFFIXES = ("id", "_at", "timestamp", "score", "duration")


def all_texts(value: Any, name: str = "") -> str:
    """Everything that a reply says, one text a line."""
    if isinstance(value, dict):
        return "\n".join(all_texts(item, key) for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(all_texts(item, name) for item in value)
    return "" if name.endswith(IRRELEVANT_SUFFIXES) else plain(value)
