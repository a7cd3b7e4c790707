"""Plays stories against a service."""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .counts import Tally
from .event import post_call_event
from .patterns import all_texts
from .scoring import Answer, score_question, score_ring, score_secrets
from .service import POLL_SECONDS, Service
from .story import Story
from .told import Told

STORIES_AT_ONCE = 4
INGESTION_SECONDS = 4


@dataclass
class Played:
    """The result of one story: what the last ring told and the searches found."""

    story: Story
    told: Told
    tally: Tally = field(default_factory=Tally)
    answers: list[Answer] = field(default_factory=list)


def play_all(service: Service, stories: Iterable[Story]) -> list[Played]:
    run = f"{time.time_ns():x}"
    with ThreadPoolExecutor(STORIES_AT_ONCE) as pool:
        return list(pool.map(lambda story: play(service, story, run), stories))


def play(service: Service, story: Story, run: str) -> Played:
    played = Played(story, ring(service, story))
    for number, call in enumerate(story.calls, start=1):
        before = played.told.call_count
        service.hang_up(post_call_event(story, number, run))
        played.told = ring_after_ingestion(service, story, before if call.counts else None)
        if expect := story.after_call.get(number):
            when = f"after call {number}: "
            score_ring(expect, played.told, played.tally, when)
            score_secrets(expect, played.told.all_texts, played.tally, when)
    score_ring(story.expect, played.told, played.tally)
    texts = [played.told.all_texts]
    for question in story.questions:
        results = service.search(story.caller, story.agent, question.query)
        answer = score_question(question, results, played.tally)
        played.answers.append(answer)
        texts.append(all_texts(answer.results))
    score_secrets(story.expect, "\n".join(texts), played.tally)
    return played


def ring(service: Service, story: Story) -> Told:
    return Told.of(service.ring(story.caller, story.agent))


def ring_after_ingestion(service: Service, story: Story, calls_before: int | None) -> Told:
    """Rings once the last call is counted. A ring waits for the caller's unprocessed calls by itself, so that one
    is enough after a call that does not count (`None`) and, as a rule, after any other."""
    deadline = time.monotonic() + INGESTION_SECONDS
    told = ring(service, story)
    while told.call_count == calls_before and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        told = ring(service, story)
    return told
