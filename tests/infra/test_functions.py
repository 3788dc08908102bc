import pytest

from tests.infra.templates import FUNCTIONS, ROOT, Tree, as_list, mentions, properties, statements, template

WITHOUT_NARROWER_RESOURCE = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "dynamodb:ListStreams"}
ROLES = ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy", *FUNCTIONS)
GLOBALS: Tree = template("template.yaml")["Globals"]["Function"]


def test_every_function_has_a_role_of_its_own() -> None:
    """SAM makes one for each of its functions; each plain function names one that no other names."""
    roles = [str(function["Role"]) + name.partition("/")[0] for name, function in properties("AWS::Lambda::Function")]
    assert len(roles) == len(set(roles)) > 0
    assert [name for name, function in properties("AWS::Serverless::Function") if "Role" in function] == []


def test_no_role_may_do_anything_to_anything() -> None:
    """No action holds a star, and a resource is a bare star only where AWS knows no narrower one."""
    found = [(name, each) for name, role in properties(*ROLES) for each in statements(role)]
    assert len(found) > 20
    for name, statement in found:
        actions = {str(action) for action in as_list(statement["Action"])}
        assert not [action for action in actions if "*" in str(action)], name
        assert "*" not in as_list(statement.get("Resource")) or actions <= WITHOUT_NARROWER_RESOURCE, name


def test_roles_take_no_policies_of_others() -> None:
    """Roles use our own policies: AWS's ready-made ones allow their actions on everything."""
    for name, role in properties("AWS::IAM::Role"):
        assert "iam::aws:policy" not in str(role["ManagedPolicyArns"]), name


def test_no_function_may_delete_more_than_it_must() -> None:
    """Deleting from the table is limited to the partitions that a function's own work clears."""
    deleting = [
        each for _, role in properties(*ROLES) for each in statements(role) if "DeleteItem" in str(each["Action"])
    ]
    assert len(deleting) > 0
    assert all("dynamodb:LeadingKeys" in str(statement["Condition"]) for statement in deleting)


def test_every_handler_is_there() -> None:
    """Each handler that a template names is a function in `functions/`."""
    handlers = {str(function["Handler"]) for _, function in properties(*FUNCTIONS)}
    named = {word.strip("'[]}") for text in handlers for word in text.replace(",", " ").split() if ".handler" in word}
    assert len(named) > 10
    for handler in named:
        module, _, name = handler.rpartition(".")
        code = (ROOT / "functions" / (module.replace(".", "/") + ".py")).read_text()
        assert f"{name} =" in code or f"def {name}(" in code, handler


@pytest.mark.parametrize("setting", ["Runtime", "Architectures", "Layers", "LoggingConfig"])
def test_plain_functions_are_made_like_the_others(setting: str) -> None:
    """What `Globals` gives to SAM's functions stands in each plain function, for nested templates have none."""
    assert setting in GLOBALS
    missing = [name for name, function in properties("AWS::Lambda::Function") if setting not in function]
    assert missing == []


def test_every_function_logs_json_into_a_group_that_forgets() -> None:
    """Each function's log group is one of ours, which all have a retention."""
    for name, function in properties(*FUNCTIONS):
        logging = function.get("LoggingConfig", GLOBALS["LoggingConfig"])
        assert logging == {"LogFormat": "JSON", "LogGroup": {"Ref": "LogGroup"}}, name
    assert all("RetentionInDays" in group for _, group in properties("AWS::Logs::LogGroup"))


def test_functions_are_traced() -> None:
    """X-Ray follows every function."""
    assert GLOBALS["Tracing"] == "Active"
    plain = properties("AWS::Lambda::Function")
    assert all(function["TracingConfig"] == {"Mode": "Active"} for _, function in plain)


def test_a_flood_at_one_door_can_be_held_there() -> None:
    """The function behind each channel's public door takes a reserved concurrency."""
    door = template("channel.yaml")["Resources"]["ReceiveFunction"]["Properties"]
    assert mentions(door["ReservedConcurrentExecutions"], "ReservedConcurrency")
