"""Our Mem0 client sends the same requests as the official SDK and handles every kind of response."""

import hashlib
from collections.abc import Callable, Iterator

import pytest

from mem0_clients import KEY, MemoryClient, SdkError, official, block_remote_connections, ours
from recording_mem0_server import MEMORY_ID, Fault, RecordingMem0Server, Response, SentRequest, json_response

PERSON = "tenant 7/+12025550143"
FILTERS = {"user_id": PERSON}
METADATA = {"channel": "voice"}
MESSAGES = [
    {"role": "user", "content": "Text me, don't call. ¿Sí? 🤒"},
    {"role": "assistant", "content": "Noted."},
]
EVERY_CONDITION = {
    "AND": [
        {"OR": [{"user_id": PERSON}, {"agent_id": "agent-1"}]},
        {"NOT": [{"run_id": "*"}]},
        {"created_at": {"gte": "2026-01-01T00:00:00Z"}},
        {"OR": [{"metadata": {"channel": "voice"}}, {"categories": {"contains": "health"}}]},
    ]
}

# The calls of the SDK for each operation of `crates/mem0-client/examples/wire.rs`.
OPERATIONS: dict[str, Callable[[MemoryClient], object]] = {
    # Sent by the constructor.
    "ping": lambda sdk: None,
    "add": lambda sdk: sdk.add(MESSAGES, user_id=PERSON, metadata=METADATA),
    "add_everything": lambda sdk: sdk.add(
        MESSAGES,
        user_id=PERSON,
        agent_id="agent-1",
        app_id="app-1",
        run_id="run-1",
        metadata=METADATA,
        infer=True,
        expiration_date="2027-01-31",
        timestamp=1795169411,
        custom_instructions="Only preferences.",
        agent_custom_instructions="Only promises.",
        custom_categories=[{"health": "Illness and care"}],
        structured_data_schema={"type": "object"},
    ),
    "add_verbatim": lambda sdk: sdk.add(MESSAGES, user_id=PERSON, metadata=METADATA, infer=False),
    "search": lambda sdk: sdk.search(
        "  how to reach them ", filters=FILTERS, top_k=8, threshold=0.1, latest_only=True
    ),
    "search_everything": lambda sdk: sdk.search(
        "how to reach them",
        filters=EVERY_CONDITION,
        top_k=1000,
        threshold=1.0,
        rerank=True,
        show_expired=True,
        latest_only=False,
        reference_date="2026-01-01T00:00:00Z",
        categories=["health"],
        fields=["id", "memory"],
    ),
    "list": lambda sdk: sdk.get_all(filters=FILTERS, page=1, page_size=100),
    "list_everything": lambda sdk: sdk.get_all(
        filters=FILTERS,
        page=1,
        page_size=200,
        start_date="2026-01-01",
        end_date="2026-12-31",
        latest_only=True,
        show_expired=True,
        categories=["health"],
        fields=["id", "memory"],
    ),
    "get": lambda sdk: sdk.get(MEMORY_ID),
    "update": lambda sdk: sdk.update(MEMORY_ID, text="Likes tea", metadata=METADATA),
    "update_clear": lambda sdk: sdk.update(MEMORY_ID, expiration_date=None),
    "delete": lambda sdk: sdk.delete(MEMORY_ID),
    "delete_linked": lambda sdk: sdk.delete(MEMORY_ID, delete_linked=True),
    "delete_all": lambda sdk: sdk.delete_all(user_id=PERSON),
    "history": lambda sdk: sdk.history(MEMORY_ID),
    "entities": lambda sdk: sdk.users(),
    "delete_entity": lambda sdk: sdk.delete_users(user_id=PERSON),
    "batch_update": lambda sdk: sdk.batch_update(
        [
            {"memory_id": MEMORY_ID, "text": "Likes green tea"},
            {"memory_id": MEMORY_ID, "text": "Likes tea", "metadata": METADATA},
        ]
    ),
    "batch_delete": lambda sdk: sdk.batch_delete([{"memory_id": MEMORY_ID}]),
    "feedback": lambda sdk: sdk.feedback(MEMORY_ID, "NEGATIVE", "Too old"),
    "feedback_withdrawn": lambda sdk: sdk.feedback(MEMORY_ID),
}

ABSENT = None
# Intended differences of every operation: the SDK's value and ours, with the reason.
HEADERS = {
    # As documented; the SDK sends the default of its HTTP library.
    "accept": ("*/*", "application/json"),
    # Statistics about the SDK: a digest of the key and its version.
    "mem0-user-id": (hashlib.md5(KEY.encode()).hexdigest(), ABSENT),
    "x-mem0-client": ("mem0-python/2.2.1", ABSENT),
}
# Intended differences of one operation.
QUERIES = {
    # The SDK can request only the first page.
    "entities": ([], [("page", "1")]),
}
# The SDK has no equivalent of `event`, and its callers paginate themselves.
WITHOUT_EQUIVALENT = {"event", "list_all"}


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    block_remote_connections(monkeypatch)


@pytest.fixture
def server() -> Iterator[RecordingMem0Server]:
    with RecordingMem0Server() as server:
        yield server


