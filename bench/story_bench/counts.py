"""What is counted."""

from dataclasses import asdict, dataclass, field, fields

from .story import Level


@dataclass
class Counts:
    """Of one level of expectations."""

    facts: int = 0
    facts_found: int = 0
    wrong_as_current: int = 0
    questions: int = 0
    in_3: int = 0
    first: int = 0
    outdated_above: int = 0
    leaks: int = 0
    mixed_up: int = 0

    def add(self, other: "Counts") -> None:
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


@dataclass(frozen=True)
class Miss:
    """An expectation that was not met."""

    level: Level
    kind: str
    text: str


@dataclass
class Tally:
    """The counts of both levels, and what was missed."""

    rules: Counts = field(default_factory=Counts)
    model: Counts = field(default_factory=Counts)
    misses: list[Miss] = field(default_factory=list)

    def of(self, level: Level) -> Counts:
        return self.rules if level is Level.RULES else self.model

    def miss(self, level: Level, kind: str, text: str) -> None:
        self.misses.append(Miss(level, kind, text))

    def add(self, other: "Tally") -> None:
        self.rules.add(other.rules)
        self.model.add(other.model)
        self.misses += other.misses

    def as_json(self) -> dict[str, object]:
        return asdict(self)
