"""Keys, secrets and permissions."""

import re

import pytest

KEYS = ["MEM0_API_KEY", "ELEVENLABS_WORKSPACE_KEY", "ELEVENLABS_HMAC_KEY", "RETRIEVE_API_KEY", "CALLER_TOKEN_KEY"]
KEY_PARAMETERS = ["Mem0ApiKey", "ElevenLabsWorkspaceKey", "ElevenLabsHmacKey", "RetrieveApiKey", "CallerTokenKey"]
FUNCTIONS = ["ClientData", "Retrieve", "PostCall", "PostCallWorker"]


def statements(stack, function: str) -> list[dict]:
    """The permissions of a function's role, one action per statement."""
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
def test_the_parameters_with_keys_are_masked(stack, parameter):
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
    ("arn", "complete"),
    [
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:agentic-memories-AbCdEf", True),
        ("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:team/keys-AbCdEf", True),
        # A role with one of these could not read the secret, and no function could start.
        ("arn:aws:secretsmanager:us-east-1:123456789012:secret:agentic-memories", False),
        ("agentic-memories", False),
    ],
)
def test_the_arn_of_a_secret_must_be_complete(expansion, arn, complete):
    assert bool(re.match(expansion["Parameters"]["SecretArn"]["AllowedPattern"], arn)) is complete


def test_a_stack_without_keys_is_rejected_before_it_is_created(stack):
    failed = stack(Mem0ApiKey="", ElevenLabsHmacKey="").failed_assertions()
    assert failed == ["Set Mem0ApiKey, or SecretArn.", "Set ElevenLabsHmacKey, or SecretArn."]
    assert not stack().failed_assertions()


@pytest.mark.parametrize("parameter", KEY_PARAMETERS)
def test_a_key_beside_a_secret_is_rejected(stack, stack_with_secret, parameter):
    assert not stack_with_secret.failed_assertions()
    only_secret = dict.fromkeys(KEY_PARAMETERS, "") | {"SecretArn": stack_with_secret.values["SecretArn"]}
    (failed,) = stack(**(only_secret | {parameter: "key"})).failed_assertions()
    assert parameter in failed


@pytest.mark.parametrize("function", FUNCTIONS)
def test_roles_have_access_to_named_resources_only(stack, function):
    unbounded = {s["Action"] for s in statements(stack(), function) if s["Resource"] == "*" or "*" in s["Action"]}
    # X-Ray has no resources for these.
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


def test_post_call_may_only_send_messages_and_write_payloads(stack):
    assert allowed(stack(), "PostCall", "sqs") == {"sqs:SendMessage": "<PostCallQueue.Arn>"}
    assert allowed(stack(), "PostCall", "s3") == {"s3:PutObject": "<AgenticMemoriesPayloadBucket.Arn>/*"}
    assert not allowed(stack(), "PostCall", "dynamodb")


def test_only_the_worker_may_receive_messages_and_write_the_ledger(stack):
    queue = "<PostCallQueue.Arn>"
    assert allowed(stack(), "PostCallWorker", "sqs") == {
        "sqs:ReceiveMessage": queue,
        "sqs:DeleteMessage": queue,
        "sqs:GetQueueAttributes": queue,
    }
    assert set(allowed(stack(), "PostCallWorker", "s3")) == {"s3:GetObject", "s3:DeleteObject", "s3:ListBucket"}
    assert allowed(stack(), "PostCallWorker", "dynamodb") == {"dynamodb:UpdateItem": "<AgenticMemoriesLedgerTable.Arn>"}
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
def test_queues_and_bucket_reject_unencrypted_transport(stack, policy, resources):
    (statement,) = stack().properties(policy)["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert set(statement["Resource"]) == resources
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_waiting_calls_are_encrypted_and_private(stack):
    for queue in ["PostCallQueue", "PostCallDeadLetters"]:
        assert stack().properties(queue)["SqsManagedSseEnabled"] is True
    bucket = stack().properties("AgenticMemoriesPayloadBucket")
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
