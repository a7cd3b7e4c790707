"""Every sample event, delivered over HTTP: the resulting memories and their caller."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from elevenlabs import GetConversationResponseModel
from pydantic import ValidationError

from service import HMAC_KEY, Service, serving
from wire import POST_CALL_EVENTS, fixture, fixture_bytes, signature

EVENTS = [*POST_CALL_EVENTS, "spec_flat_post_call.json"]


class Expected(NamedTuple):
    """The memories that one event leaves."""

    caller: str
    memories: int
    memory_part: str
    query: str
    best_result_part: str


EXPECTED = {
    "01_twilio_inbound_transcription.json": Expected(
        "+12025550143", 12, "preferred slot before hour: 10", "which phone number is new?", "0 1 7 7"
    ),
    "02_sip_trunk_transcription.json": Expected(
        "+12025550155", 8, "caller first name: Mika", "where do invoices go?", "office"
    ),
    "03_web_widget_user_id_transcription.json": Expected(
        "customer-8842", 3, "upgrade in January", "upgrade plan", "January"
    ),
    "08_unknown_fields_null_analysis.json": Expected(
        "+12025550108", 3, "at noon", "Saturday", "Saturdays"
    ),
    "09_non_english_transcript.json": Expected(
        "+12025550109", 7, "látex", "¿alergias?", "látex"
    ),
    "10_otel_transcription.json": Expected(
        "+12025550110", 4, "moved house", "text or call?", "Text me rather than call"
    ),
    "11_exclude_transcript.json": Expected(
        "+12025550111", 3, "house is listed", "underfloor heating rooms", "underfloor heating"
    ),
    "12_redacted_transcript.json": Expected(
        "+12025550112", 3, "room: nursery", "cold radiator", "nursery"
    ),
    "13_outbound_batch_transcription.json": Expected(
        "customer-1313", 4, "district heating", "reminder list", "reminder list"
    ),
    "spec_flat_post_call.json": Expected(
        "+12025550115", 7, "credit card", "how do they pay?", "credit card"
    ),
}

# Events without memories and their state in the inbox.
WITHOUT_MEMORIES = {
    "04_failed_missing_dynamic_variable.json": "skipped",
    "05_call_initiation_failure_twilio.json": "skipped",
    "06_call_initiation_failure_sip.json": "skipped",
    "07_post_call_audio.json": None,
    "14_anonymous_caller_transcription.json": "skipped",
}

# Other numbers in the events, which must have no memories.
UNKNOWN_CALLERS = ["+12025550102", "+12025550103", "+12025550106", "+12025550199", "anonymous"]

# Real deliveries that the SDK's strict model rejects.
REJECTED_BY_SDK = {
    "08_unknown_fields_null_analysis.json": {"metadata", "transcript", "has_audio"},
    "11_exclude_transcript.json": {"transcript"},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has received every event."""
    with serving(tmp_path_factory.mktemp("events")) as service:
        for name in EVENTS:
            response = service.hang_up(fixture_bytes(name))
            assert (response.status_code, response.json()) == (200, {"status": "ok"}), name
        service.completed_inbox()
        yield service


def inbox_key(name: str) -> tuple[str, str]:
    event = fixture(name)
    conversation = event.get("data", event)["conversation_id"]
    return conversation, event.get("type", "post_call_transcription")


def test_every_sample_event_has_an_expectation() -> None:
    assert EXPECTED.keys() | WITHOUT_MEMORIES.keys() == set(EVENTS)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_event_leaves_memories(service: Service, name: str) -> None:
    expected = EXPECTED[name]
    client_data = service.client_data_for(expected.caller)
    texts = [memory["memory"] for memory in client_data["memories"]]
    assert any(expected.memory_part in text for text in texts), texts
    assert len(texts) == expected.memories, texts
    variables = client_data["dynamic_variables"]
    assert variables["call_count"] == 1
    assert variables["memory_count"] == expected.memories
    conversation = inbox_key(name)[0]
    assert {memory["metadata"]["conversation_id"] for memory in client_data["memories"]} == {conversation}


