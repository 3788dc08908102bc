"""Mail: read as it is meant, written so that it is answered to the right conversation."""

from transom.mail.mail import Address, Auth, Bounce, File, Kind, Mail
from transom.mail.reading import read

__all__ = ["Address", "Auth", "Bounce", "File", "Kind", "Mail", "read"]
