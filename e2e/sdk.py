"""The official SDK as a judge: its models and its verifier."""

from collections.abc import Iterator

from elevenlabs import (
    ConversationInitiationClientDataInternal,
    ConversationInitiationClientDataRequestInput,
    ConversationInitiationClientDataRequestOutput,
    ElevenLabs,
)
from pydantic import BaseModel

# What the platform reads from the initiation webhook, in every form the SDK has of it.
INITIATION_MODELS = [
    ConversationInitiationClientDataRequestInput,
    ConversationInitiationClientDataRequestOutput,
    ConversationInitiationClientDataInternal,
]


def construct_event(body: bytes, header: str, secret: str) -> dict:
    """Verifies a post-call event as a user of the SDK would; raises if it is not authentic."""
    return ElevenLabs().webhooks.construct_event(body.decode(), header, secret)


def unknown_fields(value: object, path: str = "") -> Iterator[str]:
    """The fields that the SDK does not know: its models keep them, and say so."""
    if isinstance(value, BaseModel):
        yield from (f"{path}{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unknown_fields(getattr(value, name), f"{path}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from unknown_fields(item, path)
