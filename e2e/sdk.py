"""The official SDK as the reference: its models and its signature verification."""

from collections.abc import Iterator

from elevenlabs import (
    ConversationInitiationClientDataInternal,
    ConversationInitiationClientDataRequestInput,
    ConversationInitiationClientDataRequestOutput,
    ElevenLabs,
)
from pydantic import BaseModel

# All of the SDK's models of the reply to the initiation webhook.
INITIATION_MODELS = [
    ConversationInitiationClientDataRequestInput,
    ConversationInitiationClientDataRequestOutput,
    ConversationInitiationClientDataInternal,
]


def construct_event(body: bytes, header: str, secret: str) -> dict:
    """Verifies a post-call event with the SDK; raises if it is not authentic."""
    return ElevenLabs().webhooks.construct_event(body.decode(), header, secret)


def unknown_fields(value: object, path: str = "") -> Iterator[str]:
    """The paths of fields that the SDK's models do not define."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from unknown_fields(item, path)
