import subprocess
import sys
from pathlib import Path

from tests.infra.templates import INFRA, TEMPLATES, template


def test_cfn_lint_has_nothing_to_say() -> None:
    """All templates are clean, the SAM transform applied."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--", *TEMPLATES]
    done = subprocess.run(command, cwd=INFRA, capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def test_no_rule_is_ignored_without_a_reason() -> None:
    """Only the nested templates' folders of code are excused, on a line that says why."""
    for name in TEMPLATES:
        lines = [line for line in (INFRA / name).read_text().splitlines() if "ignore_checks" in line]
        assert all("# " in line and "[W3002]" in line for line in lines), name


def test_every_parameter_of_the_desk_is_described_and_has_a_default() -> None:
    """A guided deployment can be answered with Enter throughout, and says what each answer means."""
    for name, parameter in template("template.yaml")["Parameters"].items():
        assert parameter["Description"], name
        assert "Default" in parameter, name
