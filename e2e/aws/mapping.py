"""The event source mapping, which delivers messages from the queue to the worker."""

from dataclasses import dataclass
from typing import Any

from cloud import REGION
from fifo_queue import FifoQueue
from function import Function


@dataclass
class Delivery:
    """The result of a batch: the ids of its messages and of the failed ones."""

    messages: list[str]
    failed: list[str]


@dataclass
class EventSourceMapping:
    """Polls a queue with the template's settings, one batch at a time.

    Failed messages become visible immediately; Lambda waits for the visibility timeout, which is too
    long for a test.
    """

    queue: FifoQueue
    worker: Function
    properties: dict[str, Any]

    def poll(self, delete: bool = True) -> Delivery:
        """Receives a batch, invokes the worker, and deletes the messages that did not fail."""
        received = self.queue.receive(self.properties["BatchSize"])
        assert received, "the queue is empty"
        reply = self.worker.invoke(self.event(received))
        ids = [message["MessageId"] for message in received]
        failed = ids if reply is None else self._failed_ids(reply)
        assert set(failed) <= set(ids), f"{failed} are not in the batch"
        for message in received:
            if message["MessageId"] in failed or not delete:
                self.queue.put_back(message)
            else:
                self.queue.delete(message)
        return Delivery(ids, failed)

    def drain(self) -> None:
        """Polls until the queue is empty; no message may fail."""
        while self.queue.waiting():
            assert self.poll().failed == []

    def event(self, messages: list[dict]) -> dict:
        """The event for a batch of messages."""
        arn = self.queue.arn
        return {"Records": [record(message, arn) for message in messages]}

    def _failed_ids(self, reply: dict) -> list[str]:
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
