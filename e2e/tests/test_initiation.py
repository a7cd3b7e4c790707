"""The replies of `/client-data` are what the official SDK's models say they should be."""

import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from sdk import INITIATION_MODELS, unknown_fields
from service import Service, serving
from wire import fixture, fixture_bytes

# Present in every reply, whoever calls.
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


class Setting(NamedTuple):
    variables: dict[str, str]
    also_present: set[str] = set()
    greets: bool = False


SETTINGS = {
    "nothing configured": Setting({}),
    "declared variables": Setting({"DYNAMIC_VARIABLES": json.dumps(DECLARED)}, set(DECLARED)),
    "greeting": Setting({"GREETING_TEMPLATE": GREETING}, greets=True),
    "everything": Setting(
        {
            "DYNAMIC_VARIABLES": json.dumps(DECLARED),
            "GREETING_TEMPLATE": GREETING,
            "CALLER_TOKEN_KEY": "e2e-caller-token-key-of-32-bytes-and-more",
            "DEFAULT_REGION": "US",
            "ON_MEMORY_FAILURE": "degrade",
        },
        set(DECLARED),
        greets=True,
    ),
}


def ring_from(caller_id: str) -> dict:
    return fixture("init_request_twilio.json") | {"caller_id": caller_id}


STRANGERS = {
    "stranger": ring_from("+12025550177"),
    "stranger on a SIP trunk": fixture("init_request_sip.json"),
}
RETURNING = {
    "returning caller": fixture("init_request_twilio.json"),
    "returning caller by SIP address": ring_from("sip:+12025550143@carrier.example"),
}
NOBODY = {
    "anonymous": fixture("init_request_anonymous.json"),
    "withheld by the carrier": ring_from("+266696687"),
    "blank": ring_from(""),
    "null": fixture("init_request_twilio.json") | {"caller_id": None},
}
CALLERS = STRANGERS | RETURNING | NOBODY


class Rung(NamedTuple):
    setting: Setting
    service: Service


@pytest.fixture(scope="module", params=SETTINGS, ids=lambda name: name.replace(" ", "-"))
def rung(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rung]:
    """A service that has heard one caller once."""
    setting = SETTINGS[request.param]
    with serving(tmp_path_factory.mktemp("initiation"), **setting.variables) as service:
        service.hang_up(fixture_bytes("01_twilio_inbound_transcription.json")).raise_for_status()
        assert set(service.settled_inbox().values()) == {"learned"}
        yield Rung(setting, service)


def reply(rung: Rung, caller: str) -> dict:
    answer = rung.service.ring(CALLERS[caller])
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("caller", CALLERS)
def test_a_reply_is_valid_for_every_model_of_the_sdk(rung: Rung, caller: str) -> None:
    answer = reply(rung, caller)
    assert answer["type"] == "conversation_initiation_client_data"
    for model in INITIATION_MODELS:
        assert set(unknown_fields(model.model_validate(answer))) == {"type", "memories"}, model


@pytest.mark.parametrize("caller", CALLERS)
def test_every_variable_is_present_and_of_a_type_that_prompts_accept(rung: Rung, caller: str) -> None:
    variables = reply(rung, caller)["dynamic_variables"]
    assert variables.keys() >= STANDARD | rung.setting.also_present
    for name, value in variables.items():
        assert type(value) in (str, int, float, bool), name
        assert not name.startswith("system__"), name
        if isinstance(value, str):
            assert "{{" not in value and "}}" not in value, name
            # A brief has lines, and no other control character.
            assert value.replace("\n", " ").isprintable(), name


@pytest.mark.parametrize("caller", CALLERS)
def test_nothing_is_overridden_but_the_greeting_that_was_asked_for(rung: Rung, caller: str) -> None:
    override = reply(rung, caller).get("conversation_config_override")
    if rung.setting.greets and caller in RETURNING:
        assert override == {"agent": {"first_message": "Welcome back, Robin!"}}
    else:
        assert override is None


@pytest.mark.parametrize("caller", RETURNING)
def test_a_returning_caller_is_known(rung: Rung, caller: str) -> None:
    answer = reply(rung, caller)
    assert answer["user_id"] == "+12025550143"
    variables = answer["dynamic_variables"]
    expected = {
        "caller_id": "+12025550143",
        "is_returning_caller": True,
        "call_count": 1,
        "memory_count": len(answer["memories"]),
        "caller_first_name": "Robin",
        "preferred_slot_before_hour": 10,
        "wants_callback": True,
    }
    assert {name: variables[name] for name in expected} == expected
    assert "whistling boiler" in variables["last_call_summary"]
    assert "Robin" in variables["memory_summary"]


@pytest.mark.parametrize("caller", STRANGERS | NOBODY)
def test_anybody_else_is_a_stranger(rung: Rung, caller: str) -> None:
    answer = reply(rung, caller)
    assert answer["memories"] == []
    assert (answer.get("user_id") is None) == (caller in NOBODY)
    variables = answer["dynamic_variables"]
    expected = {"is_returning_caller": False, "call_count": 0, "memory_count": 0}
    assert {name: variables[name] for name in expected} == expected
    assert "Robin" not in json.dumps(answer)
    for name in rung.setting.also_present:
        assert variables[name] == DECLARED[name]


@pytest.mark.parametrize("caller", CALLERS)
def test_every_call_has_its_token_where_tokens_are_configured(rung: Rung, caller: str) -> None:
    variables = reply(rung, caller)["dynamic_variables"]
    secrets = {name for name in variables if name.startswith("secret__")}
    if "CALLER_TOKEN_KEY" in rung.setting.variables:
        assert secrets == {"secret__memory_token"}
        assert variables["secret__memory_token"]
    else:
        assert secrets == set()
