"""Failures between the hang-up and the stored memories."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from calls import ROBIN, SAM, call
from deadline import until
from processes import free_port
from stack import Stack

DOG = "My dog is called Biscuit."
BOILER = "The boiler whistles in the mornings."
CELLO = "I play the cello in an orchestra."


def test_an_event_is_not_acknowledged_while_the_queue_is_unavailable(stack: Stack) -> None:
    event = call("conv_1", ROBIN, DOG)
    closed_url = f"http://127.0.0.1:{free_port()}"
    stack.post_call.environment["AWS_ENDPOINT_URL_SQS"] = closed_url
    response = stack.deliver(event)
    assert (response.status_code, response.json()["code"]) == (503, "inbox_unavailable")

    stack.post_call.kill()
    del stack.post_call.environment["AWS_ENDPOINT_URL_SQS"]
    stack.hang_up(event)
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))


def test_a_failed_call_returns_with_only_its_callers_later_calls(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, DOG), call("conv_2", ROBIN, BOILER), call("conv_3", SAM, CELLO))
    stack.mem0.reject_adds_with("Biscuit")
    delivery = stack.mapping.poll()
    assert delivery.failed == delivery.messages[:2]
    assert stack.memories(ROBIN) == []
    assert "cello" in str(stack.memories(SAM))

    stack.mem0.clear_plans()
    stack.age_ledger()
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))
    assert "boiler" in str(stack.memories(ROBIN))


@pytest.mark.parametrize("processed", [True, False], ids=["response lost", "request lost"])
def test_a_worker_that_crashes_between_two_adds_repeats_neither(stack: Stack, processed: bool) -> None:
    stack.hang_up(call("conv_0", SAM, DOG))
    stack.mapping.drain()
    expected, adds = sorted(stack.memories(SAM)), len(stack.mem0.adds())
    assert adds > 1

    stack.hang_up(call("conv_1", ROBIN, DOG))
    stack.mem0.hang_at_add(add=adds + 2, processed=processed)
    with ThreadPoolExecutor() as background:
        polling = background.submit(stack.mapping.poll)
        until(lambda: stack.mem0.hanging, "the second add is in progress")
        stack.worker.kill()
        delivery = polling.result()
    assert delivery.failed == delivery.messages

    stack.mem0.clear_plans()
    # Too early: Mem0 may still be processing the request.
    assert stack.mapping.poll().failed == delivery.messages
    stack.age_ledger()
    stack.mapping.drain()
    assert sorted(stack.memories(ROBIN)) == expected


def test_a_call_that_keeps_failing_becomes_a_dead_letter_and_can_be_replayed(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, DOG), call("conv_2", ROBIN, BOILER))
    stack.mem0.reject_adds_with("Biscuit")
    # It delays the caller's later calls only twice.
    for failed_count in (2, 2, 1):
        delivery = stack.mapping.poll()
        assert delivery.failed == delivery.messages[:failed_count]
        stack.age_ledger()
    assert "boiler" in str(stack.memories(ROBIN))
    stack.queue.exhaust_receives(stack.max_receive_count - 3)
    assert stack.queue.receive() == []
    assert stack.dead_letters.waiting() == 1

    stack.mem0.clear_plans()
    stack.dead_letters.move_to(stack.queue)
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))
    assert stack.dead_letters.waiting() == 0


def test_an_unreadable_message_becomes_a_dead_letter_unchanged(stack: Stack) -> None:
    stack.queue.send("not an event", group="group", deduplication="1")
    delivery = stack.mapping.poll()
    assert delivery.failed == delivery.messages
    stack.queue.exhaust_receives(stack.max_receive_count - 1)
    assert stack.queue.receive() == []
    (letter,) = stack.dead_letters.receive()
    assert letter["Body"] == "not an event"
    (error,) = (line for line in stack.worker.log() if line["level"] == "ERROR")
    assert error["message_id"] == letter["MessageId"]


def test_nothing_is_added_while_the_ledger_is_unavailable(stack: Stack) -> None:
    stack.cloud.client("dynamodb").delete_table(TableName=stack.ledger_table)
    stack.hang_up(call("conv_1", ROBIN, DOG))
    delivery = stack.mapping.poll()
    assert delivery.failed == delivery.messages
    assert stack.mem0.adds() == []
