"""The official SDK accepts our signatures, and we accept documented signatures."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from elevenlabs import GetConversationResponseModel
from elevenlabs.errors import BadRequestError

from recorder import ReceivedRequest, Recorder
from sdk import construct_event
from service import HMAC_KEY, Service, serving
from wire import FIXTURES, POST_CALL_EVENTS, fixture_bytes, signature

BODY = fixture_bytes("09_non_english_transcript.json")


def send_hang_up(service: Service, *arguments: str) -> ReceivedRequest:
    """The request of `call hang-up`."""
    with Recorder() as recorder:
        command = service.command("call", "hang-up", "--url", recorder.url, *arguments)
    assert command.returncode == 0, command.stderr
    (received,) = recorder.received
    assert received.path == "/post-call"
    return received


def verify(received: ReceivedRequest) -> dict:
    return construct_event(received.body, received.headers["ElevenLabs-Signature"], HMAC_KEY)


@pytest.mark.parametrize("name", [*POST_CALL_EVENTS, "spec_flat_post_call.json"])
def test_the_sdk_accepts_an_event_that_we_sign(service: Service, name: str) -> None:
    received = send_hang_up(service, "--payload", str(FIXTURES / name))
    assert received.headers["Content-Type"] == "application/json"
    assert verify(received) == json.loads(fixture_bytes(name))


def test_the_sdk_accepts_a_generated_conversation(service: Service) -> None:
    statements = ["It is about the tall window.", "Please ring after six, ¿sí? 🤒"]
    event = verify(send_hang_up(service, "--caller", "+12025550143", "--said", statements[0], "--said", statements[1]))
    assert event["type"] == "post_call_transcription"
    conversation = GetConversationResponseModel.model_validate(event["data"])
    assert conversation.metadata.phone_call.external_number == "+12025550143"
    assert [turn.message for turn in conversation.transcript if turn.role == "user"] == statements


def test_the_sdk_rejects_a_modified_event(service: Service) -> None:
    received = send_hang_up(service, "--payload", str(FIXTURES / "01_twilio_inbound_transcription.json"))
    received.body = received.body.replace(b"Robin", b"Robyn")
    with pytest.raises(BadRequestError):
        verify(received)


def test_an_event_signed_as_documented_is_accepted(service: Service) -> None:
    header = signature(BODY, HMAC_KEY)
    # The SDK also accepts this header.
    assert construct_event(BODY, header, HMAC_KEY) == json.loads(BODY)
    response = service.deliver(BODY, header)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_all_keys_are_accepted_during_rotation(tmp_path: Path) -> None:
    keys = ["wsec_e2e_old", "wsec_e2e_new"]
    with serving(tmp_path, ELEVENLABS_HMAC_KEY=",".join(keys)) as service:
        for key in keys:
            assert service.deliver(BODY, signature(BODY, key)).status_code == 200
        assert service.deliver(BODY, signature(BODY, HMAC_KEY)).status_code == 401


FORGERIES: dict[str, Callable[[], tuple[bytes, str]]] = {
    "changed body": lambda: (BODY + b" ", signature(BODY, HMAC_KEY)),
    "wrong key": lambda: (BODY, signature(BODY, "wsec_somebody_else")),
    "key without its prefix": lambda: (BODY, signature(BODY, HMAC_KEY.removeprefix("wsec_"))),
    "31 minutes old": lambda: (BODY, signature(BODY, HMAC_KEY, int(time.time()) - 31 * 60)),
    "an hour ahead": lambda: (BODY, signature(BODY, HMAC_KEY, int(time.time()) + 3600)),
    "time changed": lambda: (BODY, signature(BODY, HMAC_KEY).replace("t=1", "t=2")),
    "digest cut short": lambda: (BODY, signature(BODY, HMAC_KEY)[:-2]),
    "no digest": lambda: (BODY, signature(BODY, HMAC_KEY).split(",")[0]),
    "no number": lambda: (BODY, "t=now,v0=" + "0" * 64),
    "nothing": lambda: (BODY, ""),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_is_rejected_and_not_stored(service: Service, forgery: str) -> None:
    response = service.deliver(*FORGERIES[forgery]())
    assert response.status_code == 401
    assert response.json().keys() >= {"error", "code", "request_id"}
    assert service.inbox() == []


def test_a_rejected_event_does_not_break_the_connection_of_the_next(service: Service) -> None:
    # Rejected before its body is read, which is too long to be drained.
    forged = BODY + b" " * 300_000
    for _ in range(50):
        assert service.deliver(forged, "").status_code == 401
        assert service.deliver(BODY, signature(BODY, HMAC_KEY)).status_code == 200
