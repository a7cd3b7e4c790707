"""`/openapi.json` is valid, and the service's responses conform to it."""

from typing import NamedTuple

import httpx
import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from service import HMAC_KEY, WORKSPACE_KEY, Service
from wire import fixture, fixture_bytes, signature

KEY = {"X-Workspace-Key": WORKSPACE_KEY}
EVENT = fixture_bytes("01_twilio_inbound_transcription.json")


class Exchange(NamedTuple):
    method: str
    path: str
    status: int
    headers: dict[str, str] = {}
    body: bytes | None = None
    parameters: dict[str, str] | None = None


def signed() -> dict[str, str]:
    return {"ElevenLabs-Signature": signature(EVENT, HMAC_KEY)}


def exchanges() -> list[Exchange]:
    ring = fixture_bytes("init_request_twilio.json")
    search = fixture_bytes("tool_request_search_memory.json")
    caller = fixture("tool_request_search_memory.json")["caller_id"]
    return [
        Exchange("post", "/client-data", 200, KEY, ring),
        Exchange("post", "/client-data", 200, KEY, fixture_bytes("init_request_anonymous.json")),
        Exchange("post", "/client-data", 400, KEY, b"no JSON"),
        Exchange("post", "/client-data", 400, KEY, b"{}"),
        Exchange("post", "/client-data", 401, {}, ring),
        Exchange("post", "/retrieve", 200, {}, search),
        Exchange("post", "/retrieve", 200, {}, b'{"query":"boiler","user_id":"+12025550177"}'),
        Exchange("post", "/retrieve", 400, {}, b'{"query":"boiler"}'),
        Exchange("post", "/retrieve", 400, {}, b'{"user_id":"+12025550143"}'),
        Exchange("get", "/retrieve", 200, {}, None, {"query": "boiler", "user_id": caller}),
        Exchange("post", "/post-call", 200, signed(), EVENT),
        Exchange("post", "/post-call", 401, {}, EVENT),
        Exchange("get", "/healthz", 200),
        Exchange("get", "/readyz", 200),
    ]


@pytest.fixture
def description(service: Service) -> dict:
    response = service.http.get("/openapi.json")
    assert response.status_code == 200
    return response.json()


def test_the_description_is_valid_openapi_3_1(description: dict) -> None:
    assert description["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(description).validate()


def test_every_path_is_described(description: dict) -> None:
    assert description["paths"].keys() == {exchange.path for exchange in exchanges()}


def test_responses_conform_to_the_description(service: Service, description: dict) -> None:
    # With a caller that has memories, so that no list is empty.
    service.hang_up(EVENT).raise_for_status()
    assert set(service.completed_inbox().values()) == {"ingested"}
    for exchange in exchanges():
        response = service.http.request(
            exchange.method,
            exchange.path,
            headers={"Content-Type": "application/json", **exchange.headers},
            content=exchange.body,
            params=exchange.parameters,
        )
        assert response.status_code == exchange.status, (exchange, response.text)
        check_described(description, exchange, response)
    assert service.client_data_for("+12025550143")["memories"] != []


def check_described(description: dict, exchange: Exchange, response: httpx.Response) -> None:
    operation = description["paths"][exchange.path][exchange.method]
    content = operation["responses"][str(exchange.status)]["content"]
    schema = content[response.headers["Content-Type"]]["schema"]
    # References are relative to the whole description; undocumented fields are errors.
    schema = {**schema, "components": description["components"], "unevaluatedProperties": False}
    errors = [error.message for error in OAS31Validator(schema).iter_errors(response.json())]
    assert errors == [], exchange


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/client-data", 405), ("delete", "/post-call", 405), ("put", "/retrieve", 405), ("get", "/nowhere", 404)],
)
def test_the_error_for_a_wrong_path_or_method_has_the_same_format(
    service: Service, description: dict, method: str, path: str, status: int
) -> None:
    response = service.http.request(method, path)
    assert response.status_code == status
    schema = {"$ref": "#/components/schemas/Error", "components": description["components"]}
    assert list(OAS31Validator(schema).iter_errors(response.json())) == []
