"""A deployed stack, with its functions running and a Mem0 of its own."""

import json
from dataclasses import dataclass
from pathlib import Path

import requests

import log
from cloud import Cloud
from deployment import Deployment
from emulator import Emulator
from fifo_queue import FifoQueue
from function import Function
from mapping import EventSourceMapping
from mem0 import Mem0
from template import Template
from wire import signature

WORKSPACE_KEY = "e2e-workspace-key"
HMAC_KEY = "wsec_e2e_hmac_key"
MEM0_KEY = "m0-e2e-key"

KEYS = {
    "Mem0ApiKey": MEM0_KEY,
    "ElevenLabsWorkspaceKey": WORKSPACE_KEY,
    "ElevenLabsHmacKey": HMAC_KEY,
}

# Five minutes, in microseconds.
LONG_AGO = 300_000_000


@dataclass
class Surroundings:
    """What a stack is put into."""

    cloud: Cloud
    emulator: Emulator
    mem0: Mem0
    artifacts: Path
    folder: Path


class Stack:
    """Each function acts in its own role, and writes a log of its own."""

    def __init__(self, name: str, around: Surroundings, keys: dict[str, str]):
        self.cloud = around.cloud
        self.mem0 = around.mem0
        self.template = Template({"NamePrefix": name, "Mem0BaseUrl": self.mem0.url, **keys})
        deployment = Deployment(name, self.cloud, self.template)
        self.outputs = deployment.outputs
        self.functions = {
            logical_id: Function(
                around.emulator,
                around.artifacts / logical_id / "bootstrap",
                around.folder / f"{logical_id}.log",
                deployment.configuration(logical_id),
            )
            for logical_id in self.template.of_type("AWS::Lambda::Function")
        }
        self.client_data = self.functions["AgenticMemoriesClientData"]
        self.retrieve = self.functions["AgenticMemoriesRetrieve"]
        self.post_call = self.functions["AgenticMemoriesPostCall"]
        self.worker = self.functions["AgenticMemoriesPostCallWorker"]
        sqs = self.cloud.client("sqs")
        self.queue = FifoQueue(sqs, self.outputs["PostCallQueueUrl"])
        self.dead_letters = FifoQueue(sqs, self.outputs["DeadLetterQueueUrl"])
        (properties,) = self.template.of_type("AWS::Lambda::EventSourceMapping").values()
        self.mapping = EventSourceMapping(self.queue, self.worker, properties)
        self.said: set[str] = set()

    # What ElevenLabs does in the course of a call.

    def ring(self, caller: str) -> dict:
        request = {"caller_id": caller, "agent_id": "agent_1", "called_number": "+12025550199"}
        answer = self.client_data.post(
            "/client-data", json.dumps(request).encode(), {"X-Workspace-Key": WORKSPACE_KEY}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def search(self, caller: str, query: str) -> list[str]:
        request = {"query": query, "user_id": caller}
        answer = self.retrieve.post("/retrieve", json.dumps(request).encode(), {})
        assert answer.status_code == 200, answer.text
        return [memory["memory"] for memory in answer.json()["memories"]]

    def deliver(self, body: bytes) -> requests.Response:
        """Sends a signed event, whatever the answer."""
        event = json.loads(body)
        data = event.get("data", event)
        self.said |= set(log.texts([data.get("transcript"), data.get("analysis")]))
        return self.post_call.post("/post-call", body, {"ElevenLabs-Signature": signature(body, HMAC_KEY)})

    def hang_up(self, *bodies: bytes) -> None:
        for body in bodies:
            answer = self.deliver(body)
            assert (answer.status_code, answer.json()) == (200, {"status": "ok"})

    # What became of it.

    def known(self, caller: str) -> list[str]:
        return [memory["memory"] for memory in self.ring(caller)["memories"]]

    def claims(self) -> list[str]:
        """The keys of the events that wait in the bucket."""
        listed = self.cloud.client("s3").list_objects_v2(Bucket=self.outputs["PayloadBucketName"])
        return [kept["Key"] for kept in listed.get("Contents", [])]

    @property
    def ledger_table(self) -> str:
        return self.worker.environment["LEDGER_TABLE"]

    @property
    def most_receipts(self) -> int:
        """How often a message is delivered before it is a dead letter."""
        queue = self.template.of_type("AWS::SQS::Queue")["PostCallQueue"]
        return queue["RedrivePolicy"]["maxReceiveCount"]

    # What a check does to it.

    def time_passes(self) -> None:
        """Makes everything in the ledger older than the platform takes to show what was added."""
        dynamodb = self.cloud.client("dynamodb")
        for entry in dynamodb.scan(TableName=self.ledger_table)["Items"]:
            begun = {"N": str(int(entry["begun_at"]["N"]) - LONG_AGO)}
            dynamodb.put_item(TableName=self.ledger_table, Item=entry | {"begun_at": begun})

    def close(self) -> None:
        """Ends the functions, whose logs must be proper and discreet."""
        for function in self.functions.values():
            function.kill()
        for function in self.functions.values():
            function.log()
            secrets = self.said | set(KEYS.values()) | set(function.credentials[1:])
            log.assert_discreet(function.output, secrets)
