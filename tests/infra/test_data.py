from typing import Any

from tests.infra.templates import properties, resources, template
from transom.store import schema

KEPT = {"AWS::DynamoDB::Table", "AWS::Cognito::UserPool", "AWS::SecretsManager::Secret"}


def test_the_table_is_the_one_that_the_store_declares() -> None:
    """Keys, attributes, indexes and stream of the template equal the store's own definition."""
    table = template("template.yaml")["Resources"]["Table"]["Properties"]
    wanted: dict[str, Any] = dict(schema.definition("any"))
    for name in ("KeySchema", "BillingMode"):
        assert table[name] == wanted[name]
    for name, key in (("AttributeDefinitions", "AttributeName"), ("GlobalSecondaryIndexes", "IndexName")):
        assert sorted(table[name], key=lambda each: each[key]) == sorted(wanted[name], key=lambda each: each[key])
    assert table["StreamSpecification"]["StreamViewType"] == schema.STREAM
    assert table["TimeToLiveSpecification"] == {"AttributeName": schema.TIME_TO_LIVE, "Enabled": True}


def test_data_outlives_the_stack() -> None:
    """What customers and people have written is retained when the stack is deleted or a resource is replaced."""
    data = [*resources(*KEPT), next(each for each in resources("AWS::S3::Bucket") if each[1] == "Bucket")]
    assert len(data) >= 5
    for _, logical, resource in data:
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain", logical


def test_data_can_be_brought_back() -> None:
    """The table has point-in-time recovery and is protected; the bucket keeps what was overwritten."""
    found = template("template.yaml")["Resources"]
    table = found["Table"]["Properties"]
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    assert found["Bucket"]["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}


def test_everything_that_holds_data_is_encrypted() -> None:
    """Table, buckets and queues say so themselves instead of trusting the account's defaults."""
    assert all(table["SSESpecification"]["SSEEnabled"] for _, table in properties("AWS::DynamoDB::Table"))
    assert all("BucketEncryption" in bucket for _, bucket in properties("AWS::S3::Bucket"))
    assert [name for name, queue in properties("AWS::SQS::Queue") if not queue.get("SqsManagedSseEnabled")] == []


def test_buckets_are_closed_and_answer_only_over_tls() -> None:
    """No bucket can be made public, and each has a policy that refuses plain HTTP."""
    policies = [policy for _, policy in properties("AWS::S3::BucketPolicy")]
    for name, bucket in properties("AWS::S3::Bucket"):
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name
        own = next(policy for policy in policies if policy["Bucket"] == {"Ref": name.rpartition("/")[2]})
        assert "'aws:SecureTransport': 'false'" in str(own)
