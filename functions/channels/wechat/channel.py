"""What the WeChat channel is and can do."""

from datetime import timedelta

from transom.channel import FieldSpec, Idempotency, Manifest, Needs, Response, Source, Takes, Window
from transom.model import MediaKind

BASE_URL = "https://api.weixin.qq.com"

MANIFEST = Manifest(
    id="wechat",
    label="WeChat",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    max_body=100_000,
    max_text=2048,
    max_attachment=10_000_000,
    takes=(
        Takes(
            kinds=frozenset({MediaKind.IMAGE}),
            mimes=frozenset({"image/gif", "image/jpeg", "image/png"}),
            max_size=10_000_000,
        ),
        Takes(kinds=frozenset({MediaKind.VIDEO}), mimes=frozenset({"video/mp4"}), max_size=10_000_000),
        Takes(kinds=frozenset({MediaKind.VOICE}), mimes=frozenset({"audio/amr", "audio/mpeg"}), max_size=2_000_000),
    ),
    sends=frozenset({"text", "typing"}),
    receives=frozenset({"text", "image", "video", "voice", "location"}),
    signing="token",
    acknowledgement=Response(headers={"content-type": "text/plain"}, body="success"),
    settings=(
        FieldSpec(name="app_id", label="AppID", help="The Official Account's AppID, as wx0123456789abcdef."),
        FieldSpec(
            name="allow_plain",
            label="Allow plain mode",
            help="`yes` takes messages in plain mode too, whose content nothing proves. Leave it empty.",
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only for another of WeChat's regions, or for tests.",
            default=BASE_URL,
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(name="token", label="Token", help="The `Token` of the server configuration, of your own choice."),
        FieldSpec(
            name="aes_key",
            label="EncodingAESKey",
            help="The 43 characters of `EncodingAESKey` in the server configuration.",
        ),
        FieldSpec(name="app_secret", label="AppSecret", help="The Official Account's AppSecret: it is for sending."),
    ),
    window=Window(duration=timedelta(hours=48)),
    media_hosts=("api.weixin.qq.com", "*.qq.com", "*.qpic.cn"),
    needs=Needs(crypto=True),
)
