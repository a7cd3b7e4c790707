"""A recording proxy for the Mem0-compatible server, with planned failures."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import requests

from recording_mem0_server import Fault, RecordingMem0Server, Response, SentRequest

ADD = "/v3/memories/add/"


@dataclass
class Mem0(RecordingMem0Server):
    """Forwards requests to `upstream`, unless a plan returns another response."""

    upstream: str = ""
    plans: list[Callable[[SentRequest], Response | None]] = field(default_factory=list)
    hanging: bool = False

    def respond(self, sent: SentRequest) -> Response:
        planned = (plan(sent) for plan in self.plans)
        return next((response for response in planned if response), None) or self.forward(sent)

    def forward(self, sent: SentRequest) -> Response:
        reply = requests.request(
            sent.method,
            self.upstream + sent.path,
            params=sent.query,
            headers={"Authorization": sent.headers["authorization"]},
            json=sent.body,
            timeout=30,
        )
        return Response(reply.status_code, reply.content, {"Content-Type": reply.headers["Content-Type"]})

    def adds(self) -> list[SentRequest]:
        """All requests to add memories, including failed ones."""
        return [sent for sent in list(self.sent) if sent.path == ADD]

    # Failures of adding.

    def reject_adds_with(self, text: str) -> None:
        """Rejects requests to add memories that contain `text`."""

        def plan(sent: SentRequest) -> Response | None:
            return Response(503) if sent.path == ADD and text in str(sent.body) else None

        self.plans.append(plan)

    def hang_at_add(self, add: int, processed: bool) -> None:
        """Never responds to the add with this number, processed or not."""

        def plan(sent: SentRequest) -> Response | None:
            if sent.path != ADD or len(self.adds()) != add:
                return None
            response = self.forward(sent) if processed else Response(200)
            self.hanging = True
            return replace(response, fault=Fault.HANG)

        self.plans.append(plan)

    def clear_plans(self) -> None:
        self.plans.clear()
