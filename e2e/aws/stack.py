"""A deployed stack, with its functions running and a Mem0 of its own."""

import json
from pathlib import Path

import requests

import log
from cloud import Cloud
from deployment import Deployment
from emulator import Emulator
from function import Function
from mapping import EventSourceMapping
from mem0 import Mem0
from template import Template
from wire import signature

WORKSPACE_KEY = "e2e-workspace-key"
HMAC_KEY = "wsec_e2e_hmac_key"
MEM0_KEY = "m0-e2e-key"

KEYS = {
    "MEM0_API_KEY": MEM0_KEY,
    "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
    "ELEVENLABS_HMAC_KEY": HMAC_KEY,
}

# Five minutes, in microseconds.
LONG_AGO = 300_000_000


class Stack:
    """Its keys are in a secret, and each function acts in its own role."""

    def __init__(self, name: str, cloud: Cloud, emulator: Emulator, mem0: Mem0, artifacts: Path, folder: Path):
        self.cloud = cloud
        self.mem0 = mem0
        secret = cloud.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(KEYS))
        parameters = {"NamePrefix": name, "SecretArn": secret["ARN"], "Mem0BaseUrl": mem0.url}
        self.template = Template(parameters)
        deployment = Deployment(name, cloud, self.template)
        self.outputs = deployment.outputs
        self.functions = {
            logical_id: Function(
                emulator,
                artifacts / logical_id / "bootstrap",
                folder / f"{logical_id}.log",
                deployment.configuration(logical_id),
            )
            for logical_id in self.template.of_type("AWS::Lambda::Function")
        }
        self.client_data = self.functions["AgenticMemoriesClientData"]
        self.retrieve = self.functions["AgenticMemoriesRetrieve"]
        self.post_call = self.functions["AgenticMemoriesPostCall"]
        self.worker = self.functions["AgenticMemoriesPostCallWorker"]
        self.queue = self._mapping("PostCallQueueUrl")
        self.dead_letters = self._mapping("DeadLetterQueueUrl")
        self.said: set[str] = set()

    def _mapping(self, queue_url: str) -> EventSourceMapping:
        (properties,) = self.template.of_type("AWS::Lambda::EventSourceMapping").values()
        return EventSourceMapping(
            self.cloud.client("sqs"), self.outputs[queue_url], self.worker, properties
        )

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
        data = json.loads(body)["data"]
        self.said |= set(log.texts([data["transcript"], data["analysis"]]))
        return self.post_call.post(
            "/post-call", body, {"ElevenLabs-Signature": signature(body, HMAC_KEY)}
        )

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
