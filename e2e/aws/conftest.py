"""Fixtures of the checks of the AWS functions."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

import cloud as clouds
import emulator as emulators
from calls import ROBIN, SAM
from cloud import Cloud
from emulator import Emulator
from mem0 import Mem0
from processes import free_port, server
from stack import MEM0_KEY, Stack

ARTIFACTS = Path(os.environ["ARTIFACTS"])
MEM0_SERVER = os.environ["MEM0_SERVER"]

numbers = count(1)


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """The folder that `sam build` made."""
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
    """A Mem0 that knows nothing yet."""
    port = free_port()
    command = [MEM0_SERVER, "--listen", f"127.0.0.1:{port}", "--key", MEM0_KEY]
    with server(command, port, tmp_path / "mem0.log", tmp_path, {}) as url, Mem0(behind=url) as mem0:
        yield mem0


@pytest.fixture
def stack(cloud: Cloud, emulator: Emulator, mem0: Mem0, artifacts: Path, tmp_path: Path) -> Iterator[Stack]:
    """A stack of its own, in an account that checks every request."""
    stack = Stack(f"Stack{next(numbers)}", cloud, emulator, mem0, artifacts, tmp_path)
    stack.said |= {caller.removeprefix("+1") for caller in (ROBIN, SAM)}
    with cloud.guarded():
        yield stack
    stack.close()
