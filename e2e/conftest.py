"""Fixtures of the end-to-end checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service import Service, serving


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service with keys and nothing else configured."""
    with serving(tmp_path) as service:
        yield service
