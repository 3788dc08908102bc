"""`python -m tools.channels`: write what follows from the manifests: the template's stanzas and `docs/channels.md`.

Both are committed, and compared in a test.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import channels
from transom.channel import Idempotency, Manifest, Source, Window

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "infra" / "template.yaml"
MATRIX = ROOT / "docs" / "channels.md"

POLL_RATE = "5 minutes"
PULL_RATE = "1 minute"
"""How often mailboxes are asked for mail."""
BASIC = frozenset({"email", "form", "telegram"})
"""The channels of a deployment that names none."""
CONTENTS = ("image", "video", "audio", "voice", "file", "sticker", "location", "contact")
HAPPENINGS = ("edit", "deletion", "reaction", "delivered", "read", "typing", "echo")
ARRIVALS = {
    Source.WEBHOOK: "webhook",
    Source.MAIL: "mail",
    Source.API: "API",
    Source.TOPIC: "SNS or EventBridge",
    Source.POLL: f"asked every {POLL_RATE}",
}
REPETITIONS = {
    Idempotency.KEY: "A: the provider drops it",
    Idempotency.ECHO: "B: told by our echoed reference",
    Idempotency.NONE: "C: shown as unknown, never repeated",
}
SHARED = (
    ("Stage", "!Ref Stage"),
    ("TableName", "!Ref Table"),
    ("TableArn", "!GetAtt Table.Arn"),
    ("BusName", "!Ref Bus"),
    ("BucketName", "!Ref Bucket"),
    ("HooksApiId", "!Ref HooksApi"),
    (
        "HooksUrl",
        (
            "!If [HasPublicAddress, !Sub '${PublicAddress}/hooks', !If [HasDomain, !Sub 'https://${DomainName}/hooks', "
            "!Sub 'https://${HooksApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/hooks']]"
        ),
    ),
    (
        "DeskUrl",
        (
            "!If [HasPublicAddress, !Ref PublicAddress, !If [HasDomain, !Sub 'https://${DomainName}', "
            "!Sub 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/desk']]"
        ),
    ),
    ("TransomLayerArn", "!Ref TransomLayer"),
    ("RuntimeLayerArn", "!Ref RuntimeLayer"),
    ("LogsPolicyArn", "!Ref WriteLogs"),
    ("TablePolicyArn", "!Ref UseTable"),
    ("AlarmTopic", "!Ref AlarmTopic"),
    ("TokenSecretArn", "!Ref MailTokenSecret"),
    ("MailFrom", '!If [HasMailFrom, !Ref MailFrom, !If [HasMailDomain, !Sub "support@${MailDomain}", ""]]'),
    ("ReservedConcurrency", "!Ref ReservedConcurrency"),
    ("Pace", "!Ref Pace"),
    ("RetentionDays", "!Ref RetentionDays"),
    ("Architecture", "!Ref Architecture"),
)


def manifests() -> list[Manifest]:
    """Return all manifests, by the channels' ids."""
    return [channels.manifest(channel) for channel in channels.ids()]


def parameter(channel: str) -> str:
    """Return the name of the parameter that puts a channel into a deployment, such as `TwilioSms`."""
    return "".join(word.capitalize() for word in channel.split("_"))


def template(text: str) -> str:
    """Return the template with the regions that are made from the manifests."""
    known = manifests()
    text = _filled(text, "parameters", (_parameter(each) for each in known))
    text = _filled(text, "conditions", (_condition(each) for each in known))
    text = _filled(text, "stacks", map(_stack, known))
    names = ", ".join(f'!If [Has{parameter(each.id)}, {each.id}, ""]' for each in known)
    return re.sub(r"TRANSOM_CHANNELS:.*", lambda _: f'TRANSOM_CHANNELS: !Join [" ", [{names}]] # channels: list', text)