@pytest.mark.parametrize("name", EXPECTED)
def test_memories_are_found(service: Service, name: str) -> None:
    expected = EXPECTED[name]
    response = service.search(expected.query, expected.caller)
    assert response.status_code == 200, response.text
    results = response.json()["memories"]
    assert 1 <= len(results) <= 3
    assert expected.best_result_part in results[0]["memory"], results
    scores = [memory["score"] for memory in results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize("name", EXPECTED)
def test_no_other_caller_finds_them(service: Service, name: str) -> None:
    others = [other.caller for other_name, other in EXPECTED.items() if other_name != name]
    own = {memory["id"] for memory in service.client_data_for(EXPECTED[name].caller)["memories"]}
    for other in [*others, *UNKNOWN_CALLERS]:
        results = service.search(EXPECTED[name].query, other).json()["memories"]
        assert own.isdisjoint(memory["id"] for memory in results), other


@pytest.mark.parametrize("caller", UNKNOWN_CALLERS)
def test_unknown_callers_have_no_memories(service: Service, caller: str) -> None:
    client_data = service.client_data_for(caller)
    assert client_data["memories"] == []
    assert client_data["dynamic_variables"]["is_returning_caller"] is False
    assert service.search("anything at all", caller).json()["memories"] == []


def test_the_inbox_has_the_state_of_every_event(service: Service) -> None:
    expected = {inbox_key(name): "ingested" for name in EXPECTED}
    expected |= {inbox_key(name): state for name, state in WITHOUT_MEMORIES.items() if state}
    assert service.completed_inbox() == expected


def test_placeholders_of_a_redacted_transcript_are_not_stored(service: Service) -> None:
    client_data = service.client_data_for(EXPECTED["12_redacted_transcript.json"].caller)
    assert "[NAME]" not in json.dumps(client_data)
    assert "caller_first_name" not in client_data["dynamic_variables"]


def test_a_second_delivery_changes_nothing(service: Service) -> None:
    callers = [expected.caller for expected in EXPECTED.values()]
    before = [service.client_data_for(caller)["memories"] for caller in callers]
    inbox = service.completed_inbox()
    for name in EVENTS:
        assert service.hang_up(fixture_bytes(name)).status_code == 200, name
    assert service.completed_inbox() == inbox
    assert [service.client_data_for(caller)["memories"] for caller in callers] == before


def test_a_recording_may_be_sent_with_chunked_encoding(service: Service) -> None:
    body = fixture_bytes("07_post_call_audio.json")
    response = service.http.post(
        "/post-call",
        content=(body[i : i + 100] for i in range(0, len(body), 100)),
        headers={"ElevenLabs-Signature": signature(body, HMAC_KEY)},
    )
    assert response.request.headers["Transfer-Encoding"] == "chunked"
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_an_unknown_event_is_acknowledged_and_unprocessable(tmp_path: Path) -> None:
    body = b'{"type":"post_call_dream","event_timestamp":"soon","data":{"conversation_id":"conv_dream"}}'
    with serving(tmp_path) as service:
        assert service.hang_up(body).status_code == 200
        assert service.completed_inbox() == {("conv_dream", "post_call_dream"): "unprocessable"}


TRANSCRIPTIONS = [name for name in POST_CALL_EVENTS if fixture(name)["type"] == "post_call_transcription"]


@pytest.mark.parametrize("name", TRANSCRIPTIONS)
def test_the_samples_are_valid_for_the_sdks_model(name: str) -> None:
    conversation = fixture(name)["data"]
    if name not in REJECTED_BY_SDK:
        parsed = GetConversationResponseModel.model_validate(conversation)
        assert parsed.conversation_id == conversation["conversation_id"]
        return
    with pytest.raises(ValidationError) as error_info:
        GetConversationResponseModel.model_validate(conversation)
    assert {error["loc"][0] for error in error_info.value.errors()} >= REJECTED_BY_SDK[name]
