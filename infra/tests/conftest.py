import json
import os
from pathlib import Path

import pytest

from cloudformation import Stack

ROOT = Path(__file__).parents[2]
KEYS = {"Mem0ApiKey": "m0-key", "ElevenLabsWorkspaceKey": "workspace-key", "ElevenLabsHmacKey": "wsec_key"}
SECRET = {"SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:agentic-memories-AbCdEf"}


@pytest.fixture(scope="session")
def expansion() -> dict:
    """The expanded template."""
    return json.loads(Path(os.environ["EXPANSION"]).read_text())


@pytest.fixture
def stack(expansion):
    """Evaluates the stack with the parameters of the specification, and others."""

    def deploy(**parameters) -> Stack:
        return Stack(expansion, **(KEYS | parameters))

    return deploy


@pytest.fixture
def stack_with_secret(expansion) -> Stack:
    return Stack(expansion, **SECRET)
