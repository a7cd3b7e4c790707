"""The two compared clients of the Mem0 Platform: the official SDK and ours."""

import json
import os
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager

__all__ = ["KEY", "MemoryClient", "SdkError", "official", "block_remote_connections", "ours"]

KEY = "m0-e2e-key"

# The SDK reads these when it is imported, so it must be imported only here. They disable its
# telemetry and keep it from writing to the home folder.
os.environ["MEM0_TELEMETRY"] = "false"
os.environ["MEM0_DIR"] = tempfile.mkdtemp(prefix="mem0-")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from mem0 import MemoryClient
    from mem0.exceptions import MemoryError as SdkError

WIRE = os.environ["MEM0_WIRE"]


@contextmanager
def official(url: str) -> Iterator[MemoryClient]:
    """The SDK. Its constructor sends a ping, and it never closes its connections itself."""
    sdk = MemoryClient(api_key=KEY, host=url)
    with closing(sdk.client):
        yield sdk


def ours(url: str, operation: str) -> dict:
    """The outcome of one operation of `crates/mem0-client`."""
    command = [WIRE, url, operation]
    completed = subprocess.run(
        command, env={"MEM0_API_KEY": KEY}, capture_output=True, text=True, timeout=30, check=False
    )
    assert completed.returncode == 0, completed.stderr
    return json.loads(completed.stdout)


def block_remote_connections(monkeypatch) -> None:
    """Makes connections from this process to other machines fail."""
    connect = socket.socket.connect

    def checked_connect(self: socket.socket, address: object) -> None:
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1"), address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
