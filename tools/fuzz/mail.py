"""`python -m tools.fuzz.mail -max_total_time=60`: read what atheris makes of mails; what is raised stops it."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["transom.mail", "email"]):
    from transom.mail import read

CORPUS = Path(__file__).parents[2] / ".transom" / "fuzz" / "mail"


def main() -> None:
    """Start from the benches' mails and from what earlier runs found."""
    from tools.bench.letters import letters  # noqa: PLC0415 - what writes the mails is not under test

    CORPUS.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(letters(50)):
        (CORPUS / f"letter-{number}").write_bytes(raw)
    atheris.Setup([*sys.argv, str(CORPUS)], _read)
    atheris.Fuzz()


def _read(raw: bytes) -> None:
    read(raw)


if __name__ == "__main__":
    main()
