"""The Mem0-compatible server, with everything it is sent kept, and failing on request."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import requests

from recording_mem0_server import Answer, Fault, RecordingMem0Server, Sent

ADD = "/v3/memories/add/"


@dataclass
class Mem0(RecordingMem0Server):
    """Passes on what it is sent to a server that remembers, unless something is planned."""

    behind: str = ""
    plans: list[Callable[[Sent], Answer | None]] = field(default_factory=list)
    silent: bool = False

    def answer(self, sent: Sent) -> Answer:
        planned = (plan(sent) for plan in self.plans)
        return next((answer for answer in planned if answer), None) or self.passed_on(sent)

    def passed_on(self, sent: Sent) -> Answer:
        reply = requests.request(
            sent.method,
            self.behind + sent.path,
            params=sent.query,
            headers={"Authorization": sent.headers["authorization"]},
            json=sent.body,
            timeout=30,
        )
        return Answer(reply.status_code, reply.content, {"Content-Type": reply.headers["Content-Type"]})

    def adds(self) -> list[Sent]:
        """What was to be added, whatever became of it."""
        return [sent for sent in list(self.sent) if sent.path == ADD]

    # What can go wrong with adding.

    def refuses(self, about: str) -> None:
        """Does not add what has this text in it."""

        def plan(sent: Sent) -> Answer | None:
            return Answer(503) if sent.path == ADD and about in str(sent.body) else None

        self.plans.append(plan)

    def falls_silent(self, add: int, processed: bool) -> None:
        """Never answers the add of this number, having done what it asks or not."""

        def plan(sent: Sent) -> Answer | None:
            if sent.path != ADD or len(self.adds()) != add:
                return None
            answer = self.passed_on(sent) if processed else Answer(200)
            self.silent = True
            return replace(answer, fault=Fault.NEVER)

        self.plans.append(plan)

    def mended(self) -> None:
        self.plans.clear()
