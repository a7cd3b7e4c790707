"""A proxy for cargo-lambda's Runtime API that adds deadlines and the handling of exited functions."""

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
    """Forwards to the Runtime API at `port`. The first path segment is the function's name."""

    port: int
    timeouts: dict[str, float] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)
    busy: dict[str, str] = field(default_factory=dict)
    open_connections: list[HTTPConnection] = field(default_factory=list)

    def __enter__(self) -> "RuntimeApi":
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for connection in self.open_connections:
            connection.close()

    def address(self, function: str) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host}:{port}/{function}"

    def report_exit(self, function: str) -> None:
        """Fails the function's event in progress, if there is one."""
        self.started.discard(function)
        if request := self.busy.pop(function, None):
            error = {"errorType": "Runtime.ExitError", "errorMessage": "Runtime exited"}
            path = f"/.rt/{function}/2018-06-01/runtime/invocation/{request}/error"
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            # cargo-lambda may still read from the connection after its response.
            self.open_connections.append(connection)
            connection.request("POST", path, json.dumps(error))
            connection.getresponse().read()


def handler(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            # Kept open as long as this connection, for the same reason.
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
            # An event that arrives after the function exited is for the next process.
            readable, _, _ = select.select([self.upstream.sock, self.connection], [], [])
            if self.connection in readable:
                self.close_connection = True
                return
            response = self.upstream.getresponse()
            content = response.read()
            headers = {name.lower(): value for name, value in response.getheaders()}
            if self.path.endswith(NEXT):
                api.busy[function] = headers[REQUEST_ID]
                # cargo-lambda's deadline is ten minutes after 1970.
                headers[DEADLINE] = str(int((time.time() + api.timeouts[function]) * 1000))
            else:
                api.busy.pop(function, None)
            self.send_response(response.status)
            for name in headers.keys() - {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def body(self) -> bytes:
            if length := self.headers["Content-Length"]:
                return self.rfile.read(int(length))
            # The functions use chunked transfer encoding.
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def log_message(self, *_arguments: object) -> None:
            pass

    return Handler
