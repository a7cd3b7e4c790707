"""Compares our Mem0 client with the official Python SDK and prints a Markdown table.

Both ask the same local server, in turn, for the same, one request after
another on one connection. What they take is read from outside, with the same
instruments for both: the process's CPU clock and Linux's `VmHWM`. Wall time
has the server's own in it. The SDK's start has a ping in it, which its
constructor sends; ours sends none.
"""

import argparse
import ctypes
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

USER = "bench-caller"
MEMORIES = 100
FOUND = 10
QUERY = "whistling noise of the boiler"
OPERATIONS = {"list": f"list of {MEMORIES}", "search": f"search, top {FOUND}"}


@dataclass(frozen=True)
class Run:
    """What one process took: seconds, seconds per request, and MiB."""

    start: float
    wall: dict[str, float]
    cpu: dict[str, float]
    memory: float


class Worker:
    """A client as a process of its own that does what it is told."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.clock = cpu_clock(self.process.pid)

    def perform(self, operation: str, times: int) -> None:
        """Returns when it is done."""
        self.process.stdin.write(f"{operation} {times}\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "done\n":
            sys.exit(f"{self.process.args[0]} failed")

    def cpu(self) -> float:
        """The CPU time of all its threads so far, in seconds."""
        return time.clock_gettime(self.clock)

    def peak(self) -> float:
        """The most memory it ever held, in MiB.

        Not `ru_maxrss`, which counts what this process held when it started the other.
        """
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024

    def end(self) -> None:
        self.process.communicate(timeout=60)


def cpu_clock(pid: int) -> int:
    """The clock that counts what a process takes, to the nanosecond."""
    clock = ctypes.c_int()
    if error := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, os.strerror(error))
    return clock.value


def run(command: list[str], environment: dict[str, str], requests: int) -> Run:
    """Measures one process from its start to its end."""
    began = time.perf_counter()
    worker = Worker(command, environment)
    try:
        worker.perform("search", 1)
        start = time.perf_counter() - began
        wall, cpu = {}, {}
        for operation in OPERATIONS:
            worker.perform(operation, requests // 10)
            cpu_before, wall_before = worker.cpu(), time.perf_counter()
            worker.perform(operation, requests)
            wall[operation] = (time.perf_counter() - wall_before) / requests
            cpu[operation] = (worker.cpu() - cpu_before) / requests
        return Run(start, wall, cpu, worker.peak())
    finally:
        worker.end()


@contextmanager
def server(program: Path) -> Iterator[str]:
    """The URL of a server that holds what will be asked for."""
    process = subprocess.Popen(
        [program, "--listen", "127.0.0.1:0"], env={}, stdout=subprocess.PIPE, text=True
    )
    try:
        url = process.stdout.readline().strip().removeprefix("MEM0_BASE_URL=")
        seed(url)
        yield url
    finally:
        process.kill()
        process.wait()


def seed(url: str) -> None:
    said = "the boiler made a whistling noise, and a valve was set."
    texts = [f"Visit {number}: {said}" for number in range(MEMORIES)]
    body = {
        "messages": [{"role": "user", "content": text} for text in texts],
        "user_id": USER,
        "metadata": {"channel": "voice", "kind": "factual"},
        "infer": False,
    }
    headers = {"Authorization": "Token m0-bench-key", "Content-Type": "application/json"}
    request = Request(f"{url}/v3/memories/add/", json.dumps(body).encode(), headers)
    with urlopen(request) as answer:
        assert len(json.load(answer)["results"]) == MEMORIES


def table(ours: list[Run], sdk: list[Run]) -> Iterator[str]:
    yield "| | our client | official SDK | SDK / ours |"
    yield "|---|---:|---:|---:|"
    for name, unit, value in measures():
        one, other = ([value(run) for run in runs] for runs in (ours, sdk))
        ratio = median(other) / median(one)
        yield f"| {name} | {shown(one)} {unit} | {shown(other)} {unit} | {rounded(ratio)} |"


def measures() -> Iterator[tuple[str, str, Callable[[Run], float]]]:
    for operation, name in OPERATIONS.items():
        yield f"{name}: CPU time", "ms", lambda run, of=operation: run.cpu[of] * 1000
        yield f"{name}: wall time", "ms", lambda run, of=operation: run.wall[of] * 1000
    yield "process start to first answer", "ms", lambda run: run.start * 1000
    yield "peak memory", "MiB", lambda run: run.memory


def shown(values: list[float]) -> str:
    """The median, and from where to where."""
    return f"{rounded(median(values))} ({rounded(min(values))}–{rounded(max(values))})"


def rounded(value: float) -> str:
    """To three digits, and no exponent."""
    return f"{float(f'{value:.3g}'):g}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench/mem0-client", description=__doc__)
    parser.add_argument(
        "--programs", type=Path, default="target/release", help="where the built programs are"
    )
    parser.add_argument("--rounds", type=int, default=7, help="runs of each client")
    parser.add_argument("--requests", type=int, default=500, help="requests of each kind in a run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, server(arguments.programs / "mem0-server") as url:
        about = [url, USER, QUERY, str(MEMORIES), str(FOUND)]
        # Without these the SDK reports to its makers and writes to the home folder.
        environment = {"MEM0_TELEMETRY": "false", "MEM0_DIR": home, "HOME": home}
        commands = [
            [str(arguments.programs / "mem0-client"), *about],
            [sys.executable, str(Path(__file__).with_name("mem0_client.py")), *about],
        ]
        # The first round brings programs into the page cache, and does not count.
        rounds = [
            [run(command, environment, arguments.requests) for command in commands]
            for _ in range(arguments.rounds + 1)
        ][1:]
    ours, sdk = zip(*rounds)
    print("\n".join(table(ours, sdk)))
    print(
        f"\nMedians of {arguments.rounds} runs (least–most), each with {arguments.requests}"
        f" requests of each kind; mem0ai {version('mem0ai')}, Python {platform.python_version()}."
    )


if __name__ == "__main__":
    main()
