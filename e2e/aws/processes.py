"""Local servers as child processes."""

import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deadline import until


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def server(
    command: Sequence[str], port: int, output: Path, folder: Path, environment: Mapping[str, str]
) -> Iterator[str]:
    """Runs a server for the duration of a block; yields its URL when it listens."""
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )

    def ready() -> bool:
        assert process.poll() is None, f"{command[0]} exited:\n{output.read_text()}"
        return listens(port)

    try:
        until(ready, f"{command[0]} listens", seconds=60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
