from tests.infra.templates import FUNCTIONS, INFRA, properties, resources, template


def test_every_rule_has_dead_letters() -> None:
    """What a rule cannot hand to its target is kept."""
    targets = [(name, each) for name, rule in properties("AWS::Events::Rule") for each in rule["Targets"]]
    assert len(targets) > 6
    assert [name for name, target in targets if "DeadLetterConfig" not in target] == []


def test_every_queue_gives_up_into_a_queue_of_its_own() -> None:
    """Each queue that is worked on has dead letters, which no other queue shares and which are kept for two weeks."""
    working = [(name, queue) for name, queue in properties("AWS::SQS::Queue") if "DeadLetters" not in name]
    given_up = [f"{name.partition('/')[0]}{queue['RedrivePolicy']['deadLetterTargetArn']}" for name, queue in working]
    assert len(given_up) == len(set(given_up)) > 6
    assert {queue["MessageRetentionPeriod"] for _, queue in properties("AWS::SQS::Queue")} == {1209600}


def test_a_batch_that_fails_is_tried_again_only_where_it_failed() -> None:
    """Every mapping takes partial answers; the stream's gives up into a queue before the record is gone."""
    mappings = properties("AWS::Lambda::EventSourceMapping")
    assert all(mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for _, mapping in mappings)
    streams = [mapping for _, mapping in mappings if "StreamArn" in str(mapping["EventSourceArn"])]
    assert len(streams) == 1
    assert "OnFailure" in streams[0]["DestinationConfig"]
    assert 0 < streams[0]["MaximumRecordAgeInSeconds"] < 24 * 3600


def test_what_is_invoked_without_an_answer_has_dead_letters() -> None:
    """A rule that invokes a function directly finds a dead-letter queue on the function too."""
    invoked = {name for _, rule in properties("AWS::Events::Rule") for name in _functions(rule["Targets"])}
    assert invoked == {"SlaCheckFunction", "PollFunction", "MailCountFunction"}
    for _, logical, function in resources(*FUNCTIONS):
        if logical in invoked:
            given = function["Properties"]
            assert "DeadLetters" in str(given.get("DeadLetterQueue") or given.get("DeadLetterConfig"))


def test_a_message_stays_hidden_while_it_is_worked_on() -> None:
    """A queue's visibility time-out is six times its function's, as AWS advises; at a laptop's pace it is longer."""
    for name, logical, mapping in resources("AWS::Lambda::EventSourceMapping"):
        if "StreamArn" in str(mapping["Properties"]["EventSourceArn"]):
            continue
        here = template(name)["Resources"]
        queue = here[mapping["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]]["Properties"]
        function = here[mapping["Properties"]["FunctionName"]["Ref"]]["Properties"]
        pace = template(name)["Mappings"]["Pace"]
        own = function.get("Timeout", 0)
        seconds = own if isinstance(own, int) and own else pace["cloud"]["Seconds"]
        assert queue["VisibilityTimeout"] >= max(6 * seconds, pace["laptop"]["Seconds"] + 1), logical


def test_every_template_goes_at_the_same_paces() -> None:
    """A nested template cannot see its parent's mappings, so they are written twice."""
    assert template("template.yaml")["Mappings"]["Pace"] == template("channel.yaml")["Mappings"]["Pace"]


def test_answers_of_a_conversation_keep_their_order() -> None:
    """The send queue and its dead letters are FIFO queues."""
    channel = template("channel.yaml")["Resources"]
    assert (
        channel["SendQueue"]["Properties"]["FifoQueue"] is channel["SendDeadLetters"]["Properties"]["FifoQueue"] is True
    )


def test_both_apis_are_throttled() -> None:
    """The stages of the REST, the HTTP and the WebSocket API take a limited number of requests."""
    stages = [stage["DefaultRouteSettings"] for _, stage in properties("AWS::ApiGatewayV2::Stage")]
    stages += [settings for _, api in properties("AWS::Serverless::Api") for settings in api["MethodSettings"]]
    assert len(stages) == 3
    assert all("ThrottlingRateLimit" in stage and "ThrottlingBurstLimit" in stage for stage in stages)


def _functions(targets: list[dict[str, dict[str, list[str]]]]) -> list[str]:
    names = [target["Arn"]["Fn::GetAtt"][0] for target in targets]
    return [name for name in names if name.endswith("Function")]


def test_nobody_asks_a_rule_for_its_arn() -> None:
    """The emulator knows it at the first deployment alone: a rule of the default bus is named by its own name."""
    rules = {f"{logical}.Arn" for _, logical, _ in resources("AWS::Events::Rule")}
    texts = [(INFRA / name).read_text() for name in ("template.yaml", "channel.yaml")]
    assert rules
    assert [arn for arn in rules for text in texts if f"!GetAtt {arn}" in text] == []
