"""Fixtures of the tests of the AWS functions."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

import cloud as clouds
import emulator as emulators
from cloud import Cloud
from emulator import Emulator
from mem0 import Mem0
from processes import free_port, server
from stack import KEYS, MEM0_KEY, Stack, Environment

ARTIFACTS = Path(os.environ["ARTIFACTS"])
MEM0_SERVER = os.environ["MEM0_SERVER"]

# Part of every phone number in the tests and fixtures.
PHONE_DIGITS = "2025550"

unique = count(1)


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """The output folder of `sam build`."""
    return ARTIFACTS


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with clouds.cloud(tmp_path_factory.mktemp("moto")) as cloud:
        yield cloud


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulators.emulator(tmp_path_factory.mktemp("emulator")) as emulator:
        yield emulator


@pytest.fixture
def mem0(tmp_path: Path) -> Iterator[Mem0]:
    """A Mem0 server without memories."""
    port = free_port()
    command = [MEM0_SERVER, "--listen", f"127.0.0.1:{port}", "--key", MEM0_KEY]
    with server(command, port, tmp_path / "mem0.log", tmp_path, {}) as url, Mem0(upstream=url) as mem0:
        yield mem0


@pytest.fixture
def environment(
    cloud: Cloud, emulator: Emulator, mem0: Mem0, artifacts: Path, tmp_path: Path
) -> Environment:
    return Environment(cloud, emulator, mem0, artifacts, tmp_path)


@contextmanager
def running(environment: Environment, keys: dict[str, str]) -> Iterator[Stack]:
    """A new stack in an account that checks every request."""
    stack = Stack(f"Stack{next(unique)}", environment, keys)
    stack.secrets.add(PHONE_DIGITS)
    with environment.cloud.enforcing_permissions():
        yield stack
    stack.close()


@pytest.fixture
def stack(environment: Environment) -> Iterator[Stack]:
    """A stack with its keys in a secret."""
    keys = {
        "MEM0_API_KEY": KEYS["Mem0ApiKey"],
        "ELEVENLABS_WORKSPACE_KEY": KEYS["ElevenLabsWorkspaceKey"],
        "ELEVENLABS_HMAC_KEY": KEYS["ElevenLabsHmacKey"],
    }
    secret = environment.cloud.client("secretsmanager").create_secret(
        Name=f"keys-{next(unique)}", SecretString=json.dumps(keys)
    )
    with running(environment, {"SecretArn": secret["ARN"]}) as stack:
        yield stack


@pytest.fixture
def stack_without_secret(environment: Environment) -> Iterator[Stack]:
    """A stack with its keys as parameters."""
    with running(environment, KEYS) as stack:
        yield stack
