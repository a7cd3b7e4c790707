"""From the ring to the hang-up and back, with every request to AWS signed and permitted."""

from calls import ROBIN, SAM, call
from stack import Stack
from wire import POST_CALL_EVENTS, fixture_bytes


def test_a_new_caller_has_memories_at_the_next_ring_and_search(stack: Stack) -> None:
    assert stack.memories(ROBIN) == []
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    (message,) = stack.queue.peek()
    assert ROBIN[2:] not in message["Attributes"]["MessageGroupId"]
    stack.mapping.drain()
    assert "Biscuit" in str(stack.memories(ROBIN))
    assert "Biscuit" in str(stack.search(ROBIN, "name of the dog"))
    assert stack.memories(SAM) == []


def test_every_sample_event_is_processed(stack: Stack) -> None:
    assert POST_CALL_EVENTS
    stack.hang_up(*map(fixture_bytes, POST_CALL_EVENTS))
    stack.mapping.drain()
    for caller in (ROBIN, "customer-8842", "+12025550155"):
        assert stack.memories(caller) != [], caller


def test_the_calls_of_one_caller_are_processed_in_order(stack: Stack) -> None:
    statements = [f"My {number} dog is called Biscuit." for number in ("first", "second", "third", "fourth")]
    stack.hang_up(*(call(f"conv_{number}", ROBIN, text) for number, text in enumerate(statements)))
    stack.mapping.drain()
    added = [str(add.body) for add in stack.mem0.adds()]
    processed = [number for body in added for number, text in enumerate(statements) if text in body]
    assert processed == sorted(processed)
    assert set(processed) == set(range(len(statements)))


def test_a_repeated_event_is_one_message(stack: Stack) -> None:
    event = call("conv_1", ROBIN, "My dog is called Biscuit.")
    stack.hang_up(event, event)
    assert stack.queue.waiting() == 1


def test_a_redelivered_message_adds_nothing_twice(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    assert stack.mapping.poll(delete=False).failed == []
    memories, adds = stack.memories(ROBIN), len(stack.mem0.adds())
    assert adds > 0
    assert stack.mapping.poll(delete=False).failed == []
    # A new process has only the ledger.
    stack.worker.kill()
    assert stack.mapping.poll().failed == []
    assert (stack.memories(ROBIN), len(stack.mem0.adds())) == (memories, adds)
    assert stack.queue.waiting() == 0
