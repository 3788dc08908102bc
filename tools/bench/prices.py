"""List prices in US dollars, us-east-1, on demand, without free tiers, as known on 2026-11-22.

Check them before you rely on a sum: aws.amazon.com/<service>/pricing for lambda, dynamodb, eventbridge, sqs,
api-gateway, s3 and secrets-manager.
"""

PER_MILLION = {
    "lambda.request": 0.20,
    "dynamodb.write_unit": 0.625,
    "dynamodb.read_unit": 0.125,
    "events.put": 1.00,
    "sqs.standard": 0.40,
    "sqs.fifo": 0.50,
    "http_api.request": 1.00,
    "websocket.message": 1.00,
    "s3.put": 5.00,
    "s3.get": 0.40,
    "secretsmanager.call": 5.00,
}
"""Dollars for a million of each."""

LAMBDA_GB_SECOND = 0.0000133334
"""Dollars for a gigabyte-second on arm64."""
