"""The requests of ElevenLabs and their signatures."""

import hashlib
import hmac
import json
import time
from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "fixtures" / "elevenlabs"

POST_CALL_EVENTS = sorted(path.name for path in FIXTURES.glob("[0-9]*.json"))


def fixture_bytes(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def fixture(name: str) -> dict:
    return json.loads(fixture_bytes(name))


def signature(body: bytes, key: str, at: int | None = None) -> str:
    """The documented signature header: HMAC-SHA256 over `<t>.<body>`."""
    t = int(time.time()) if at is None else at
    digest = hmac.new(key.encode(), f"{t}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={t},v0={digest}"
