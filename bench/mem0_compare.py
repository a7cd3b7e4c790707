"""Compares our Mem0 client with the official Python SDK and prints a Markdown table.

Both run alternately and send the same sequential requests to the same local
server, on one connection. Resource usage is measured from outside the process:
its CPU clock and Linux's `VmHWM`. Wall time includes the server's. The start of
the SDK includes the ping that its constructor sends; our client sends none.
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
MEMORY_COUNT = 100
RESULT_COUNT = 10
QUERY = "whistling noise of the boiler"
OPERATIONS = {"list": f"list of {MEMORY_COUNT}", "search": f"search, top {RESULT_COUNT}"}


@dataclass(frozen=True)
class Run:
    """The measurements of one process: seconds, seconds per request, and MiB."""

    start: float
    wall: dict[str, float]
    cpu: dict[str, float]
    memory: float


class Worker:
    """A child process that executes commands with one client."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.clock = cpu_clock(self.process.pid)

    def execute(self, operation: str, count: int) -> None:
        """Waits until the command is done."""
        self.process.stdin.write(f"{operation} {count}\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "done\n":
            sys.exit(f"{self.process.args[0]} failed")

    def cpu_seconds(self) -> float:
        """The CPU time of all its threads so far, in seconds."""
        return time.clock_gettime(self.clock)

    def peak_mib(self) -> float:
        """Peak resident memory in MiB.

        Not `ru_maxrss`, which includes the memory of this process at the time of the fork.
        """
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024

    def stop(self) -> None:
        self.process.communicate(timeout=60)


def cpu_clock(pid: int) -> int:
    """The id of a process's CPU clock, which has nanosecond resolution."""
    clock = ctypes.c_int()
    if error := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, os.strerror(error))
    return clock.value


def run(command: list[str], environment: dict[str, str], requests: int) -> Run:
    """Measures one process."""
    started = time.perf_counter()
    worker = Worker(command, environment)
    try:
        worker.execute("search", 1)
        start = time.perf_counter() - started
        wall, cpu = {}, {}
        for operation in OPERATIONS:
            worker.execute(operation, requests // 10)
            cpu_before, wall_before = worker.cpu_seconds(), time.perf_counter()
            worker.execute(operation, requests)
            wall[operation] = (time.perf_counter() - wall_before) / requests
            cpu[operation] = (worker.cpu_seconds() - cpu_before) / requests
        return Run(start, wall, cpu, worker.peak_mib())
    finally:
        worker.stop()


@contextmanager
def server(program: Path) -> Iterator[str]:
    """The URL of a server with the requested memories."""
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
    statement = "the boiler made a whistling noise, and a valve was set."
    texts = [f"Visit {number}: {statement}" for number in range(MEMORY_COUNT)]
    body = {
        "messages": [{"role": "user", "content": text} for text in texts],
        "user_id": USER,
        "metadata": {"channel": "voice", "kind": "factual"},
        "infer": False,
    }
    headers = {"Authorization": "Token m0-bench-key", "Content-Type": "application/json"}
    request = Request(f"{url}/v3/memories/add/", json.dumps(body).encode(), headers)
    with urlopen(request) as response:
        assert len(json.load(response)["results"]) == MEMORY_COUNT


def table(ours: list[Run], sdk: list[Run]) -> Iterator[str]:
    yield "| | our client | official SDK | SDK / ours |"
    yield "|---|---:|---:|---:|"
    for name, unit, value in measurements():
        our_values, sdk_values = ([value(run) for run in runs] for runs in (ours, sdk))
        ratio = median(sdk_values) / median(our_values)
        yield f"| {name} | {format_range(our_values)} {unit} | {format_range(sdk_values)} {unit} | {format_number(ratio)} |"


def measurements() -> Iterator[tuple[str, str, Callable[[Run], float]]]:
    for operation, name in OPERATIONS.items():
        yield f"{name}: CPU time", "ms", lambda run, of=operation: run.cpu[of] * 1000
        yield f"{name}: wall time", "ms", lambda run, of=operation: run.wall[of] * 1000
    yield "process start to first response", "ms", lambda run: run.start * 1000
    yield "peak memory", "MiB", lambda run: run.memory


def format_range(values: list[float]) -> str:
    """The median and the range."""
    return f"{format_number(median(values))} ({format_number(min(values))}–{format_number(max(values))})"


def format_number(value: float) -> str:
    """Three significant digits, without an exponent."""
    return f"{float(f'{value:.3g}'):g}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench/mem0-client", description=__doc__)
    parser.add_argument(
        "--programs", type=Path, default="target/release", help="folder of the built programs"
    )
    parser.add_argument("--rounds", type=int, default=7, help="runs per client")
    parser.add_argument("--requests", type=int, default=500, help="requests of each kind per run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, server(arguments.programs / "mem0-server") as url:
        worker_arguments = [url, USER, QUERY, str(MEMORY_COUNT), str(RESULT_COUNT)]
        # These disable the SDK's telemetry and keep it from writing to the home folder.
        environment = {"MEM0_TELEMETRY": "false", "MEM0_DIR": home, "HOME": home}
        commands = [
            [str(arguments.programs / "mem0-client"), *worker_arguments],
            [sys.executable, str(Path(__file__).with_name("mem0_client.py")), *worker_arguments],
        ]
        # The first round fills the page cache and is not counted.
        rounds = [
            [run(command, environment, arguments.requests) for command in commands]
            for _ in range(arguments.rounds + 1)
        ][1:]
    ours, sdk = zip(*rounds)
    print("\n".join(table(ours, sdk)))
    print(
        f"\nMedians of {arguments.rounds} runs (min–max), each with {arguments.requests}"
        f" requests of each kind; mem0ai {version('mem0ai')}, Python {platform.python_version()}."
    )


if __name__ == "__main__":
    main()
