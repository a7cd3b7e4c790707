"""From the ring to the hang-up and back."""

from calls import ROBIN, SAM, call
from stack import Stack


def test_a_stranger_who_hung_up_is_known_at_the_next_ring_and_to_the_search(stack: Stack) -> None:
    assert stack.known(ROBIN) == []
    stack.hang_up(call("conv_1", ROBIN, "My dog is called Biscuit."))
    stack.queue.drain()
    assert any("Biscuit" in memory for memory in stack.known(ROBIN))
    assert any("Biscuit" in memory for memory in stack.search(ROBIN, "name of the dog"))
    assert stack.known(SAM) == []
