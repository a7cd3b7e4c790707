"""A small story, which tests change."""

from datetime import date
from typing import Any

from story_bench.story import Expectations, Question, Story

TODAY = date(2026, 12, 1)


def story(**changes: Any) -> Story:
    data = {
        "caller": "+12025550143",
        "agent": "agent_test",
        "calls": [
            {
                "at": "2026-11-23T09:00:00Z",
                "duration": 40,
                "turns": [["agent", "How can I help?"], ["user", "The gate code is 4419."]],
                "data_collection": {"gate_code": "4419", "has_dog": True, "floor": 3, "email": None},
                "summary": "The caller gave the gate code.",
            }
        ],
        "expect": {},
        "questions": [],
    }
    return Story.parse("test", data | changes, TODAY)


def expectations(**data: Any) -> Expectations:
    return Expectations.parse(data, TODAY)


def question(**changes: Any) -> Question:
    return Question.parse({"query": "gate code", "right": ["no gate"], "wrong_above": ["4419"]} | changes)
