"""The replies of `/client-data` are valid for the official SDK's models."""

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from sdk import INITIATION_MODELS, unknown_fields
from service import Service, serving
from wire import fixture, fixture_bytes

# Variables that every reply contains.
STANDARD = {
    "caller_id",
    "is_returning_caller",
    "call_count",
    "memory_count",
    "last_call_at",
    "last_call_summary",
    "memory_summary",
}
DECLARED = {"plan": "unknown", "loyalty_points": 0, "discount": 2.5, "is_member": False}
GREETING = "Welcome back, {{ caller_first_name }}!"


class Configuration(NamedTuple):
    variables: dict[str, str]
    also_present: set[str] = set()
    greets: bool = False


CONFIGURATIONS = {
    "nothing configured": Configuration({}),
    "declared variables": Configuration({"DYNAMIC_VARIABLES": json.dumps(DECLARED)}, set(DECLARED)),
    "greeting": Configuration({"GREETING_TEMPLATE": GREETING}, greets=True),
    "everything": Configuration(
        {
            "DYNAMIC_VARIABLES": json.dumps(DECLARED),
            "GREETING_TEMPLATE": GREETING,
            "CALLER_TOKEN_KEY": "e2e-caller-token-key-of-32-bytes-and-more",
            "DEFAULT_COUNTRY": "US",
            "ON_MEMORY_FAILURE": "degrade",
        },
        set(DECLARED),
        greets=True,
    ),
}


def ring_from(caller_id: str) -> dict:
    return fixture("init_request_twilio.json") | {"caller_id": caller_id}


UNKNOWN = {
    "unknown caller": ring_from("+12025550177"),
    "unknown caller on a SIP trunk": fixture("init_request_sip.json"),
}
RETURNING = {
    "returning caller": fixture("init_request_twilio.json"),
    "returning caller by SIP address": ring_from("sip:+12025550143@carrier.example"),
}
WITHHELD = {
    "anonymous": fixture("init_request_anonymous.json"),
    "withheld by the carrier": ring_from("+266696687"),
    "blank": ring_from(""),
    "null": fixture("init_request_twilio.json") | {"caller_id": None},
}
CALLERS = UNKNOWN | RETURNING | WITHHELD


class Ringing(NamedTuple):
    configuration: Configuration
    service: Service


@pytest.fixture(scope="module", params=CONFIGURATIONS, ids=lambda name: name.replace(" ", "-"))
def ringing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ringing]:
    """A service with one call of one caller."""
    configuration = CONFIGURATIONS[request.param]
    with serving(tmp_path_factory.mktemp("initiation"), **configuration.variables) as service:
        service.hang_up(fixture_bytes("01_twilio_inbound_transcription.json")).raise_for_status()
        assert set(service.completed_inbox().values()) == {"ingested"}
        yield Ringing(configuration, service)


def reply(ringing: Ringing, caller: str) -> dict:
    response = ringing.service.ring(CALLERS[caller])
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("caller", CALLERS)
def test_a_reply_is_valid_for_every_model_of_the_sdk(ringing: Ringing, caller: str) -> None:
    client_data = reply(ringing, caller)
    assert client_data["type"] == "conversation_initiation_client_data"
    for model in INITIATION_MODELS:
        assert set(unknown_fields(model.model_validate(client_data))) == {"type", "memories"}, model


@pytest.mark.parametrize("caller", CALLERS)
def test_every_variable_is_present_and_has_a_supported_type(ringing: Ringing, caller: str) -> None:
    variables = reply(ringing, caller)["dynamic_variables"]
    assert variables.keys() >= STANDARD | ringing.configuration.also_present
    for name, value in variables.items():
        assert type(value) in (str, int, float, bool), name
        assert not name.startswith("system__"), name
        if isinstance(value, str):
            assert "{{" not in value and "}}" not in value, name
            # The summary has line breaks, but no other control characters.
            assert value.replace("\n", " ").isprintable(), name


@pytest.mark.parametrize("caller", CALLERS)
def test_only_the_configured_greeting_is_overridden(ringing: Ringing, caller: str) -> None:
    override = reply(ringing, caller).get("conversation_config_override")
    if ringing.configuration.greets and caller in RETURNING:
        assert override == {"agent": {"first_message": "Welcome back, Robin!"}}
    else:
        assert override is None


@pytest.mark.parametrize("caller", RETURNING)
def test_a_returning_caller_is_recognised(ringing: Ringing, caller: str) -> None:
    client_data = reply(ringing, caller)
    assert client_data["user_id"] == "+12025550143"
    variables = client_data["dynamic_variables"]
    expected = {
        "caller_id": "+12025550143",
        "is_returning_caller": True,
        "call_count": 1,
        "memory_count": len(client_data["memories"]),
        "caller_first_name": "Robin",
        "preferred_slot_before_hour": 10,
        "wants_callback": True,
    }
    assert {name: variables[name] for name in expected} == expected
    assert "whistling boiler" in variables["last_call_summary"]
    assert "Robin" in variables["memory_summary"]


@pytest.mark.parametrize("caller", UNKNOWN | WITHHELD)
def test_other_callers_are_unknown(ringing: Ringing, caller: str) -> None:
    client_data = reply(ringing, caller)
    assert client_data["memories"] == []
    assert (client_data.get("user_id") is None) == (caller in WITHHELD)
    variables = client_data["dynamic_variables"]
    expected = {"is_returning_caller": False, "call_count": 0, "memory_count": 0}
    assert {name: variables[name] for name in expected} == expected
    assert "Robin" not in json.dumps(client_data)
    for name in ringing.configuration.also_present:
        assert variables[name] == DECLARED[name]


@pytest.mark.parametrize("caller", CALLERS)
def test_every_call_has_a_token_if_tokens_are_configured(ringing: Ringing, caller: str) -> None:
    variables = reply(ringing, caller)["dynamic_variables"]
    secrets = {name for name in variables if name.startswith("secret__")}
    if "CALLER_TOKEN_KEY" in ringing.configuration.variables:
        assert secrets == {"secret__memory_token"}
        assert variables["secret__memory_token"]
    else:
        assert secrets == set()
