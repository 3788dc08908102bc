"""Channels: the desk's connections, what they can do and how they do; secrets go in, and never come out."""

from api import connecting, templates
from api.bodies import ChannelChange, NewChannel, TrialMessage
from api.call import Call
from api.door_views import ChannelKindList, ChannelList, ChannelView, TemplateList
from api.endpoint import endpoint
from api.present import channel_kind_view, channel_view, template_view, timeline_item
from api.views import TimelineItem
from transom import replies
from transom.model import Door, Role
from transom.replies import Draft


@endpoint("GET", "/v1/channels")
def list_channels(call: Call) -> ChannelList:
    """List the connections of the channels that are deployed."""
    deployed = {manifest.id for manifest in connecting.kinds()}
    connections = [each for each in call.desk.connections if each.channel in deployed]
    health = call.store.health.of(connection.id for connection in connections)
    return ChannelList(items=tuple(channel_view(each, health.get(each.id)) for each in connections))


@endpoint("GET", "/v1/channel-kinds", role=Role.ADMIN)
def list_channel_kinds(call: Call) -> ChannelKindList:  # noqa: ARG001 - every view takes its call
    """List the channels that can be connected, with the fields that each needs."""
    return ChannelKindList(items=tuple(channel_kind_view(manifest) for manifest in connecting.kinds()))


@endpoint("POST", "/v1/channels", role=Role.ADMIN, status=201)
def connect_channel(call: Call, body: NewChannel) -> ChannelView:
    """Connect a channel to an account at its provider."""
    return channel_view(connecting.connect(call, body), None)


@endpoint("PATCH", "/v1/channels/{channel_id}", role=Role.ADMIN)
def change_channel(call: Call, channel_id: str, body: ChannelChange) -> ChannelView:
    """Change a connection, or rotate its secrets."""
    spec = connecting.change(call, channel_id, body)
    return channel_view(spec, call.store.health.of([spec.id]).get(spec.id))


@endpoint("GET", "/v1/channels/{channel_id}/templates")
def list_channel_templates(call: Call, channel_id: str) -> TemplateList:
    """List the templates that the provider has approved for a connection: what is new is seen within minutes."""
    return TemplateList(items=tuple(template_view(each) for each in templates.of(call, channel_id)))


@endpoint("POST", "/v1/channels/{channel_id}/test", role=Role.ADMIN, status=202)
def try_channel(call: Call, channel_id: str, body: TrialMessage) -> TimelineItem:
    """Send a message through a connection; its delivery shows whether the connection works."""
    spec = call.store.desk.connection(channel_id)
    door = Door(channel=spec.channel, connection=spec.id, address=body.to)
    entry = replies.begin(call.store, door, Draft(text=body.text), actor=call.actor, now=call.now)
    return timeline_item(call.store.timeline.get(entry.conversation_id, entry.id))
