"""A server that responds like the Mem0 Platform, injects faults, and records its requests."""

import json
import socket
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlsplit

MEMORY_ID = "6f0c1d5e-0000-4000-8000-000000000001"
POLL_SECONDS = 0.01
TRANSPORT_HEADERS = {"accept-encoding", "connection", "content-length", "host", "user-agent"}


class Fault(Enum):
    """A failure of a response in transit."""

    HANG = auto()
    TRUNCATED = auto()
    RESET = auto()


@dataclass
class Response:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault | None = None


@dataclass
class SentRequest:
    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: object


def json_response(value: object, status: int = 200, **headers: str) -> Response:
    return Response(status, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


def memory(number: int) -> dict:
    return {
        "id": f"6f0c1d5e-0000-4000-8000-{number:012}",
        "memory": f"Memory {number}",
        "user_id": "somebody",
        "agent_id": None,
        "metadata": {"channel": "voice"},
        "categories": None,
        "created_at": "2026-11-20T02:10:11.5-08:00",
        "updated_at": None,
    }


@dataclass
class RecordingMem0Server:
    """Listens on loopback. Sends the planned `responses` first, then successful ones."""

    memories: int = 1
    sent: list[SentRequest] = field(default_factory=list)
    responses: deque[Response] = field(default_factory=deque)

    def __enter__(self) -> "RecordingMem0Server":
        self._closing = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self, self._closing))
        self._thread = Thread(target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host}:{port}"

    def respond(self, sent: SentRequest) -> Response:
        if self.responses:
            return self.responses.popleft()
        for (method, path), reply in ROUTES.items():
            if method == sent.method and matches(path, sent.path):
                return reply(self, sent)
        return json_response({"detail": "Not found."}, 404)

    def page(self, sent: SentRequest) -> Response:
        query = dict(sent.query)
        number, size = int(query.get("page", 1)), min(int(query.get("page_size", 100)), 200)
        start = (number - 1) * size
        if start >= self.memories and number > 1:
            return json_response({"detail": "Invalid page."}, 404)
        end = min(start + size, self.memories)
        next_url = f"{self.url}/v3/memories/?page={number + 1}" if end < self.memories else None
        results = [memory(n) for n in range(start, end)]
        return json_response({"count": self.memories, "next": next_url, "previous": None, "results": results})


def matches(pattern: str, path: str) -> bool:
    expected, actual = pattern.split("/"), path.split("/")
    return len(expected) == len(actual) and all(e in ("*", a) for e, a in zip(expected, actual))


def added(_server: RecordingMem0Server, sent: SentRequest) -> Response:
    if sent.body.get("infer") is not False:
        return json_response({"event_id": "e1", "status": "PENDING", "message": "queued"})
    results = [{"id": MEMORY_ID, "data": {"memory": "…"}, "event": "ADD"} for _ in sent.body["messages"]]
    return json_response({"event_id": "e1", "status": "SUCCEEDED", "message": "done", "results": results})


def constant(value: object) -> Callable[[RecordingMem0Server, SentRequest], Response]:
    return lambda _server, _sent: json_response(value)


ENTITY = {"id": "7", "name": "somebody", "type": "user", "total_memories": 1, "owner": "o"}
CHANGE = {"id": "h1", "memory_id": MEMORY_ID, "old_memory": None, "new_memory": "…", "event": "ADD"}
EVENT = {"id": "e1", "event_type": "ADD", "status": "SUCCEEDED", "results": [], "latency": 1210.5}

ROUTES: dict[tuple[str, str], Callable[[RecordingMem0Server, SentRequest], Response]] = {
    ("GET", "/v1/ping/"): constant(
        {"status": "ok", "org_id": "org_1", "project_id": "proj_1", "user_email": "owner@example.com"}
    ),
    ("POST", "/v3/memories/add/"): added,
    ("POST", "/v3/memories/search/"): constant(
        {"results": [{**memory(1), "run_id": None, "score": 0.71}], "mem0_notice": {"text": "…"}}
    ),
    ("POST", "/v3/memories/"): RecordingMem0Server.page,
    ("GET", "/v1/memories/*/"): constant({**memory(1), "session_id": "s"}),
    ("PUT", "/v1/memories/*/"): constant(memory(1)),
    ("DELETE", "/v1/memories/*/"): constant({"message": "Memory deleted successfully!"}),
    ("DELETE", "/v1/memories/"): constant({"message": "Delete in progress…", "event_id": "e1"}),
    ("GET", "/v1/memories/*/history/"): constant([CHANGE]),
    ("GET", "/v1/entities/"): constant({"count": 1, "next": None, "results": [ENTITY], "total_users": 1}),
    ("DELETE", "/v2/entities/*/*/"): constant({"message": "Delete in progress…", "event_id": "e1"}),
    ("PUT", "/v1/batch/"): constant({"message": "Successfully updated memories"}),
    ("DELETE", "/v1/batch/"): constant({"message": "Successfully deleted memories"}),
    ("GET", "/v1/event/*/"): constant(EVENT),
    ("POST", "/v1/feedback/"): constant({"id": "f1", "feedback": "NEGATIVE", "feedback_reason": None}),
}


def handler(server: RecordingMem0Server, closing: Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            sent = SentRequest(
                method=self.command,
                path=url.path,
                query=sorted(parse_qsl(url.query, keep_blank_values=True)),
                headers={name: value for name, value in headers.items() if name not in TRANSPORT_HEADERS},
                body=json.loads(body) if body else None,
            )
            server.sent.append(sent)
            self.send(server.respond(sent))

        do_GET = do_POST = do_PUT = do_DELETE = handle_request

        def send(self, response: Response) -> None:
            self.close_connection = response.fault is not None
            if response.fault is Fault.HANG:
                closing.wait()
            elif response.fault is Fault.RESET:
                self.reset()
            else:
                missing = 100 if response.fault is Fault.TRUNCATED else 0
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(response.body) + missing))
                self.end_headers()
                self.wfile.write(response.body)

        def reset(self) -> None:
            """Closes with a linger time of zero, which makes the kernel send RST."""
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            # The descriptor is closed only after its last reference.
            self.rfile.close()
            self.wfile.close()
            self.connection.close()
            self.rfile = self.wfile = open("/dev/null", "r+b", buffering=0)  # noqa: SIM115

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler
