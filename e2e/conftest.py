"""Fixtures of the end-to-end tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service import Service, serving


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service with only its keys configured."""
    with serving(tmp_path) as service:
        yield service
