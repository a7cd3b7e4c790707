"""A story: the calls of one number, and what should be known after them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from .patterns import Patterns


class Level(StrEnum):
    """What it takes to know something."""

    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True)
class Call:
    """A call, as far as it differs from the fixture that events are made of."""

    started_at: datetime
    # Role ("agent" or "user") and text.
    turns: tuple[tuple[str, str], ...]
    duration: int
    collected: dict[str, Any]
    summary: str | None
    title: str | None
    termination: str | None
    direction: str
    # Whether somebody was on the line.
    counts: bool
    successful: bool

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Call":
        turns = tuple((role, text) for role, text in data["turns"])
        duration = data.get("duration", 6 * len(turns) + 4)
        return cls(
            started_at=datetime.fromisoformat(data["at"]),
            turns=turns,
            duration=duration,
            collected=data.get("data_collection", {}),
            summary=data.get("summary"),
            title=data.get("title"),
            termination=data.get("termination"),
            direction=data.get("direction", "inbound"),
            counts=data.get("counts", True),
            successful=data.get("successful", duration > 10),
        )


@dataclass(frozen=True)
class Claim:
    """Something that an agent should be told, or that it should not be told as current."""

    level: Level
    fact: str
    any: Patterns
    unless: Patterns

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Claim":
        return cls(level_of(data), data["fact"], Patterns.parse(data.get("any")), Patterns.parse(data.get("unless")))


@dataclass(frozen=True)
class Variable:
    """The value that a dynamic variable should have."""

    level: Level
    name: str
    value: Patterns


@dataclass(frozen=True)
class MixUp:
    """One person told as another."""

    claim: Claim
    # By name; a mix-up if all match.
    variables: dict[str, Patterns]
    greeting: Patterns

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "MixUp":
        variables = {name: Patterns.parse(value) for name, value in data.get("variables", {}).items()}
        return cls(Claim.parse(data), variables, Patterns.parse(data.get("greeting")))


@dataclass(frozen=True)
class Secret:
    """What no reply may contain."""

    level: Level
    patterns: Patterns


@dataclass(frozen=True)
class Expectations:
    """What should hold when the phone rings."""

    current: tuple[Claim, ...]
    variables: tuple[Variable, ...]
    not_current: tuple[Claim, ...]
    mixed_up: tuple[MixUp, ...]
    secrets: tuple[Secret, ...]

    @classmethod
    def parse(cls, data: dict[str, Any], today: date) -> "Expectations":
        def valid(name: str) -> list[Any]:
            return [item for item in data.get(name, []) if is_valid(item, today)]

        variables = [
            Variable(level_of(item), name, Patterns.parse(item["any"] if isinstance(item, dict) else item))
            for name, item in data.get("variables", {}).items()
            if is_valid(item, today)
        ]
        secrets = [
            Secret(level_of(item), Patterns.parse(item["any"] if isinstance(item, dict) else item))
            for item in data.get("absent_everywhere", [])
        ]
        return cls(
            current=tuple(map(Claim.parse, valid("current"))),
            variables=tuple(variables),
            not_current=tuple(map(Claim.parse, valid("not_current"))),
            mixed_up=tuple(map(MixUp.parse, data.get("mixed_up", []))),
            secrets=tuple(secrets),
        )


@dataclass(frozen=True)
class Question:
    """A search, and what it should find."""

    level: Level
    query: str
    right: Patterns
    outdated: Patterns
    # Each of them has to be found.
    together: tuple[Patterns, ...]

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Question":
        return cls(
            level=level_of(data),
            query=data["query"],
            right=Patterns.parse(data["right"]),
            outdated=Patterns.parse(data.get("wrong_above")),
            together=tuple(map(Patterns.parse, data.get("together", []))),
        )


@dataclass(frozen=True)
class Story:
    name: str
    caller: str
    agent: str
    language: str
    calls: tuple[Call, ...]
    # By the number of the call after which it should hold.
    after_call: dict[int, Expectations]
    expect: Expectations
    questions: tuple[Question, ...]

    @classmethod
    def parse(cls, name: str, data: dict[str, Any], today: date) -> "Story":
        after_call = data.get("after_call", {})
        return cls(
            name=name,
            caller=data["caller"],
            agent=data["agent"],
            language=data.get("language", "en"),
            calls=tuple(map(Call.parse, data["calls"])),
            after_call={int(number): Expectations.parse(item, today) for number, item in after_call.items()},
            expect=Expectations.parse(data["expect"], today),
            questions=tuple(Question.parse(item) for item in data["questions"] if is_valid(item, today)),
        )


def level_of(item: Any) -> Level:
    return Level(item.get("level", Level.RULES)) if isinstance(item, dict) else Level.RULES


def is_valid(item: Any, today: date) -> bool:
    """Whether the calendar has not overtaken an expectation."""
    until = item.get("valid_until") if isinstance(item, dict) else None
    return until is None or date.fromisoformat(until) >= today


def load_set(folder: Path, names: set[str], today: date) -> list[Story]:
    """The stories of a folder, all of them without names."""
    files = sorted(path for path in folder.glob("*.json") if not names or path.stem in names)
    return [Story.parse(path.stem, json.loads(path.read_text(encoding="utf-8")), today) for path in files]
