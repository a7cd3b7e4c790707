"""The real binary as a service on a free port."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from deadline import until
from wire import signature

BINARY = os.environ["AGENTIC_MEMORIES"]
WORKSPACE_KEY = "e2e-workspace-key"
HMAC_KEY = "wsec_e2e_hmac_key"

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Service:
    """`agentic-memories serve` with its own directory, and an HTTP client for it."""

    def __init__(self, directory: Path, **variables: str):
        self.directory = directory
        # Without variables of the test environment, which could configure the service.
        self.environment = {
            "DATA_DIR": str(directory / "data"),
            "ELEVENLABS_WORKSPACE_KEY": WORKSPACE_KEY,
            "ELEVENLABS_HMAC_KEY": HMAC_KEY,
            **variables,
        }
        self.output = directory / "output.log"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--listen", "127.0.0.1:0"],
                cwd=directory,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            self.url = until(self._address, "the service prints its address")
        except BaseException:
            self.stop()
            raise
        self.http = httpx.Client(base_url=self.url, timeout=15, trust_env=False)

    def printed(self) -> str:
        return self.output.read_text()

    def _address(self) -> str | None:
        if found := ADDRESS.search(self.printed()):
            return found.group()
        status = self.process.poll()
        assert status is None, f"the service exited with {status}:\n{self.printed()}"
        return None

    def stop(self) -> int:
        """Stops it with SIGTERM and returns its exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs another command of the binary while the service is running."""
        return subprocess.run(
            [BINARY, *arguments],
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    # The requests of ElevenLabs in a call.

    def ring(self, request: dict) -> httpx.Response:
        return self.http.post(
            "/client-data", json=request, headers={"X-Workspace-Key": WORKSPACE_KEY}
        )

    def search(self, query: str, caller: str) -> httpx.Response:
        return self.http.post("/retrieve", json={"query": query, "user_id": caller})

    def hang_up(self, body: bytes) -> httpx.Response:
        return self.deliver(body, signature(body, HMAC_KEY))

    def deliver(self, body: bytes, header: str) -> httpx.Response:
        return self.http.post(
            "/post-call",
            content=body,
            headers={"Content-Type": "application/json", "ElevenLabs-Signature": header},
        )

    # The resulting state.

    def client_data_for(self, caller: str) -> dict:
        field = "user_id" if caller.startswith("customer-") else "caller_id"
        response = self.ring({field: caller, "agent_id": "agent_0001testaaaaaaaaaaaaaaaaaaaa"})
        response.raise_for_status()
        return response.json()

    def inbox(self) -> list[dict]:
        listed = self.command("inbox", "list", "--json")
        assert listed.returncode == 0, listed.stderr
        return json.loads(listed.stdout)

    def completed_inbox(self) -> dict[tuple[str, str], str]:
        """The state of every event, after waiting until none is pending."""

        def without_pending() -> list[dict] | None:
            entries = self.inbox()
            return None if any(entry["state"] == "pending" for entry in entries) else entries

        entries = until(without_pending, "every event is processed", seconds=60)
        return {(entry["conversation"], entry["event_type"]): entry["state"] for entry in entries}


@contextmanager
def serving(directory: Path, **variables: str) -> Iterator[Service]:
    """A service for the duration of a block, which must exit successfully."""
    service = Service(directory, **variables)
    try:
        yield service
    finally:
        service.http.close()
        status = service.stop()
    assert status == 0, service.printed()
