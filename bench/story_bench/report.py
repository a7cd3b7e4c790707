"""Prints results as Markdown, as JSON, or with everything that the agents were told."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from .counts import Counts, Tally
from .patterns import plain
from .play import Played

COLUMNS = ["facts", "wrong", "in 3", "first", "outdated above", "leaks", "mixed up"]
MODEL_COLUMNS = ["model: facts", "wrong", "in 3", "first"]


def total(played: list[Played]) -> Tally:
    tally = Tally()
    for result in played:
        tally.add(result.tally)
    return tally


def table(heading: str, played: list[Played]) -> str:
    rows = [[result.story.name, *cells(result.tally)] for result in played]
    rows.append(["**all**", *cells(total(played))])
    head = [heading, *COLUMNS, *MODEL_COLUMNS]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cells(tally: Tally) -> list[str]:
    rules, model = tally.rules, tally.model
    counted = [rules.outdated_above, rules.leaks, rules.mixed_up]
    return [*shares(rules), *map(str, counted), *shares(model)]


def shares(counts: Counts) -> list[str]:
    return [
        f"{counts.facts_found}/{counts.facts}",
        str(counts.wrong_as_current),
        f"{counts.in_3}/{counts.questions}",
        f"{counts.first}/{counts.questions}",
    ]


def misses(played: list[Played]) -> Iterator[str]:
    for result in played:
        for miss in result.tally.misses:
            yield f"- {result.story.name}, {miss.level}, {miss.kind}: {miss.text}"


def everything(result: Played) -> Iterator[str]:
    """What the last ring told about a caller, and what the searches found."""
    told = result.told
    others = {name: value for name, value in told.variables.items() if name != "memory_summary"}
    yield f"\n## {result.story.name}\n"
    yield json.dumps(others, ensure_ascii=False)
    yield f"greeting: {told.greeting}"
    yield told.summary
    for answer in result.answers:
        yield f"  ? {answer.query}  (right at {answer.right_at}, outdated at {answer.outdated_at})"
        for found in answer.results:
            question = f"   ⟵ {found['in_reply_to']}" if found.get("in_reply_to") else ""
            said_on = plain(found.get("as_of"))[:10]
            yield f"      {found['score']:.2f} {said_on} {found.get('status')}: {found['memory']}{question}"


def as_json(played: list[Played]) -> dict[str, Any]:
    totals = total(played)
    return {
        "stories": {
            result.story.name: {
                **result.tally.as_json(),
                "memory_summary": result.told.summary,
                "answers": [asdict(answer) for answer in result.answers],
            }
            for result in played
        },
        "totals": {"rules": asdict(totals.rules), "model": asdict(totals.model)},
    }
