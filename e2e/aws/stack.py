"""A deployed stack with local functions and its own Mem0 server."""

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

# Five minutes.
LEDGER_AGE_MICROS = 300_000_000


@dataclass
class Environment:
    """The services that a stack uses."""

    cloud: Cloud
    emulator: Emulator
    mem0: Mem0
    artifacts: Path
    folder: Path


class Stack:
    """Each function has its own role and its own log."""

    def __init__(self, name: str, environment: Environment, keys: dict[str, str]):
        self.cloud = environment.cloud
        self.mem0 = environment.mem0
        self.template = Template({"NamePrefix": name, "Mem0BaseUrl": self.mem0.url, **keys})
        deployment = Deployment(name, self.cloud, self.template)
        self.outputs = deployment.outputs
        self.functions = {
            logical_id: Function(
                environment.emulator,
                environment.artifacts / logical_id / "bootstrap",
                environment.folder / f"{logical_id}.log",
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
        self.secrets: set[str] = set()

    # The requests of ElevenLabs in a call.

    def ring(self, caller: str) -> dict:
        field = "user_id" if caller.startswith("customer-") else "caller_id"
        request = {field: caller, "agent_id": "agent_1", "called_number": "+12025550199"}
        response = self.client_data.post(
            "/client-data", json.dumps(request).encode(), {"X-Workspace-Key": WORKSPACE_KEY}
        )
        assert response.status_code == 200, response.text
        return response.json()

    def search(self, caller: str, query: str) -> list[str]:
        request = {"query": query, "user_id": caller}
        response = self.retrieve.post("/retrieve", json.dumps(request).encode(), {})
        assert response.status_code == 200, response.text
        return [memory["memory"] for memory in response.json()["memories"]]

    def deliver(self, body: bytes) -> requests.Response:
        """Sends a signed event, with any response."""
        event = json.loads(body)
        data = event.get("data", event)
        self.secrets |= set(log.texts([data.get("transcript"), data.get("analysis")]))
        return self.post_call.post("/post-call", body, {"ElevenLabs-Signature": signature(body, HMAC_KEY)})

    def hang_up(self, *bodies: bytes) -> None:
        for body in bodies:
            response = self.deliver(body)
            assert (response.status_code, response.json()) == (200, {"status": "ok"})

    # The resulting state.

    def memories(self, caller: str) -> list[str]:
        return [memory["memory"] for memory in self.ring(caller)["memories"]]

    def payload_keys(self) -> list[str]:
        """The keys of the events in the bucket."""
        listed = self.cloud.client("s3").list_objects_v2(Bucket=self.outputs["PayloadBucketName"])
        return [payload["Key"] for payload in listed.get("Contents", [])]

    @property
    def ledger_table(self) -> str:
        return self.worker.environment["LEDGER_TABLE"]

    @property
    def max_receive_count(self) -> int:
        """The number of receives after which a message becomes a dead letter."""
        queue = self.template.of_type("AWS::SQS::Queue")["PostCallQueue"]
        return queue["RedrivePolicy"]["maxReceiveCount"]

    # Manipulations by tests.

    def age_ledger(self) -> None:
        """Makes all attempts in the ledger older than Mem0's delay until added memories are visible."""
        dynamodb = self.cloud.client("dynamodb")
        entries = dynamodb.scan(TableName=self.ledger_table)["Items"]
        for entry in (entry for entry in entries if "begun_at" in entry):
            begun = {"N": str(int(entry["begun_at"]["N"]) - LEDGER_AGE_MICROS)}
            dynamodb.put_item(TableName=self.ledger_table, Item=entry | {"begun_at": begun})

    def close(self) -> None:
        """Kills the functions and checks that their logs are valid and contain no personal data."""
        for function in self.functions.values():
            function.kill()
        for function in self.functions.values():
            function.log()
            secrets = self.secrets | set(KEYS.values()) | set(function.credentials[1:])
            log.assert_no_secrets(function.output, secrets)
