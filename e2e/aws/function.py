"""A built function as a local process."""

import subprocess
from pathlib import Path

import requests

import log
from deadline import until
from deployment import Configuration
from emulator import Emulator


class Function:
    """A process that handles one event at a time; it is restarted after it exits."""

    def __init__(self, emulator: Emulator, bootstrap: Path, output: Path, configuration: Configuration):
        self.emulator = emulator
        self.bootstrap = bootstrap
        self.output = output
        self.binary = configuration.binary
        self.environment = {
            **configuration.environment,
            "AWS_LAMBDA_RUNTIME_API": emulator.runtime_api.address(self.binary),
            "LAMBDA_TASK_ROOT": str(bootstrap.parent),
        }
        self.process: subprocess.Popen | None = None
        emulator.runtime_api.timeouts[self.binary] = configuration.timeout

    @property
    def credentials(self) -> tuple[str, str, str]:
        """Its AWS credentials: access key id, secret access key and session token."""
        names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
        key_id, secret_key, token = (self.environment[name] for name in names)
        return key_id, secret_key, token

    def start(self) -> subprocess.Popen:
        """Starts it if it is not running."""
        if self.process is None or self.process.poll() is not None:
            with self.output.open("ab") as output:
                self.process = subprocess.Popen(
                    [self.bootstrap],
                    cwd=self.bootstrap.parent,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )
        return self.process

    def ready(self) -> None:
        """Starts it if it is not running and waits until it requests an event."""
        process = self.start()

        def has_requested_event() -> bool:
            assert process.poll() is None, f"the function exited:\n{self.output.read_text()}"
            return self.binary in self.emulator.runtime_api.started

        until(has_requested_event, "the function requests an event")

    def kill(self) -> None:
        """Kills it, as if its machine failed."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
            self.emulator.runtime_api.report_exit(self.binary)

    def invoke(self, event: dict) -> dict | None:
        """Its reply to an event, or `None` if it failed."""
        self.ready()
        reply = self.emulator.invoke(self.binary, event).json()
        assert "status" not in reply, reply
        return None if "errorType" in reply else reply

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> requests.Response:
        """Its response to a request to its HTTP API."""
        self.ready()
        headers = {"Content-Type": "application/json", **headers}
        return self.emulator.request(self.binary, "POST", path, data=body, headers=headers)

    def log(self) -> list[dict]:
        """All its log lines; fails if one is not valid for Lambda and CloudWatch."""
        return log.read(self.output)
