"""Keys, and what each function may do."""

import pytest
from botocore.exceptions import ClientError

from calls import ROBIN, call
from stack import Stack
from template import Template


def test_the_keys_may_be_parameters(stack_without_secret: Stack) -> None:
    stack = stack_without_secret
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    stack.mapping.drain()
    assert "Biscuit" in str(stack.known(ROBIN))


@pytest.mark.parametrize("function", Template({}).of_type("AWS::Lambda::Function"))
def test_a_function_whose_secret_is_not_there_does_not_start_and_says_so(stack: Stack, function: str) -> None:
    lost = stack.functions[function]
    lost.environment["SECRET_ARN"] += "-of-somebody-else"
    assert lost.start().wait(timeout=15) != 0
    last = lost.log()[-1]
    assert last["level"] == "ERROR"
    assert "SECRET_ARN" in last["error"]


def test_no_function_may_do_what_another_one_does(stack: Stack) -> None:
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
        client = stack.cloud.connected(service, *function.credentials)
        with pytest.raises(ClientError, match=r"AccessDenied|Access Denied"):
            getattr(client, operation)(**arguments)


def test_the_doubles_do_check_signatures(stack: Stack) -> None:
    key_id, _, token = stack.post_call.credentials
    forger = stack.cloud.connected("sqs", key_id, "another secret key", token)
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        forger.get_queue_url(QueueName="-")
