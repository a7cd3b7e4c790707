"""What an agent is told at a ring, and whether it is told as current."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .patterns import all_texts, plain
from .sentences import Statement, statements
from .story import Claim

# How people and this service say that something does not hold any more.
PAST_WORDS = {
    "changed": [
        r"replac(?:ed|es)",
        r"supersed\w+",
        r"correct(?:ed|ion)",
        r"changed from",
        r"moved (?:from|out)",
        r"taken back",
        r"withdrawn",
        r"retracted",
    ],
    "ended": [
        r"former(?:ly)?",
        r"previous(?:ly)?",
        r"earlier",
        r"used to",
        r"no longer",
        r"not any ?more",
        r"cancel\w*",
        r"called off",
        r"ended",
        r"fulfilled",
        r"obsolete",
        r"outdated",
    ],
    "past": [
        r"expired",
        r"lapsed",
        r"overdue",
        r"past due",
        r"in the past",
        r"is (?:over|past)",
        r"date (?:has )?passed",
        r"was (?:due|for|on|set|booked|planned)",
        r"until (?:\d{1,2} \w+ 20\d\d|20\d\d-)",
    ],
    "Spanish": [r"ya no", r"anterior(?:mente)?", r"anulad[oa]"],
    "German": [r"nicht mehr", r"früher\w*", r"ehemals", r"storniert\w*", r"abgesagt\w*"],
    "French": [
        r"ne \w+ plus",
        r"n'\w+ plus",
        r"ancien(?:ne)?",
        r"précédent\w*",
        r"annul\w+",
        r"auparavant",
    ],
}
SAYS_PAST = re.compile(
    rf"\b(?:{'|'.join(word for words in PAST_WORDS.values() for word in words)})\b", re.IGNORECASE
)
# The label of a summary of one call, which is history, whatever it says.
LABELS_HISTORY = re.compile(r"\bsummary of\b|\bcall (?:on|of)\b|\b(?:earlier|previous|last) call\b", re.IGNORECASE)

SUMMARY = "memory_summary"
CALLER = "caller_id"
# Variables that state nothing as current by themselves.
NO_STATEMENTS = {SUMMARY, "last_call_summary", CALLER}


@dataclass(frozen=True)
class Told:
    """The reply to a ring."""

    variables: dict[str, str]
    greeting: str
    all_texts: str

    @classmethod
    def of(cls, reply: dict[str, Any]) -> "Told":
        override = reply.get("conversation_config_override") or {}
        return cls(
            variables={name: plain(value) for name, value in reply.get("dynamic_variables", {}).items()},
            greeting=(override.get("agent") or {}).get("first_message") or "",
            all_texts=all_texts(reply),
        )

    @property
    def call_count(self) -> int:
        return int(self.variables.get("call_count") or 0)

    @property
    def summary(self) -> str:
        return self.variables.get(SUMMARY, "")

    def mentions(self, claim: Claim) -> bool:
        return any(claim.any.found_in(value) for name, value in self.variables.items() if name != CALLER)

    def states_as_current(self, claim: Claim) -> str | None:
        """The sentence that says it, without a word that it does not hold any more."""
        for statement in self._statements:
            in_words = f"{statement.label.rstrip(':')}: {statement.sentence}"
            is_said = claim.any.found_in(statement.sentence) or claim.any.found_in(in_words)
            if not is_said or LABELS_HISTORY.search(statement.label) or SAYS_PAST.search(statement.text):
                continue
            if not claim.unless.found_in(f"{statement.text} {statement.follows}"):
                return statement.text.strip()
        return None

    @cached_property
    def _statements(self) -> list[Statement]:
        of_variables = [
            Statement(f"{name.replace('_', ' ')}:", value, "")
            for name, value in self.variables.items()
            if value and name not in NO_STATEMENTS
        ]
        return statements(self.summary) + of_variables
