"""Who can read and do what."""

import re

import pytest

KEYS = ["MEM0_API_KEY", "ELEVENLABS_WORKSPACE_KEY", "ELEVENLABS_HMAC_KEY", "RETRIEVE_API_KEY", "CALLER_TOKEN_KEY"]
KEY_PARAMETERS = ["Mem0ApiKey", "ElevenLabsWorkspaceKey", "ElevenLabsHmacKey", "RetrieveApiKey", "CallerTokenKey"]
FUNCTIONS = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"]


def statements(stack, function: str) -> list[dict]:
    """What the role of a function allows, one action a statement."""
    role = stack.properties(stack.properties(f"AgenticMemories{function}")["Role"].removesuffix(".Arn>")[1:])
    assert "ManagedPolicyArns" not in role
    return [
        {"Action": action, "Resource": resource}
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        for action in as_list(statement["Action"])
        for resource in as_list(statement["Resource"])
    ]


def as_list(value):
    return value if isinstance(value, list) else [value]


def allowed(stack, function: str, service: str) -> dict[str, str]:
    return {
        statement["Action"]: statement["Resource"]
        for statement in statements(stack, function)
        if statement["Action"].startswith(f"{service}:")
    }


@pytest.mark.parametrize("parameter", KEY_PARAMETERS)
def test_keys_are_never_shown(stack, parameter):
    assert stack().template["Parameters"][parameter]["NoEcho"] is True


@pytest.mark.parametrize("function", FUNCTIONS)
def test_with_a_secret_no_function_has_a_key_in_its_configuration(stack_with_secret, function):
    variables = stack_with_secret.variables(f"AgenticMemories{function}")
    assert not variables.keys() & set(KEYS)
    assert variables["SECRET_ARN"] == stack_with_secret.values["SecretArn"]
    assert allowed(stack_with_secret, function, "secretsmanager") == {
        "secretsmanager:GetSecretValue": stack_with_secret.values["SecretArn"]
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_without_a_secret_no_role_may_read_one(stack, function):
    assert not allowed(stack(), function, "secretsmanager")


@pytest.mark.parametrize(
    ("arn", "whole"),
    [
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:agentic-memories-AbCdEf", True),
        ("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:team/keys-AbCdEf", True),
        # IAM would take these for another secret, and no function could start.
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:agentic-memories", False),
        ("agentic-memories", False),
    ],
)
def test_the_arn_of_a_secret_is_whole(expansion, arn, whole):
    assert bool(re.match(expansion["Parameters"]["SecretArn"]["AllowedPattern"], arn)) is whole


def test_a_stack_without_keys_is_refused_before_it_is_made(stack):
    complaints = stack(Mem0ApiKey="", ElevenLabsHmacKey="").complaints()
    assert complaints == ["Set Mem0ApiKey, or SecretArn.", "Set ElevenLabsHmacKey, or SecretArn."]
    assert not stack().complaints()


@pytest.mark.parametrize("parameter", KEY_PARAMETERS)
def test_a_key_beside_a_secret_is_refused(stack, stack_with_secret, parameter):
    assert not stack_with_secret.complaints()
    only_secret = dict.fromkeys(KEY_PARAMETERS, "") | {"SecretArn": stack_with_secret.values["SecretArn"]}
    (complaint,) = stack(**(only_secret | {parameter: "key"})).complaints()
    assert parameter in complaint


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_role_reaches_named_resources_only(stack, function):
    unbounded = {s["Action"] for s in statements(stack(), function) if s["Resource"] == "*" or "*" in s["Action"]}
    # X-Ray knows no resources for these.
    assert unbounded == {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}


def test_the_role_of_the_specification_writes_logs_and_is_assumed_by_lambda(stack):
    role = stack().properties("AgenticMemoriesLambdaRole")
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust == {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    for function in ["ClientData", "Retrieve"]:
        assert stack().properties(f"AgenticMemories{function}")["Role"] == "<AgenticMemoriesLambdaRole.Arn>"
        logs = [s for s in statements(stack(), function) if s["Action"].startswith("logs:")]
        assert {s["Action"] for s in logs} == {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
        assert f"<AgenticMemories{function}LogGroup.Arn>" in {s["Resource"] for s in logs}
    services = {s["Action"].partition(":")[0] for s in statements(stack(), "Retrieve")}
    assert services == {"logs", "xray"}


def test_post_call_may_queue_and_leave_a_payload_and_no_more(stack):
    assert allowed(stack(), "PostCall", "sqs") == {"sqs:SendMessage": "<PostCallQueue.Arn>"}
    assert allowed(stack(), "PostCall", "s3") == {"s3:PutObject": "<AgenticMemoriesPayloadBucket.Arn>/*"}
    assert not allowed(stack(), "PostCall", "dynamodb")


def test_only_the_worker_takes_from_the_queue_and_writes_the_ledger(stack):
    queue = "<PostCallQueue.Arn>"
    assert allowed(stack(), "PostCallWorker", "sqs") == {
        "sqs:ReceiveMessage": queue,
        "sqs:DeleteMessage": queue,
        "sqs:GetQueueAttributes": queue,
    }
    assert set(allowed(stack(), "PostCallWorker", "s3")) == {"s3:GetObject", "s3:DeleteObject", "s3:ListBucket"}
    assert set(allowed(stack(), "PostCallWorker", "dynamodb").values()) == {"<AgenticMemoriesLedgerTable.Arn>"}
    for function in ["ClientData", "Retrieve", "PostCall"]:
        assert not allowed(stack(), function, "dynamodb")
        assert "sqs:ReceiveMessage" not in allowed(stack(), function, "sqs")


@pytest.mark.parametrize(
    ("policy", "resources"),
    [
        ("AgenticMemoriesQueuePolicy", {"<PostCallQueue.Arn>", "<PostCallDeadLetters.Arn>"}),
        ("AgenticMemoriesPayloadBucketPolicy", {"<AgenticMemoriesPayloadBucket.Arn>", "<AgenticMemoriesPayloadBucket.Arn>/*"}),
    ],
)
def test_queues_and_bucket_refuse_unencrypted_transport(stack, policy, resources):
    (statement,) = stack().properties(policy)["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert set(statement["Resource"]) == resources
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_what_waits_is_encrypted_and_not_public(stack):
    for queue in ["PostCallQueue", "PostCallDeadLetters"]:
        assert stack().properties(queue)["SqsManagedSseEnabled"] is True
    bucket = stack().properties("AgenticMemoriesPayloadBucket")
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
