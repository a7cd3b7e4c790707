"""A deployed stack: what the template describes in moto, and its four functions."""

import ast
import json
from pathlib import Path

import requests

import log
from cloud import REGION, Cloud
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

# What moto does not tell apart when it asks what a role may do.
WITHOUT_RESOURCES = ("dynamodb:", "secretsmanager:")


# Five minutes, in microseconds.
LONG_AGO = 300_000_000


class Stack:
    """Its keys are in a secret, each function acts in its own role, and only that."""

    def __init__(self, name: str, cloud: Cloud, emulator: Emulator, mem0: Mem0, artifacts: Path, folder: Path):
        self.cloud = cloud
        self.mem0 = mem0
        secret = cloud.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(KEYS))
        self.secrets = set(KEYS.values())
        self.template = Template(
            {"NamePrefix": name, "SecretArn": secret["ARN"], "Mem0BaseUrl": mem0.url}
        )
        self.outputs = self._deployed(name)
        self.client_data, self.retrieve, self.post_call, self.post_call_worker = self.functions = [
            self._function(logical_id, emulator, artifacts, folder)
            for logical_id in self.template.of_type("AWS::Lambda::Function")
        ]
        self.queue, self.dead_letters = (
            self._mapping(self.outputs[url]) for url in ("PostCallQueueUrl", "DeadLetterQueueUrl")
        )
        self.redrive_policy = self.template.of_type("AWS::SQS::Queue")["PostCallQueue"]["RedrivePolicy"]

    def _deployed(self, name: str) -> dict[str, str]:
        """The stack's outputs, once it is there."""
        cloudformation = self.cloud.client("cloudformation")
        parameters = [
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in self.template.parameters.items()
        ]
        cloudformation.create_stack(
            StackName=name,
            TemplateBody=self.template.for_moto(name),
            Parameters=parameters,
            Capabilities=["CAPABILITY_IAM"],
        )
        (stack,) = cloudformation.describe_stacks(StackName=name)["Stacks"]
        assert stack["StackStatus"] == "CREATE_COMPLETE", stack
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def _function(self, logical_id: str, emulator: Emulator, artifacts: Path, folder: Path) -> Function:
        resource = self.template.resources[logical_id]
        prefix = self.template.parameters["NamePrefix"]
        name = resource["Properties"]["FunctionName"]["Fn::Sub"].replace("${NamePrefix}", prefix)
        configuration = self.cloud.client("lambda").get_function_configuration(FunctionName=name)
        configuration["Binary"] = resource["Metadata"]["BuildProperties"]["Binary"]
        configuration["Environment"]["Variables"] |= self._identity(configuration["Role"])
        output = folder / f"{configuration['Binary']}.log"
        return Function(emulator, artifacts / logical_id / "bootstrap", output, configuration)

    def _identity(self, role: str) -> dict[str, str]:
        """What Lambda tells a function about who it is, and here also where AWS is."""
        self._make_policies_readable(role.rsplit("/", 1)[-1])
        assumed = self.cloud.client("sts").assume_role(RoleArn=role, RoleSessionName="function")
        credentials = assumed["Credentials"]
        self.secrets |= {credentials["SecretAccessKey"], credentials["SessionToken"]}
        return {
            "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
            "AWS_ENDPOINT_URL": self.cloud.url,
            "AWS_REGION": REGION,
            "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
            "AWS_SESSION_TOKEN": credentials["SessionToken"],
        }

    def _mapping(self, queue_url: str) -> EventSourceMapping:
        (properties,) = self.template.of_type("AWS::Lambda::EventSourceMapping").values()
        return EventSourceMapping(
            self.cloud.client("sqs"), queue_url, self.post_call_worker, properties
        )

    def _make_policies_readable(self, role: str) -> None:
        """Puts a role's policies as JSON: moto's CloudFormation writes them as Python would."""
        iam = self.cloud.client("iam")
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
            if isinstance(document, dict):
                continue
            document = ast.literal_eval(document)
            for statement in document["Statement"]:
                if str(statement["Action"]).strip("['").startswith(WITHOUT_RESOURCES):
                    statement["Resource"] = "*"
            iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))

    def credentials(self, function: Function) -> tuple[str, str, str]:
        """As whom a function speaks to AWS."""
        environment = function.environment
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        key_id, secret_key, token = (environment[name] for name in names)
        return key_id, secret_key, token

    # What ElevenLabs does in the course of a call.

    def ring(self, caller: str) -> dict:
        request = {"caller_id": caller, "agent_id": "agent_1", "called_number": "+12025550199"}
        body = json.dumps(request).encode()
        answer = self.client_data.post("/client-data", body, X_Workspace_Key=WORKSPACE_KEY)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def search(self, caller: str, query: str) -> list[str]:
        body = json.dumps({"query": query, "user_id": caller}).encode()
        answer = self.retrieve.post("/retrieve", body)
        assert answer.status_code == 200, answer.text
        return [memory["memory"] for memory in answer.json()["memories"]]

    def deliver(self, body: bytes) -> requests.Response:
        """Sends a signed event, whatever the answer."""
        self.secrets |= set(log.texts(json.loads(body)["data"]["transcript"]))
        return self.post_call.post("/post-call", body, ElevenLabs_Signature=signature(body, HMAC_KEY))

    def hang_up(self, *bodies: bytes) -> None:
        for body in bodies:
            answer = self.deliver(body)
            assert (answer.status_code, answer.json()) == (200, {"status": "ok"}), answer.text

    # What became of it.

    def known(self, caller: str) -> list[str]:
        return [memory["memory"] for memory in self.ring(caller)["memories"]]

    def claims(self) -> list[str]:
        """The keys of the events that wait in the bucket."""
        listed = self.cloud.client("s3").list_objects_v2(Bucket=self.outputs["PayloadBucketName"])
        return [kept["Key"] for kept in listed.get("Contents", [])]

    @property
    def ledger_table(self) -> str:
        return self.post_call_worker.environment["LEDGER_TABLE"]

    def time_passes(self) -> None:
        """Makes everything in the ledger older than the platform takes to show what was added."""
        dynamodb = self.cloud.client("dynamodb")
        for entry in dynamodb.scan(TableName=self.ledger_table)["Items"]:
            begun = int(entry["begun_at"]["N"]) - LONG_AGO
            dynamodb.put_item(TableName=self.ledger_table, Item=entry | {"begun_at": {"N": str(begun)}})

    def close(self) -> None:
        """Ends the functions, whose logs must be proper and discreet."""
        for function in self.functions:
            function.kill()
        for function in self.functions:
            function.log()
            log.assert_discreet(function.output, self.secrets)
