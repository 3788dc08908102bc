import re

from tests.infra.templates import FUNCTIONS, ROOT, Tree, mentions, properties, resources, template

RUNBOOK = ROOT / "docs" / "runbook"
PAGE = re.compile(r"docs/runbook/([a-z-]+)\.md$")
ALARMS = properties("AWS::CloudWatch::Alarm")


def test_every_alarm_has_a_page_and_every_page_an_alarm() -> None:
    """An alarm's description names its page in the runbook, and its own name ends in it."""
    named = set()
    for name, alarm in ALARMS:
        page = PAGE.search(alarm["AlarmDescription"])
        assert page, name
        assert re.search(rf"[-}}]{page[1]}$", alarm["AlarmName"]["Fn::Sub"]), name
        named.add(page[1])
    assert named == {path.stem for path in RUNBOOK.glob("*.md")} - {"README"}


def test_every_alarm_rings_at_the_one_topic() -> None:
    """An alarm tells that it began and that it is over."""
    topic = [{"Ref": "AlarmTopic"}]
    assert [name for name, alarm in ALARMS if alarm["AlarmActions"] != topic or alarm["OKActions"] != topic] == []


def test_every_function_has_an_alarm_on_errors() -> None:
    """No function fails in silence."""
    assert _unwatched("Errors", FUNCTIONS) == []


def test_every_queue_of_dead_letters_has_an_alarm() -> None:
    """Nothing is given up in silence."""
    queues = _unwatched("ApproximateNumberOfMessagesVisible", {"AWS::SQS::Queue"})
    assert [name for name in queues if "DeadLetters" in name] == []


def test_every_working_queue_has_an_alarm_on_its_age() -> None:
    """Nothing waits in silence; the spool, which may rightly wait, has an alarm of its own."""
    queues = _unwatched("ApproximateAgeOfOldestMessage", {"AWS::SQS::Queue"})
    assert [name for name in queues if "DeadLetters" not in name] == ["SpoolQueue"]
    assert _unwatched("NumberOfMessagesSent", {"AWS::SQS::Queue"}).count("SpoolQueue") == 0


def test_there_is_one_dashboard() -> None:
    """One page shows the whole desk."""
    assert len(properties("AWS::CloudWatch::Dashboard")) == 1


def _unwatched(metric: str, types: set[str]) -> list[str]:
    """Return what of these types no alarm on this metric mentions, beside it or through the small stack of alarms."""
    missing = []
    for name, logical, _ in resources(*types):
        here = [alarm for place, alarm in ALARMS if place.startswith(name) and alarm["MetricName"] == metric]
        if not any(mentions(watch, logical) for watch in [*here, *_stacks(name, metric)]):
            missing.append(logical)
    return missing


def _stacks(name: str, metric: str) -> list[Tree]:
    watched = [alarm for place, alarm in ALARMS if place.startswith("watch.yaml") and alarm["MetricName"] == metric]
    parameters = {alarm["Dimensions"][0]["Value"]["Ref"] for alarm in watched}
    stacks = [each["Properties"] for each in template(name)["Resources"].values() if each["Type"].endswith("::Stack")]
    own = [stack["Parameters"] for stack in stacks if stack["TemplateURL"] == "watch.yaml"]
    return [{parameter: given[parameter] for parameter in parameters if parameter in given} for given in own]
