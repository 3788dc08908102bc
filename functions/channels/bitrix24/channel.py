"""What the Bitrix24 channel is and can do."""

from transom.channel import FILES, FieldSpec, Idempotency, Manifest, Needs, Source, Takes

MANIFEST = Manifest(
    id="bitrix24",
    label="Bitrix24 open line",
    source=Source.WEBHOOK,
    needs=Needs(renewal=True),
    idempotency=Idempotency.NONE,
    provider="portal",
    max_text=20_000,
    max_attachment=20_000_000,
    takes=(Takes(kinds=FILES, max_size=20_000_000),),
    sends=frozenset({"text", "read"}),
    receives=frozenset({"text", "image", "video", "audio", "file", "edit", "deletion"}),
    rate=2.0,
    signing="application_token",
    media_hosts=(
        "*.bitrix24.com",
        "*.bitrix24.eu",
        "*.bitrix24.de",
        "*.bitrix24.fr",
        "*.bitrix24.es",
        "*.bitrix24.pl",
        "*.bitrix24.it",
        "*.bitrix24.ru",
        "*.bitrix24.by",
        "*.bitrix24.kz",
        "*.bitrix24.in",
        "*.bitrix24.com.br",
        "*.bitrix24.com.tr",
    ),
    settings=(
        FieldSpec(name="portal", label="Portal", help="The portal's host name, such as example.bitrix24.com."),
        FieldSpec(name="connector", label="Connector", help="The ID that imconnector.register was given."),
        FieldSpec(name="line", label="Open line", help="The number of the open line, such as 107."),
        FieldSpec(
            name="member_id",
            label="Portal's id",
            help="The `member_id` of ONAPPINSTALL; where it is set, events of other portals are refused.",
            is_required=False,
        ),
        FieldSpec(
            name="base_url",
            label="API address",
            help="Change it only to go through a proxy of your own, which then gives the tokens too, at /oauth/token/.",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="application_token",
            label="Application token",
            help="The `auth[application_token]` of ONAPPINSTALL; every event carries it.",
        ),
        FieldSpec(name="client_id", label="Application's code", help="As local.… or app.…: the application's card."),
        FieldSpec(name="client_secret", label="Application's key", help="It stands beside the code."),
        FieldSpec(
            name="refresh_token",
            label="Refresh token",
            help="The `auth[refresh_token]` of ONAPPINSTALL.",
        ),
    ),
)
