from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mailservers import trusting


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the certificate of a server on this machine that is trusted."""
    with trusting(tmp_path, monkeypatch) as file:
        yield file
