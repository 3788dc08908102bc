"""What follows from the manifests: the template's stanzas, and the matrix."""

import channels
from tests.infra.templates import template
from tools.channels import BASIC, MATRIX, TEMPLATE, matrix, parameter
from tools.channels import template as written


def test_template_and_matrix_are_those_of_the_manifests() -> None:
    """`python -m tools.channels` writes them anew."""
    assert TEMPLATE.read_text() == written(TEMPLATE.read_text())
    assert MATRIX.read_text() == matrix()


def test_a_channel_that_is_left_out_costs_nothing() -> None:
    """All that it has stands in its stack, which its parameter brings or leaves out."""
    whole = template("template.yaml")
    for channel in channels.ids():
        name = parameter(channel)
        stack = whole["Resources"][f"{name}Channel"]
        assert (stack["Type"], stack["Condition"]) == ("AWS::CloudFormation::Stack", f"Has{name}")
        assert whole["Conditions"][f"Has{name}"] == {"Fn::Equals": [{"Ref": name}, "on"]}
        assert whole["Parameters"][name]["Default"] == ("on" if channel in BASIC else "off")


def test_what_a_channel_calls_of_aws_is_allowed_to_it_alone() -> None:
    """Only those that say so get further actions."""
    for channel in channels.ids():
        given = template("template.yaml")["Resources"][f"{parameter(channel)}Channel"]["Properties"]["Parameters"]
        actions = channels.manifest(channel).needs.send_actions
        assert given.get("SendActions", "") == ",".join(actions)
        assert all(":" in action and "*" not in action for action in actions)
