"""The two clients of the Mem0 Platform that are compared: the official SDK and ours."""

import json
import os
import socket
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager

__all__ = ["KEY", "MemoryClient", "SdkError", "official", "only_loopback", "ours"]

KEY = "m0-e2e-key"

# Read when the SDK is imported, so nothing else may import it: without them it reports to its
# makers and writes to the home folder.
os.environ["MEM0_TELEMETRY"] = "false"
os.environ["MEM0_DIR"] = tempfile.mkdtemp(prefix="mem0-")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from mem0 import MemoryClient
    from mem0.exceptions import MemoryError as SdkError

WIRE = os.environ["MEM0_WIRE"]


@contextmanager
def official(url: str) -> Iterator[MemoryClient]:
    """The SDK; it sends a ping as soon as it exists, and never closes its connections."""
    sdk = MemoryClient(api_key=KEY, host=url)
    with closing(sdk.client):
        yield sdk


def ours(url: str, operation: str) -> dict:
    """What became of one operation of `crates/mem0-client`."""
    command = [WIRE, url, operation]
    done = subprocess.run(
        command, env={"MEM0_API_KEY": KEY}, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def only_loopback(monkeypatch) -> None:
    """Fails whatever in this process wants to talk to another machine."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: object) -> None:
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1"), address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)
