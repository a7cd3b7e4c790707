"""The event source mapping: what Lambda does between the queue and the worker."""

from dataclasses import dataclass
from typing import Any

from function import Function


@dataclass
class Delivered:
    """What became of a batch: the ids of its messages, and of those that go back."""

    messages: list[str]
    failed: list[str]


@dataclass
class EventSourceMapping:
    """Polls the queue as the template tells it to, one batch at a time.

    What failed is visible again at once: Lambda leaves it until the queue's visibility timeout
    is over, for which no check has the time.
    """

    sqs: Any
    queue_url: str
    worker: Function
    properties: dict[str, Any]

    def poll(self, deleting: bool = True) -> Delivered:
        """Receives a batch, has the worker learn from it, and deletes what did not fail."""
        received = self.receive()
        assert received, "no message is to be had"
        reply = self.worker.invoke({"Records": [record(message) for message in received]})
        ids = [message["MessageId"] for message in received]
        failed = ids if reply is None else self.failed_of(reply)
        assert set(failed) <= set(ids), f"{failed} are not in the batch"
        for message in received:
            if message["MessageId"] in failed or not deleting:
                self.put_back(message)
            else:
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
        return Delivered(ids, failed)

    def receive(self) -> list[dict]:
        batch = self.sqs.receive_message(
            QueueUrl=self.queue_url,
            MaxNumberOfMessages=self.properties["BatchSize"],
            MessageSystemAttributeNames=["All"],
        )
        return batch.get("Messages", [])

    def look(self) -> list[dict]:
        """The messages, which stay where they are and count as received once more."""
        messages = self.receive()
        for message in messages:
            self.put_back(message)
        return messages

    def wear_out(self, receipts: int) -> None:
        """Receives every message so many times more, as if a worker had failed each time."""
        for _ in range(receipts):
            assert self.look()

    def put_back(self, message: dict) -> None:
        self.sqs.change_message_visibility(
            QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )

    def move_to(self, other: "EventSourceMapping") -> None:
        """What `aws sqs start-message-move-task` does, of which moto knows nothing.

        Each message is a new one. Real dead letters are older than the five minutes in which
        SQS knows them again.
        """
        while messages := self.receive():
            for message in messages:
                other.sqs.send_message(
                    QueueUrl=other.queue_url,
                    MessageBody=message["Body"],
                    MessageGroupId=message["Attributes"]["MessageGroupId"],
                    MessageDeduplicationId=f"moved-{message['MessageId']}",
                )
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])

    def failed_of(self, reply: dict) -> list[str]:
        assert "ReportBatchItemFailures" in self.properties["FunctionResponseTypes"]
        return [failure["itemIdentifier"] for failure in reply["batchItemFailures"]]

    def drain(self) -> None:
        """Learns until the queue is empty. Nothing may fail."""
        while self.waiting():
            assert self.poll().failed == []

    def waiting(self) -> int:
        name = "ApproximateNumberOfMessages"
        attributes = self.sqs.get_queue_attributes(QueueUrl=self.queue_url, AttributeNames=[name])
        return int(attributes["Attributes"][name])


def record(message: dict) -> dict:
    """A message as Lambda hands it to a function."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:PostCallQueue.fifo",
        "awsRegion": "eu-central-1",
    }
