"""Channels: the desk's connections and what they can do; secrets are never among it."""

from api.call import Call
from api.endpoint import endpoint
from api.present import channel_view
from api.views import ChannelList


@endpoint("GET", "/v1/channels")
def list_channels(call: Call) -> ChannelList:
    """List the connections."""
    return ChannelList(items=tuple(channel_view(connection) for connection in call.desk.connections))