def sent_by_sdk(server: RecordingMem0Server, operation: str) -> SentRequest:
    with official(server.url) as sdk:
        if operation != "ping":
            server.sent.clear()
        OPERATIONS[operation](sdk)
    (sent,) = server.sent
    server.sent.clear()
    return sent


@pytest.mark.parametrize("operation", OPERATIONS)
def test_our_requests_equal_the_sdks(server: RecordingMem0Server, operation: str) -> None:
    expected = sent_by_sdk(server, operation)
    outcome = ours(server.url, operation)
    (actual,) = server.sent

    assert "ok" in outcome, outcome
    assert (actual.method, actual.path) == (expected.method, expected.path)
    assert actual.body == expected.body
    assert (expected.query, actual.query) == QUERIES.get(operation, (actual.query, actual.query))
    assert actual.headers["authorization"] == f"Token {KEY}"
    names = expected.headers.keys() | actual.headers.keys()
    pairs = {name: (expected.headers.get(name), actual.headers.get(name)) for name in names}
    assert {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} == HEADERS


@pytest.mark.parametrize("operation", sorted(WITHOUT_EQUIVALENT))
def test_operations_without_an_equivalent_succeed(server: RecordingMem0Server, operation: str) -> None:
    assert "ok" in ours(server.url, operation)


def test_all_pages_are_requested() -> None:
    with RecordingMem0Server(memories=437) as server:
        assert ours(server.url, "list_all") == {"ok": 437}
        queries = [sent.query for sent in server.sent]
    assert queries == [[("page", str(page)), ("page_size", "200")] for page in (1, 2, 3)]


ERRORS = {
    "error": (json_response({"error": "Not so"}, 400), "Not so"),
    "error and details": (json_response({"error": "Not so", "details": {"message": "x"}}, 400), "Not so"),
    "details alone": (json_response({"details": {"message": "Not so"}}, 400), "Not so"),
    "message": (json_response({"message": "Not so"}, 400), "Not so"),
    "array": (json_response(["Not so"], 400), "Not so"),
    "field errors": (json_response({"top_k": ["Not so"]}, 400), "top_k: Not so"),
    "key": (json_response({"detail": "Not so"}, 401), "Not so"),
    "payment": (Response(402, b"Not so"), "Not so"),
    "forbidden": (json_response({"error": "Not so"}, 403), "Not so"),
    "missing": (json_response({"error": "Not so"}, 404), "Not so"),
    "too large": (Response(413), "(an empty body)"),
    "unprocessable": (json_response({"detail": "Not so"}, 422), "Not so"),
    "throttled for long": (json_response({"detail": "Not so"}, 429, **{"Retry-After": "60"}), "Not so"),
}


@pytest.mark.parametrize("shape", ERRORS)
def test_an_error_response_is_an_error_for_both(server: RecordingMem0Server, shape: str) -> None:
    response, message = ERRORS[shape]
    with official(server.url) as sdk:
        server.responses.extend([response, response])
        with pytest.raises(SdkError):
            OPERATIONS["add"](sdk)
    outcome = ours(server.url, "add")
    assert not server.responses
    assert outcome["status"] == response.status
    assert outcome["error"].endswith(message)
    assert outcome["transient"] == (response.status == 429)
    assert not outcome["may_have_been_processed"]
    assert outcome["retry_after"] == (60 if response.status == 429 else None)


FAILURES = {
    "bad gateway": Response(502, b"<html>Bad Gateway</html>", {"Content-Type": "text/html"}),
    "overloaded": json_response({"detail": "Busy"}, 503),
    "gateway timeout": Response(504),
    "truncated": Response(200, b'{"results": [', fault=Fault.TRUNCATED),
    "reset": Response(0, fault=Fault.RESET),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_search_is_retried_after_a_transient_failure(server: RecordingMem0Server, failure: str) -> None:
    server.responses.append(FAILURES[failure])
    assert ours(server.url, "search") == {"ok": 1}
    assert len(server.sent) == 2


@pytest.mark.parametrize("failure", FAILURES)
def test_an_add_with_unknown_outcome_is_not_retried(server: RecordingMem0Server, failure: str) -> None:
    server.responses.append(FAILURES[failure])
    outcome = ours(server.url, "add")
    assert outcome["may_have_been_processed"], outcome
    assert len(server.sent) == 1


def test_a_throttled_add_is_retried(server: RecordingMem0Server) -> None:
    server.responses.append(json_response({"detail": "Throttled"}, 429, **{"Retry-After": "0"}))
    assert ours(server.url, "add") == {"ok": "e1"}
    assert len(server.sent) == 2


@pytest.mark.parametrize("operation", ["search", "add"])
def test_a_hanging_server_causes_a_timeout(server: RecordingMem0Server, operation: str) -> None:
    server.responses.append(Response(0, fault=Fault.HANG))
    outcome = ours(server.url, operation)
    assert outcome["error"] == "no response within 1500 ms"
    assert outcome["may_have_been_processed"]
    assert len(server.sent) == 1


@pytest.mark.parametrize("body", [b"", b"<html></html>", b'{"results": [', b'"text"'])
def test_an_invalid_successful_response_is_an_error(server: RecordingMem0Server, body: bytes) -> None:
    server.responses.append(Response(200, body))
    outcome = ours(server.url, "search")
    assert "response is invalid" in outcome["error"]
    assert not outcome["transient"]
