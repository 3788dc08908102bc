"""Stores each mail in every inbox that it was for; what is not understood, or for nobody, is kept in quarantine."""

from mail_receive.taking import take
from transom import clock, objects
from transom.aws.blobs import Blob
from transom.log import logger
from transom.model.mail import MailFate
from transom.store import store


def consume(blob: Blob) -> MailFate:
    """Take in one mail, and account for it."""
    return take(store(), blob, clock.now())


handler = objects.consumer(logger("mail_receive"), consume)
