"""What the e-mail channel is and can do."""

from transom.channel import FieldSpec, Idempotency, Manifest, Source, Takes
from transom.model import Kind, MediaKind

MANIFEST = Manifest(
    id="email",
    label="E-mail",
    source=Source.MAIL,
    kind=Kind.MAIL,
    idempotency=Idempotency.NONE,
    max_body=40_000_000,
    max_attachment=25_000_000,
    sends=frozenset({"text", "html", "subject"}),
    takes=(Takes(kinds=frozenset({MediaKind.IMAGE, MediaKind.FILE}), max_size=25_000_000),),
    max_together=25_000_000,
    receives=frozenset({"text", "html", "subject", "image", "video", "audio", "file"}),
    invitation="mailto:{address}?subject={text}",
    settings=(
        FieldSpec(name="address", label="Address", help="Where customers write, and what answers come from."),
        FieldSpec(
            name="mailbox",
            label="Mailbox",
            help="Where mail is fetched every minute: imap, graph (Microsoft 365) or gmail. Empty: SES receives it.",
            is_required=False,
        ),
        FieldSpec(
            name="user",
            label="User",
            help="Who logs in to the mailbox and to the SMTP server, if that is not the address.",
            is_required=False,
        ),
        FieldSpec(
            name="folder",
            label="Folder",
            help="IMAP's folder by its name, Microsoft 365's by its id, Gmail's label by its id. Empty: the inbox.",
            is_required=False,
        ),
        FieldSpec(
            name="imap_host",
            label="IMAP server",
            help="Such as imap.fastmail.com; it is spoken to by TLS from the first word.",
            is_required=False,
        ),
        FieldSpec(name="imap_port", label="IMAP port", help="Empty: 993.", is_required=False),
        FieldSpec(
            name="smtp_host",
            label="SMTP server",
            help="Where answers are submitted, such as smtp.fastmail.com. Empty: SES sends them.",
            is_required=False,
        ),
        FieldSpec(
            name="smtp_port",
            label="SMTP port",
            help="465 with TLS from the first word, any other with STARTTLS. Empty: 587.",
            is_required=False,
        ),
        FieldSpec(
            name="tenant",
            label="Tenant",
            help="Microsoft 365: the directory's id, or one of its domains.",
            is_required=False,
        ),
        FieldSpec(
            name="client_id",
            label="Client",
            help="The id of the application that Microsoft or Google lets in.",
            is_required=False,
        ),
        FieldSpec(
            name="auth_server",
            label="Authenticating server",
            help="What the mailbox's server calls itself in Authentication-Results; without it none are believed.",
            is_required=False,
        ),
        FieldSpec(
            name="fax_from",
            label="Fax gateway",
            help="What faxes come from: {number}@fax.example, or fax@fax.example with the number in the subject.",
            is_required=False,
        ),
        FieldSpec(
            name="fax_subject",
            label="Fax subject",
            help="Where the caller's number stands in the subject, if not in the address, such as: Fax from {number}",
            is_required=False,
        ),
        FieldSpec(
            name="fax_to",
            label="Fax address",
            help="Where a mail is faxed from, such as {number}@send.fax.example.",
            is_required=False,
        ),
    ),
    secrets=(
        FieldSpec(
            name="password",
            label="Password",
            help="The user's, for IMAP and SMTP: best one that the provider makes for one app.",
            is_required=False,
        ),
        FieldSpec(
            name="client_secret",
            label="Client secret",
            help="The application's at Microsoft or Google, where there is no password.",
            is_required=False,
        ),
        FieldSpec(
            name="refresh_token",
            label="Refresh token",
            help="Google: what the mailbox's owner grants the client.",
            is_required=False,
        ),
        FieldSpec(
            name="token_key",
            label="Token key",
            help="Signs the reply address. Without one, the key that the stack made is used.",
            is_required=False,
        ),
    ),
)
