"""Events that exceed the size of a message."""

import json
import random
import string

from calls import ROBIN, call
from stack import Stack

KIB = 1024
MIB = 1024 * KIB
DOG = "My dog is called Biscuit."


def test_a_large_event_with_a_short_call_is_a_small_message(stack: Stack) -> None:
    event = json.loads(call("conv_1", ROBIN, DOG))
    event["data"]["full_log"] = "the same again " * (MIB // 10)
    body = json.dumps(event).encode()
    assert len(body) > MIB
    stack.hang_up(body)
    (message,) = stack.queue.peek()
    assert len(message["Body"]) < 2 * KIB
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))


def test_a_long_call_is_compressed(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, f"{DOG} " * (MIB // 20)))
    (message,) = stack.queue.peek()
    assert "Biscuit" not in message["Body"]
    assert stack.payload_keys() == []
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))


def test_an_event_that_exceeds_a_message_is_stored_in_the_bucket(stack: Stack) -> None:
    event = json.loads(call("conv_1", ROBIN, DOG))
    noise = "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=MIB * 3 // 2))
    event["data"]["transcript"] += [
        {"role": "user", "message": noise[at : at + KIB], "time_in_call_secs": 3}
        for at in range(0, len(noise), KIB)
    ]
    stack.hang_up(json.dumps(event).encode())
    (message,) = stack.queue.peek()
    assert len(message["Body"]) < KIB
    assert len(stack.payload_keys()) == 1
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))
    assert stack.payload_keys() == []
