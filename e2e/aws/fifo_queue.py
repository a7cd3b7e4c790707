"""A queue of finished calls, as an administrator sees it."""

from dataclasses import dataclass
from typing import Any

# SQS gives no more at once.
MOST = 10


@dataclass
class FifoQueue:
    sqs: Any
    url: str

    def receive(self, most: int = MOST) -> list[dict]:
        """Messages, which nobody else receives until they are put back or deleted."""
        batch = self.sqs.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=most, MessageSystemAttributeNames=["All"]
        )
        return batch.get("Messages", [])

    def delete(self, message: dict) -> None:
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def put_back(self, message: dict) -> None:
        """Lets a message be received again at once: its visibility timeout is over."""
        self.sqs.change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
        )

    def send(self, body: str, group: str, deduplication: str) -> None:
        self.sqs.send_message(
            QueueUrl=self.url,
            MessageBody=body,
            MessageGroupId=group,
            MessageDeduplicationId=deduplication,
        )

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

    def move_to(self, other: "FifoQueue") -> None:
        """What `aws sqs start-message-move-task` does, of which moto knows nothing.

        Each message is a new one: real dead letters are older than the five minutes in which SQS
        takes a message for the same.
        """
        while messages := self.receive():
            for message in messages:
                group = message["Attributes"]["MessageGroupId"]
                other.send(message["Body"], group, f"moved-{message['MessageId']}")
                self.delete(message)

    def waiting(self) -> int:
        """How many messages could be received."""
        return int(self._attribute("ApproximateNumberOfMessages"))

    @property
    def arn(self) -> str:
        return self._attribute("QueueArn")

    def _attribute(self, name: str) -> str:
        found = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return found["Attributes"][name]