def matrix() -> str:
    """Return the table of what each channel can do."""
    head = ("Channel", "Arrives by", "Text", *CONTENTS, *HAPPENINGS, "profile", "Window", "Rate", "Sent twice?")
    lines = [
        "# Channels\n",
        "Written by `python -m tools.channels` from the manifests. → is sent, ← is received, ↔ both.",
        "`echo`: answers that colleagues give in the provider's own app.",
        "`profile`: the provider is asked for a customer's name or picture.\n",
        _row(head),
        _row("---" for _ in head),
        *(_row(_cells(each)) for each in manifests()),
    ]
    return "\n".join(lines) + "\n"


def _filled(text: str, region: str, parts: Iterable[str]) -> str:
    """Put lines between a region's marks."""
    pattern = re.compile(rf"(?<=# channels: {region}\n).*?(?=  # channels: end)", re.DOTALL)
    return pattern.sub(lambda _: "".join(parts), text, count=1)


def _parameter(manifest: Manifest) -> str:
    default = "on" if manifest.id in BASIC else "off"
    values = f'Type: String, Default: "{default}", AllowedValues: ["on", "off"], Description: {manifest.label}'
    return f"  {parameter(manifest.id)}: {{ {values} }}\n"


def _condition(manifest: Manifest) -> str:
    name = parameter(manifest.id)
    return f'  Has{name}: !Equals [!Ref {name}, "on"]\n'


def _stack(manifest: Manifest) -> str:
    name = parameter(manifest.id)
    given = (("Channel", manifest.id), ("Source", manifest.source.value), *SHARED, *_needs(manifest))
    return "\n".join(
        [
            f"  {name}Channel:",
            "    Type: AWS::CloudFormation::Stack",
            f"    Condition: Has{name}",
            "    Properties:",
            "      TemplateURL: channel.yaml",
            "      Parameters:",
            *(f"        {key}: {value}" for key, value in given),
            "      Tags:",
            "        - { Key: transom:stage, Value: !Ref Stage }",
            f"        - {{ Key: transom:channel, Value: {manifest.id} }}\n\n",
        ]
    )


def _needs(manifest: Manifest) -> list[tuple[str, str]]:
    needs = manifest.needs
    stated = (
        ("CryptoLayerArn", "!Ref CryptoLayer" if needs.crypto else ""),
        ("SendActions", f'"{",".join(needs.send_actions)}"' if needs.send_actions else ""),
        ("SendService", needs.send_actions[0].partition(":")[0] if needs.send_actions else ""),
        ("Renews", '"yes"' if needs.renewal else ""),
        ("Publisher", needs.publisher),
        ("EventSource", needs.event_source),
        ("Asker", needs.publisher if channels.has_flow(manifest.id) else ""),
        ("PollRate", _poll_rate(manifest)),
    )
    return [(name, value) for name, value in stated if value]


def _poll_rate(manifest: Manifest) -> str:
    if manifest.source is Source.MAIL:
        return PULL_RATE
    return POLL_RATE if channels.is_polling(manifest.id) else ""


def _cells(manifest: Manifest) -> list[str]:
    return [
        f"[{manifest.label}](../functions/channels/{manifest.id}/README.md)",
        ARRIVALS[manifest.source],
        str(manifest.max_text or "any"),
        *(_sign(manifest, word) for word in (*CONTENTS, *HAPPENINGS)),
        "←" if channels.has_profiles(manifest.id) else "",
        _window(manifest.window),
        _rate(manifest),
        REPETITIONS[manifest.idempotency],
    ]


def _rate(manifest: Manifest) -> str:
    rates = ((manifest.rate, "/s"), (manifest.door_rate, "/s a chat"))
    return ", ".join(f"{rate:g}{unit}" for rate, unit in rates if rate)


def _window(window: Window | None) -> str:
    if window is None:
        return ""
    after = window.after.replace("_", " ") or "nothing"
    until = f" to {_hours(window.human_agent)}" if window.human_agent else ""
    return f"{_hours(window.duration)}, then {after}{until}"


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:g} h"


def _sign(manifest: Manifest, word: str) -> str:
    return {(True, True): "↔", (True, False): "→", (False, True): "←"}.get(
        (word in manifest.can_send, word in manifest.receives), ""
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    TEMPLATE.write_text(template(TEMPLATE.read_text()))
    MATRIX.write_text(matrix())
