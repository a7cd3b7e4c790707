"""cargo-lambda as a Lambda emulator: forwards HTTP requests and events to built functions."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from processes import free_port, server
from runtime_api import RuntimeApi

ROOT = Path(__file__).parents[2]
CARGO_LAMBDA = ROOT / "infra" / ".venv" / "sam" / "bin" / "cargo-lambda"

# Longer than any event takes.
TIMEOUT_SECONDS = 30


@dataclass
class Emulator:
    """Addresses functions by the name of their binary."""

    url: str
    port: int
    runtime_api: RuntimeApi

    def invoke(self, function: str, event: dict) -> requests.Response:
        """Invokes a function with an event, like Lambda's `Invoke`."""
        return requests.post(
            f"{self.url}/2015-03-31/functions/{function}/invocations", json=event, timeout=TIMEOUT_SECONDS
        )

    def request(self, function: str, method: str, path: str, **request: object) -> requests.Response:
        """Sends a request, which cargo-lambda converts to an HTTP API event (payload 2.0)."""
        url = f"{self.url}/lambda-url/{function}{path}"
        return requests.request(method, url, timeout=TIMEOUT_SECONDS, **request)


@contextmanager
def emulator(folder: Path) -> Iterator[Emulator]:
    port = free_port()
    command = [str(CARGO_LAMBDA), "lambda", "watch", "--only-lambda-apis", "--ignore-changes", "--offline"]
    address = ["--invoke-address", "127.0.0.1", "--invoke-port", str(port)]
    output = folder / "cargo-lambda.log"
    with (
        server([*command, *address], port, output, ROOT / "crates/memories-lambda", os.environ) as url,
        RuntimeApi(port) as runtime_api,
    ):
        yield Emulator(url, port, runtime_api)
