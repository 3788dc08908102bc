"""How it is known whose an address is."""

from enum import StrEnum

from transom.model.base import Frozen, Instant


class EvidenceKind(StrEnum):
    """What an address was learnt or proved by."""

    PROVIDER = "provider"
    """Its provider vouches for who wrote, and proved itself."""
    SIGNED_MAIL = "signed_mail"
    """A mail that passed DMARC where it came in."""
    IDENTITY_HASH = "identity_hash"
    """The desk's own app vouches for who is signed in there."""
    ONE_TIME_CODE = "one_time_code"
    LINK = "link"
    """Who writes there used a link that only the customer was given."""
    FORM = "form"
    """A visitor wrote it into a form."""
    CLAIM = "claim"
    """A message says that it comes from there, and nothing proves it."""
    AGENT = "agent"
    """An agent wrote there first."""

    @property
    def is_proof(self) -> bool:
        """Tell whether it proves the address, and is not only somebody's word."""
        return self not in {EvidenceKind.FORM, EvidenceKind.CLAIM, EvidenceKind.AGENT}


class Evidence(Frozen):
    """What was learnt of an address, when, and by whom: a connection, an agent, or a part of the desk."""

    kind: EvidenceKind
    at: Instant
    by: str

    @property
    def is_proof(self) -> bool:
        """Tell whether it proves the address."""
        return self.kind.is_proof
