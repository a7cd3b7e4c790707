"""The event source mapping: what Lambda does between the queue and the worker."""

from dataclasses import dataclass
from typing import Any

from cloud import REGION
from fifo_queue import FifoQueue
from function import Function


@dataclass
class Delivered:
    """What became of a batch: the ids of its messages, and of those that go back."""

    messages: list[str]
    failed: list[str]


@dataclass
class EventSourceMapping:
    """Polls a queue as the template tells it to, one batch at a time.

    What failed can be received again at once: Lambda leaves it until the visibility timeout is
    over, for which no check has the time.
    """

    queue: FifoQueue
    worker: Function
    properties: dict[str, Any]

    def poll(self, deleting: bool = True) -> Delivered:
        """Receives a batch, has the worker learn from it, and deletes what did not fail."""
        received = self.queue.receive(self.properties["BatchSize"])
        assert received, "no message is to be had"
        reply = self.worker.invoke(self.event(received))
        ids = [message["MessageId"] for message in received]
        failed = ids if reply is None else self._failed_of(reply)
        assert set(failed) <= set(ids), f"{failed} are not in the batch"
        for message in received:
            if message["MessageId"] in failed or not deleting:
                self.queue.put_back(message)
            else:
                self.queue.delete(message)
        return Delivered(ids, failed)

    def drain(self) -> None:
        """Has the worker learn until the queue is empty. Nothing may fail."""
        while self.queue.waiting():
            assert self.poll().failed == []

    def event(self, messages: list[dict]) -> dict:
        """Messages as Lambda hands them to a function."""
        arn = self.queue.arn
        return {"Records": [record(message, arn) for message in messages]}

    def _failed_of(self, reply: dict) -> list[str]:
        assert "ReportBatchItemFailures" in self.properties["FunctionResponseTypes"]
        return [failure["itemIdentifier"] for failure in reply["batchItemFailures"]]


def record(message: dict, queue_arn: str) -> dict:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": REGION,
    }
