"""Our Mem0 client sends what the official SDK sends, and understands what may come back."""

import hashlib
from collections.abc import Callable, Iterator

import pytest

from mem0_clients import KEY, MemoryClient, SdkError, official, only_loopback, ours
from recording_mem0_server import MEMORY_ID, Answer, Fault, RecordingMem0Server, Sent, in_json

PERSON = "tenant 7/+12025550143"
FILTERS = {"user_id": PERSON}
METADATA = {"channel": "voice"}
SPOKEN = [
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

# What a user of the SDK writes for each operation of `crates/mem0-client/examples/wire.rs`.
OPERATIONS: dict[str, Callable[[MemoryClient], object]] = {
    # The constructor's own.
    "ping": lambda sdk: None,
    "add": lambda sdk: sdk.add(SPOKEN, user_id=PERSON, metadata=METADATA),
    "add_everything": lambda sdk: sdk.add(
        SPOKEN,
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
    "add_verbatim": lambda sdk: sdk.add(SPOKEN, user_id=PERSON, metadata=METADATA, infer=False),
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
# Intended differences of every operation: name, what the SDK sends, what we send, and why.
HEADERS = {
    # The documentation asks for it; the SDK leaves its HTTP library's default.
    "accept": ("*/*", "application/json"),
    # A digest of the key and the SDK's own name: statistics of its makers.
    "mem0-user-id": (hashlib.md5(KEY.encode()).hexdigest(), ABSENT),
    "x-mem0-client": ("mem0-python/2.2.1", ABSENT),
}
# Intended differences of one operation.
QUERIES = {
    # The SDK has no way to ask for another page than the first.
    "entities": ([], [("page", "1")]),
}
# What only we have: there is nothing to compare `event` with, and `list_all` is the SDK's caller's work.
WITHOUT_COUNTERPART = {"event", "list_all"}


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    only_loopback(monkeypatch)


@pytest.fixture
def server() -> Iterator[RecordingMem0Server]:
    with RecordingMem0Server() as server:
        yield server


def sent_by_sdk(server: RecordingMem0Server, operation: str) -> Sent:
    with official(server.url) as sdk:
        if operation != "ping":
            server.sent.clear()
        OPERATIONS[operation](sdk)
    (sent,) = server.sent
    server.sent.clear()
    return sent


@pytest.mark.parametrize("operation", OPERATIONS)
def test_we_send_what_the_sdk_sends(server: RecordingMem0Server, operation: str) -> None:
    theirs = sent_by_sdk(server, operation)
    outcome = ours(server.url, operation)
    (mine,) = server.sent

    assert "ok" in outcome, outcome
    assert (mine.method, mine.path) == (theirs.method, theirs.path)
    assert mine.body == theirs.body
    assert (theirs.query, mine.query) == QUERIES.get(operation, (mine.query, mine.query))
    assert mine.headers["authorization"] == f"Token {KEY}"
    names = theirs.headers.keys() | mine.headers.keys()
    pairs = {name: (theirs.headers.get(name), mine.headers.get(name)) for name in names}
    assert {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} == HEADERS


@pytest.mark.parametrize("operation", sorted(WITHOUT_COUNTERPART))
def test_what_the_sdk_lacks_is_answered_all_the_same(server: RecordingMem0Server, operation: str) -> None:
    assert "ok" in ours(server.url, operation)


def test_every_page_is_followed() -> None:
    with RecordingMem0Server(memories=437) as server:
        assert ours(server.url, "list_all") == {"ok": 437}
        asked = [sent.query for sent in server.sent]
    assert asked == [[("page", str(page)), ("page_size", "200")] for page in (1, 2, 3)]


REFUSALS = {
    "error": (in_json({"error": "Not so"}, 400), "Not so"),
    "error and details": (in_json({"error": "Not so", "details": {"message": "x"}}, 400), "Not so"),
    "details alone": (in_json({"details": {"message": "Not so"}}, 400), "Not so"),
    "message": (in_json({"message": "Not so"}, 400), "Not so"),
    "array": (in_json(["Not so"], 400), "Not so"),
    "field errors": (in_json({"top_k": ["Not so"]}, 400), "top_k: Not so"),
    "key": (in_json({"detail": "Not so"}, 401), "Not so"),
    "payment": (Answer(402, b"Not so"), "Not so"),
    "forbidden": (in_json({"error": "Not so"}, 403), "Not so"),
    "missing": (in_json({"error": "Not so"}, 404), "Not so"),
    "too large": (Answer(413), "(an empty body)"),
    "unprocessable": (in_json({"detail": "Not so"}, 422), "Not so"),
    "throttled for long": (in_json({"detail": "Not so"}, 429, **{"Retry-After": "60"}), "Not so"),
}


@pytest.mark.parametrize("shape", REFUSALS)
def test_a_refusal_is_an_error_for_both(server: RecordingMem0Server, shape: str) -> None:
    answer, message = REFUSALS[shape]
    with official(server.url) as sdk:
        server.answers.extend([answer, answer])
        with pytest.raises(SdkError):
            OPERATIONS["add"](sdk)
    outcome = ours(server.url, "add")
    assert not server.answers
    assert outcome["status"] == answer.status
    assert outcome["error"].endswith(message)
    assert outcome["transient"] == (answer.status == 429)
    assert not outcome["may_have_been_processed"]
    assert outcome["retry_after"] == (60 if answer.status == 429 else None)


FAILURES = {
    "bad gateway": Answer(502, b"<html>Bad Gateway</html>", {"Content-Type": "text/html"}),
    "overloaded": in_json({"detail": "Busy"}, 503),
    "gateway timeout": Answer(504),
    "truncated": Answer(200, b'{"results": [', fault=Fault.TRUNCATED),
    "reset": Answer(0, fault=Fault.RESET),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_search_outlives_a_passing_failure(server: RecordingMem0Server, failure: str) -> None:
    server.answers.append(FAILURES[failure])
    assert ours(server.url, "search") == {"ok": 1}
    assert len(server.sent) == 2


@pytest.mark.parametrize("failure", FAILURES)
def test_an_add_of_unclear_outcome_is_not_sent_again(server: RecordingMem0Server, failure: str) -> None:
    server.answers.append(FAILURES[failure])
    outcome = ours(server.url, "add")
    assert outcome["may_have_been_processed"], outcome
    assert len(server.sent) == 1


def test_an_add_that_was_refused_for_now_is_sent_again(server: RecordingMem0Server) -> None:
    server.answers.append(in_json({"detail": "Throttled"}, 429, **{"Retry-After": "0"}))
    assert ours(server.url, "add") == {"ok": "e1"}
    assert len(server.sent) == 2


@pytest.mark.parametrize("operation", ["search", "add"])
def test_silence_ends_at_the_deadline(server: RecordingMem0Server, operation: str) -> None:
    server.answers.append(Answer(0, fault=Fault.NEVER))
    outcome = ours(server.url, operation)
    assert outcome["error"] == "no answer within 1500 ms"
    assert outcome["may_have_been_processed"]
    assert len(server.sent) == 1


@pytest.mark.parametrize("body", [b"", b"<html></html>", b'{"results": [', b'"text"'])
def test_a_success_that_cannot_be_read_is_an_error(server: RecordingMem0Server, body: bytes) -> None:
    server.answers.append(Answer(200, body))
    outcome = ours(server.url, "search")
    assert "not as expected" in outcome["error"]
    assert not outcome["transient"]
