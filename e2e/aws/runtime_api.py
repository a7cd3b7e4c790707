"""cargo-lambda's Runtime API, with what it leaves to the real one: deadlines, and functions that die."""

import json
import select
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

NEXT = "/2018-06-01/runtime/invocation/next"
DEADLINE = "lambda-runtime-deadline-ms"
REQUEST_ID = "lambda-runtime-aws-request-id"


@dataclass
class RuntimeApi:
    """Stands before the Runtime API at `port`. Functions are named in the path's first segment."""

    port: int
    timeouts: dict[str, float] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)
    busy: dict[str, str] = field(default_factory=dict)
    left_open: list[HTTPConnection] = field(default_factory=list)

    def __enter__(self) -> "RuntimeApi":
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for connection in self.left_open:
            connection.close()

    def address(self, function: str) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host}:{port}/{function}"

    def died(self, function: str) -> None:
        """Tells whoever waits for the function that it will not answer."""
        self.started.discard(function)
        if request := self.busy.pop(function, None):
            error = {"errorType": "Runtime.ExitError", "errorMessage": "Runtime exited"}
            path = f"/.rt/{function}/2018-06-01/runtime/invocation/{request}/error"
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            # cargo-lambda may still be reading when it has answered.
            self.left_open.append(connection)
            connection.request("POST", path, json.dumps(error))
            connection.getresponse().read()


def handler(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            # As long as this one, for the same reason.
            self.upstream = HTTPConnection("127.0.0.1", api.port)

        def finish(self) -> None:
            self.upstream.close()
            super().finish()

        def do_GET(self) -> None:
            self.relay(None)

        def do_POST(self) -> None:
            self.relay(self.body())

        def relay(self, body: bytes | None) -> None:
            function = self.path.split("/")[1]
            api.started.add(function)
            self.upstream.request(self.command, f"/.rt{self.path}", body)
            # An event that comes after the function has gone is the next process' event.
            readable, _, _ = select.select([self.upstream.sock, self.connection], [], [])
            if self.connection in readable:
                self.close_connection = True
                return
            answer = self.upstream.getresponse()
            content = answer.read()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            if self.path.endswith(NEXT):
                api.busy[function] = headers[REQUEST_ID]
                # cargo-lambda says ten minutes after 1970.
                headers[DEADLINE] = str(int((time.time() + api.timeouts[function]) * 1000))
            else:
                api.busy.pop(function, None)
            self.send_response(answer.status)
            for name in headers.keys() - {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def body(self) -> bytes:
            if length := self.headers["Content-Length"]:
                return self.rfile.read(int(length))
            # The functions send what they have made in chunks.
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler
