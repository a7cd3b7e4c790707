"""Compares replies with what a story expects."""

from dataclasses import dataclass
from typing import Any

from .counts import Tally
from .patterns import plain
from .story import Expectations, MixUp, Question
from .told import Told

MAX_RESULTS = 3
MAX_QUOTED_CHARS = 140
MAX_SECRET_CHARS = 60


def score_ring(expect: Expectations, told: Told, tally: Tally, when: str = "") -> None:
    """Counts what the agent is told at a ring. `when` names an earlier ring."""
    for claim in expect.current:
        counts = tally.of(claim.level)
        counts.facts += 1
        if told.mentions(claim):
            counts.facts_found += 1
        else:
            tally.miss(claim.level, "missing", f"{when}{claim.fact}")
    for variable in expect.variables:
        counts = tally.of(variable.level)
        counts.facts += 1
        value = told.variables.get(variable.name, "")
        if variable.value.found_in(value):
            counts.facts_found += 1
        else:
            tally.miss(variable.level, "variable", f"{when}{variable.name} is {value!r}")
    for claim in expect.not_current:
        if stated := told.states_as_current(claim):
            tally.of(claim.level).wrong_as_current += 1
            tally.miss(claim.level, "wrong", f"{when}{claim.fact}: {stated[:MAX_QUOTED_CHARS]}")
    for mix_up in expect.mixed_up:
        if shown := shown_mix_up(mix_up, told):
            tally.of(mix_up.claim.level).mixed_up += 1
            tally.miss(mix_up.claim.level, "mixed", f"{when}{mix_up.claim.fact}: {shown[:MAX_QUOTED_CHARS]}")


def shown_mix_up(mix_up: MixUp, told: Told) -> str | None:
    values = {name: told.variables.get(name, "") for name in mix_up.variables}
    if values and all(pattern.found_in(values[name]) for name, pattern in mix_up.variables.items()):
        return str(values)
    if mix_up.greeting.found_in(told.greeting):
        return f"greeting: {told.greeting}"
    return told.states_as_current(mix_up.claim)


def score_secrets(expect: Expectations, texts: str, tally: Tally, when: str = "") -> None:
    for secret in expect.secrets:
        if leaked := secret.patterns.first_in(texts):
            tally.of(secret.level).leaks += 1
            tally.miss(secret.level, "leak", f"{when}{leaked[:MAX_SECRET_CHARS]}")


@dataclass(frozen=True)
class Answer:
    """The results of a search, and the ranks that count, from 1."""

    query: str
    right_at: int | None
    outdated_at: int | None
    results: list[dict[str, Any]]


def score_question(question: Question, results: list[dict[str, Any]], tally: Tally) -> Answer:
    results = results[:MAX_RESULTS]
    answer = rank(question, results)
    counts = tally.of(question.level)
    counts.questions += 1
    counts.in_3 += answer.right_at is not None
    counts.first += answer.right_at == 1
    counts.outdated_above += answer.outdated_at is not None
    if answer.right_at != 1 or answer.outdated_at:
        outdated = f", outdated at {answer.outdated_at}" if answer.outdated_at else ""
        found = f"{question.query!r}: right at {answer.right_at or '–'}{outdated}"
        tally.miss(question.level, "question", found)
    return answer


def rank(question: Question, results: list[dict[str, Any]]) -> Answer:
    right_at = outdated_at = None
    texts = [plain(result.get("memory")) for result in results]
    for number, (result, text) in enumerate(zip(results, texts, strict=True), start=1):
        if question.right.answered_by(plain(result.get("in_reply_to")), text):
            right_at = number
            break
        if outdated_at is None and question.outdated.found_in(text):
            outdated_at = number
    is_complete = all(any(pattern.found_in(text) for text in texts) for pattern in question.together)
    return Answer(question.query, right_at if is_complete else None, outdated_at, results)
