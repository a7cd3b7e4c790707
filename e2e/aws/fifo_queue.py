"""A queue of post-call events, with the permissions of the administrator."""

from dataclasses import dataclass
from typing import Any

# The limit of SQS.
MAX_MESSAGES = 10


@dataclass
class FifoQueue:
    sqs: Any
    url: str

    def receive(self, limit: int = MAX_MESSAGES) -> list[dict]:
        """Receives messages, which are invisible until they are put back or deleted."""
        batch = self.sqs.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=limit, MessageSystemAttributeNames=["All"]
        )
        return batch.get("Messages", [])

    def delete(self, message: dict) -> None:
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def put_back(self, message: dict) -> None:
        """Makes a message visible again immediately."""
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

    def peek(self) -> list[dict]:
        """Returns the messages without removing them; it increases their receive count."""
        messages = self.receive()
        for message in messages:
            self.put_back(message)
        return messages

    def exhaust_receives(self, receipts: int) -> None:
        """Receives every message this many more times, as if a worker had failed each time."""
        for _ in range(receipts):
            assert self.peek()

    def move_to(self, other: "FifoQueue") -> None:
        """Does the same as `aws sqs start-message-move-task`, which moto does not support.

        Each message gets a new deduplication id, because real dead letters are older than SQS'
        deduplication interval of five minutes.
        """
        while messages := self.receive():
            for message in messages:
                group = message["Attributes"]["MessageGroupId"]
                other.send(message["Body"], group, f"moved-{message['MessageId']}")
                self.delete(message)

    def waiting(self) -> int:
        """The number of visible messages."""
        return int(self._attribute("ApproximateNumberOfMessages"))

    @property
    def arn(self) -> str:
        return self._attribute("QueueArn")

    def _attribute(self, name: str) -> str:
        response = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return response["Attributes"][name]
