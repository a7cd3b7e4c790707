"""Keys, and the permissions of each function."""

import pytest
from botocore.exceptions import ClientError

from calls import ROBIN, call
from stack import Stack
from template import Template


def test_the_keys_may_be_parameters(stack_without_secret: Stack) -> None:
    stack = stack_without_secret
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))


@pytest.mark.parametrize("function", Template({}).of_type("AWS::Lambda::Function"))
def test_a_function_without_its_secret_exits_with_an_error(stack: Stack, function: str) -> None:
    broken = stack.functions[function]
    broken.environment["SECRET_ARN"] += "-missing"
    assert broken.start().wait(timeout=15) != 0
    last = broken.log()[-1]
    assert last["level"] == "ERROR"
    assert "SECRET_ARN" in last["error"]


def test_no_function_has_the_permissions_of_another(stack: Stack) -> None:
    queue, bucket = {"QueueUrl": stack.queue.url}, stack.outputs["PayloadBucketName"]
    message = {"MessageBody": "-", "MessageGroupId": "-", "MessageDeduplicationId": "-"}
    forbidden = [
        (stack.client_data, "sqs", "send_message", queue | message),
        (stack.client_data, "dynamodb", "put_item", {"TableName": stack.ledger_table, "Item": {}}),
        (stack.retrieve, "sqs", "receive_message", queue),
        (stack.post_call, "sqs", "receive_message", queue),
        (stack.post_call, "s3", "get_object", {"Bucket": bucket, "Key": "-"}),
        (stack.worker, "sqs", "send_message", queue | message),
        (stack.worker, "s3", "put_object", {"Bucket": bucket, "Key": "-"}),
        (stack.worker, "dynamodb", "scan", {"TableName": stack.ledger_table}),
    ]
    for function, service, operation, arguments in forbidden:
        client = stack.cloud.connect(service, *function.credentials)
        with pytest.raises(ClientError, match=r"AccessDenied|Access Denied"):
            getattr(client, operation)(**arguments)


def test_moto_checks_signatures(stack: Stack) -> None:
    key_id, _, token = stack.post_call.credentials
    attacker = stack.cloud.connect("sqs", key_id, "another secret key", token)
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        attacker.get_queue_url(QueueName="-")
