"""The demo: a small desk, and customers who write to it."""

from importlib.resources import files
from string import Template

from transom.model import Desk
from transom_cli import deskfile
from transom_cli.demo import channels


def demo_desk(outbox: str) -> Desk:
    """Return the demo's desk, whose connections talk to the outbox at this address."""
    text = (files(__name__) / "desk.yaml").read_text(encoding="utf-8")
    desk = deskfile.parse(Template(text).substitute(outbox=outbox), "transom_cli/demo/desk.yaml")
    return desk.model_copy(update={"connections": (*desk.connections, *channels.connections(outbox))})
