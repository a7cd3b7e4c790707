"""One built function, run as Lambda runs it."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import log
from emulator import Emulator


class Function:
    """A process that takes one event at a time; another is started when it has ended."""

    def __init__(self, emulator: Emulator, bootstrap: Path, output: Path, configuration: Mapping):
        self.binary = configuration["Binary"]
        self.bootstrap = bootstrap
        self.emulator = emulator
        self.output = output
        self.environment = {
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration["MemorySize"]),
            "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"],
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_RUNTIME_API": emulator.runtime_api.address(self.binary),
            "_HANDLER": configuration["Handler"],
            "LAMBDA_TASK_ROOT": str(bootstrap.parent),
            "TZ": ":UTC",
            **{name: str(value) for name, value in configuration["Environment"]["Variables"].items()},
        }
        self.process: subprocess.Popen | None = None
        emulator.runtime_api.timeouts[self.binary] = configuration["Timeout"]

    def start(self) -> None:
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [self.bootstrap],
                cwd=self.bootstrap.parent,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def kill(self) -> None:
        """Ends the process at once, as when its machine fails."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
            self.emulator.runtime_api.died(self.binary)

    def invoke(self, event: dict) -> dict | None:
        """What becomes of an event: the reply, or nothing when the function failed."""
        self._running()
        answer = self.emulator.invoke(self.binary, event)
        return answer.json() if answer.ok else None

    def post(self, path: str, body: bytes, **headers: str):
        """What a request to its HTTP API is answered."""
        self._running()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.emulator.request(
            self.binary, "POST", path, data=body, headers={"Content-Type": "application/json", **named}
        )

    def log(self) -> list[dict]:
        """Every line it wrote, each of which has to be as Lambda and CloudWatch read it."""
        return log.read(self.output)

    def _running(self) -> None:
        if self.process is None or self.process.poll() is not None:
            self.start()
