"""The service that is measured: started with an empty store, and called as ElevenLabs calls it."""

import hashlib
import hmac
import http.client
import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .event import AGENT_NUMBER

WORKSPACE_KEY = "workspace-key-of-the-story-bench"
HMAC_KEY = "wsec_hmac_key_of_the_story_bench"
SETTINGS = {
    "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
    "ELEVENLABS_HMAC_KEY": HMAC_KEY,
    "DYNAMIC_VARIABLES": json.dumps({"caller_first_name": ""}),
    "GREETING_TEMPLATE": "Welcome back, {{ caller_first_name }}!",
}
START_SECONDS = 20
STOP_SECONDS = 10
REQUEST_SECONDS = 20
POLL_SECONDS = 0.02


class ServiceError(Exception):
    """The service did not start, or refused a request."""


@dataclass(frozen=True)
class Service:
    port: int

    def is_healthy(self) -> bool:
        try:
            return self._request("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def ring(self, caller: str, agent: str) -> dict[str, Any]:
        body = {"caller_id": caller, "agent_id": agent, "called_number": AGENT_NUMBER, "call_sid": "CA" + "0" * 32}
        return self._post("/client-data", json.dumps(body), {"X-Workspace-Key": WORKSPACE_KEY})

    def search(self, caller: str, agent: str, query: str) -> list[dict[str, Any]]:
        body = {"query": query, "user_id": caller, "agent_id": agent}
        return self._post("/retrieve", json.dumps(body), {}).get("memories", [])

    def hang_up(self, event: dict[str, Any]) -> None:
        """Delivers an event, signed with the present time, whenever the call was."""
        body = json.dumps(event, ensure_ascii=False).encode()
        now = str(int(time.time()))
        signature = hmac.new(HMAC_KEY.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
        self._post("/post-call", body, {"ElevenLabs-Signature": f"t={now},v0={signature}"})

    def _post(self, path: str, body: str | bytes, headers: dict[str, str]) -> dict[str, Any]:
        status, reply = self._request("POST", path, body, {"Content-Type": "application/json", **headers})
        if status != 200:
            raise ServiceError(f"{path} replied {status}: {reply.decode(errors='replace')}")
        return json.loads(reply)

    def _request(
        self, method: str, path: str, body: str | bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=REQUEST_SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@contextmanager
def running_service(binary: Path) -> Iterator[Service]:
    """Runs the binary on a free port of this machine, in a directory that is deleted afterwards."""
    service = Service(free_port())
    with tempfile.TemporaryDirectory(prefix="story-bench-") as directory:
        log = Path(directory) / "service.log"
        command = [str(binary), "serve", "--listen", f"127.0.0.1:{service.port}", "--data-dir", directory]
        with log.open("wb") as output:
            # No other variables, and no `.env` of the working directory, can change the settings.
            process = subprocess.Popen(
                command, cwd=directory, env=SETTINGS, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        try:
            wait_until_healthy(service, process, log)
            yield service
        finally:
            stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(service: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not service.is_healthy():
        if process.poll() is not None:
            raise ServiceError(f"the service did not start:\n{log.read_text(errors='replace')}")
        if time.monotonic() > deadline:
            raise ServiceError(f"the service was not healthy within {START_SECONDS} seconds")
        time.sleep(POLL_SECONDS)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
