"""From the ring to the hang-up and back, with every request to AWS signed and permitted."""

from calls import ROBIN, SAM, call
from stack import Stack
from wire import POST_CALL_EVENTS, fixture_bytes


def test_a_stranger_who_hung_up_is_known_at_the_next_ring_and_to_the_search(stack: Stack) -> None:
    assert stack.known(ROBIN) == []
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    (message,) = stack.queue.look()
    assert ROBIN[2:] not in message["Attributes"]["MessageGroupId"]
    stack.mapping.drain()
    assert "Biscuit" in str(stack.known(ROBIN))
    assert "Biscuit" in str(stack.search(ROBIN, "name of the dog"))
    assert stack.known(SAM) == []


def test_every_event_of_the_wire_is_learned_or_teaches_nothing(stack: Stack) -> None:
    assert POST_CALL_EVENTS
    stack.hang_up(*map(fixture_bytes, POST_CALL_EVENTS))
    stack.mapping.drain()
    for caller in (ROBIN, "customer-8842", "+12025550155"):
        assert stack.known(caller) != [], caller


def test_one_callers_calls_are_learned_in_their_order(stack: Stack) -> None:
    said = [f"My {number} dog is called Biscuit." for number in ("first", "second", "third", "fourth")]
    stack.hang_up(*(call(f"conv_{number}", ROBIN, text) for number, text in enumerate(said)))
    stack.mapping.drain()
    added = [str(add.body) for add in stack.mem0.adds()]
    learned = [number for body in added for number, text in enumerate(said) if text in body]
    assert learned == sorted(learned)
    assert set(learned) == set(range(len(said)))


def test_elevenlabs_sending_an_event_twice_makes_one_message(stack: Stack) -> None:
    event = call("conv_1", ROBIN, "My dog is called Biscuit.")
    stack.hang_up(event, event)
    assert stack.queue.waiting() == 1


def test_a_message_that_is_delivered_again_teaches_nothing_twice(stack: Stack) -> None:
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    assert stack.mapping.poll(deleting=False).failed == []
    known, adds = stack.known(ROBIN), len(stack.mem0.adds())
    assert adds > 0
    assert stack.mapping.poll(deleting=False).failed == []
    # A new process knows from the ledger alone.
    stack.worker.kill()
    assert stack.mapping.poll().failed == []
    assert (stack.known(ROBIN), len(stack.mem0.adds())) == (known, adds)
    assert stack.queue.waiting() == 0
