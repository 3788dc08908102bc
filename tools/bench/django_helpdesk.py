"""`python -P tools/bench/django_helpdesk.py FOLDER`: let django-helpdesk take a folder of mails; prints what it cost.

It runs where django-helpdesk is installed, and knows nothing of Transom: its own command `get_email` reads a queue's
local directory, in the order in which the system lists it, into SQLite; its answers stay in memory.
"""

import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.conf import settings

APPS = ("auth", "contenttypes", "sessions", "sites", "messages", "staticfiles", "humanize", "admin")
INBOX = "support@northwind.example"
WARM_UP = 5
"""Mails that are taken before any counts."""


def main(folder: Path) -> None:
    """Set a helpdesk up and let it take the mails, the first few before any counts."""
    with TemporaryDirectory() as home:
        _configure(Path(home))
        from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

        call_command("migrate", verbosity=0)
        box = Path(home) / "box"
        box.mkdir()
        queue = _queue(box)
        mails = sorted(folder.iterdir())
        _take(mails[:WARM_UP], box)
        seconds = _take(mails[WARM_UP:], box)
        print(json.dumps({"cpu_ms": round(seconds * 1000 / len(mails[WARM_UP:]), 2), **_taken(queue, box)}))


def _take(mails: Sequence[Path], box: Path) -> float:
    """Put mails into the queue's directory, and return the CPU seconds in which its command takes them."""
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    for mail in mails:
        shutil.copy(mail, box)
    began = time.process_time()
    call_command("get_email", quiet=True)
    return time.process_time() - began


def _configure(home: Path) -> None:
    settings.configure(
        SECRET_KEY="bench",  # noqa: S106 - of a desk that lives for a minute
        INSTALLED_APPS=[*(f"django.contrib.{app}" for app in APPS), "rest_framework", "helpdesk.apps.HelpdeskConfig"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "helpdesk.sqlite3"}},
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        DEFAULT_FROM_EMAIL=INBOX,
        MEDIA_ROOT=str(home / "media"),
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        SITE_ID=1,
        HELPDESK_TEAMS_MODEL="auth.User",  # without an application for teams, which is an extra
        HELPDESK_TEAMS_MIGRATION_DEPENDENCIES=[],
        HELPDESK_KBITEM_TEAM_GETTER=lambda _: None,
        USE_TZ=True,
        LOGGING_CONFIG=None,
    )
    django.setup()
    from django.urls import include, path  # noqa: PLC0415 - Django must be set up first

    settings.ROOT_URLCONF = (path("helpdesk/", include("helpdesk.urls", namespace="helpdesk")),)


def _queue(box: Path) -> object:
    from helpdesk.models import Queue  # noqa: PLC0415 - Django must be set up first

    return Queue.objects.create(
        title="Support",
        slug="support",
        email_address=INBOX,
        allow_email_submission=True,
        email_box_type="local",
        email_box_local_dir=str(box),
        email_box_interval=0,
    )


def _taken(queue: object, box: Path) -> dict[str, int]:
    from django.core import mail  # noqa: PLC0415 - Django must be set up first
    from helpdesk.models import FollowUp, Ticket  # noqa: PLC0415 - the same

    return {
        "left_over": len(list(box.iterdir())),
        "tickets": Ticket.objects.filter(queue=queue).count(),
        "messages": FollowUp.objects.count(),
        "answers": len(getattr(mail, "outbox", [])),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
