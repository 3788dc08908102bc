"""The web ACL that keeps floods of forms away."""

from tests.infra.templates import template


def test_it_stands_before_the_api_where_it_is_wanted_alone() -> None:
    """It counts what goes to forms by address, and answers as a limit does."""
    whole = template("template.yaml")
    wall, before = whole["Resources"]["FormsWall"], whole["Resources"]["FormsWallBeforeApi"]
    assert wall["Condition"] == before["Condition"] == "HasFormsWall"
    assert whole["Parameters"]["FormsPerAddress"]["Default"] == 0
    [rule] = wall["Properties"]["Rules"]
    rate = rule["Statement"]["RateBasedStatement"]
    assert rate["Limit"] == {"Ref": "FormsPerAddress"}
    assert rate["ScopeDownStatement"]["ByteMatchStatement"]["SearchString"] == "/v1/forms/"
    assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    assert before["Properties"]["WebACLArn"] == {"Fn::GetAtt": ["FormsWall", "Arn"]}
