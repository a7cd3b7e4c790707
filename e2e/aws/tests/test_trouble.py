"""What goes wrong between the hang-up and what is known, and what becomes of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from calls import ROBIN, SAM, call
from deadline import until
from processes import free_port
from stack import Stack

DOG = "My dog is called Biscuit."
BOILER = "The boiler whistles in the mornings."
CELLO = "I play the cello in an orchestra."


def test_what_the_queue_does_not_take_is_not_acknowledged(stack: Stack) -> None:
    event = call("conv_1", ROBIN, DOG)
    nowhere = f"http://127.0.0.1:{free_port()}"
    stack.post_call.environment["AWS_ENDPOINT_URL_SQS"] = nowhere
    answer = stack.deliver(event)
    assert (answer.status_code, answer.json()["code"]) == (503, "inbox_unavailable")

    stack.post_call.kill()
    del stack.post_call.environment["AWS_ENDPOINT_URL_SQS"]
    stack.hang_up(event)
    stack.mapping.drain()
    assert "Biscuit" in str(stack.known(ROBIN))


def test_what_fails_comes_back_with_the_callers_later_calls_and_no_others(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, DOG), call("conv_2", ROBIN, BOILER), call("conv_3", SAM, CELLO))
    stack.mem0.refuses("Biscuit")
    delivered = stack.mapping.poll()
    assert delivered.failed == delivered.messages[:2]
    assert stack.known(ROBIN) == []
    assert "cello" in str(stack.known(SAM))

    stack.mem0.mended()
    stack.time_passes()
    stack.mapping.drain()
    assert "Biscuit" in str(stack.known(ROBIN))
    assert "boiler" in str(stack.known(ROBIN))


@pytest.mark.parametrize("processed", [True, False], ids=["answer lost", "request lost"])
def test_a_worker_that_dies_between_two_adds_repeats_neither(stack: Stack, processed: bool) -> None:
    stack.hang_up(call("conv_0", SAM, DOG))
    stack.mapping.drain()
    undisturbed, adds = sorted(stack.known(SAM)), len(stack.mem0.adds())
    assert adds > 1

    stack.hang_up(call("conv_1", ROBIN, DOG))
    stack.mem0.falls_silent(add=adds + 2, processed=processed)
    with ThreadPoolExecutor() as background:
        polling = background.submit(stack.mapping.poll)
        until(lambda: stack.mem0.silent, "the second add is on its way")
        stack.worker.kill()
        delivered = polling.result()
    assert delivered.failed == delivered.messages

    stack.mem0.mended()
    # Too early: what was sent could still arrive.
    assert stack.mapping.poll().failed == delivered.messages
    stack.time_passes()
    stack.mapping.drain()
    assert sorted(stack.known(ROBIN)) == undisturbed


def test_a_call_that_keeps_failing_is_a_dead_letter_and_can_be_sent_back(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, DOG), call("conv_2", ROBIN, BOILER))
    stack.mem0.refuses("Biscuit")
    # It holds up the caller's later calls twice, and no longer.
    for held_up in (2, 2, 1):
        delivered = stack.mapping.poll()
        assert delivered.failed == delivered.messages[:held_up]
        stack.time_passes()
    assert "boiler" in str(stack.known(ROBIN))
    stack.queue.wear_out(stack.most_receipts - 3)
    assert stack.queue.receive() == []
    assert stack.dead_letters.waiting() == 1

    stack.mem0.mended()
    stack.dead_letters.move_to(stack.queue)
    stack.mapping.drain()
    assert "Biscuit" in str(stack.known(ROBIN))
    assert stack.dead_letters.waiting() == 0


def test_what_nobody_can_read_ends_among_the_dead_letters_as_it_came(stack: Stack) -> None:
    stack.queue.send("no event of ours", group="of somebody", deduplication="1")
    delivered = stack.mapping.poll()
    assert delivered.failed == delivered.messages
    stack.queue.wear_out(stack.most_receipts - 1)
    assert stack.queue.receive() == []
    (letter,) = stack.dead_letters.receive()
    assert letter["Body"] == "no event of ours"
    (error,) = (line for line in stack.worker.log() if line["level"] == "ERROR")
    assert error["message_id"] == letter["MessageId"]


def test_nothing_is_added_while_the_ledger_cannot_be_written(stack: Stack) -> None:
    stack.cloud.client("dynamodb").delete_table(TableName=stack.ledger_table)
    stack.hang_up(call("conv_1", ROBIN, DOG))
    delivered = stack.mapping.poll()
    assert delivered.failed == delivered.messages
    assert stack.mem0.adds() == []
