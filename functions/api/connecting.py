"""Connecting a channel to an account at its provider: what its manifest asks for, no more and no less."""

from collections.abc import Collection, Mapping

import channels
from api.bodies import ChannelChange, NewChannel
from api.call import Call
from transom.aws import secrets
from transom.channel import FieldSpec, Manifest
from transom.core.menus import missing
from transom.errors import ConflictError, InvalidError
from transom.model import ConnectionSpec
from transom.model.menu import LineMenu
from transom.settings import settings


def kinds() -> list[Manifest]:
    """Return the channels of this deployment."""
    deployed = settings().channels.split()
    return [channels.manifest(channel) for channel in channels.ids() if channel in deployed]


def connect(call: Call, wanted: NewChannel) -> ConnectionSpec:
    """Add a connection; its secrets are kept before it is seen, so that it never stands without them."""
    manifest = _kind(wanted.channel)
    _check(call, manifest, wanted, wanted.settings)
    _check_complete(manifest, wanted)
    spec = ConnectionSpec.model_validate(wanted.model_dump(exclude={"secrets"}))
    if any(connection.id == spec.id for connection in call.desk.connections):
        raise _taken(spec)
    _keep(spec, wanted.secrets)
    try:
        call.store.desk.add_connection(spec, call.actor)
    except ConflictError:
        raise _taken(spec) from None
    return spec


def change(call: Call, connection_id: str, wanted: ChannelChange) -> ConnectionSpec:
    """Set what is wanted on a connection."""
    before = call.store.desk.connection(connection_id)
    _check(call, channels.manifest(before.channel), wanted, wanted.settings or {})
    given = {name: getattr(wanted, name) for name in wanted.model_fields_set - {"secrets"}}
    after = before.model_copy(update=given)
    _keep(after, wanted.secrets)
    if after != before:
        call.store.desk.change_connection(after, call.actor)
    return after


def _kind(channel: str) -> Manifest:
    for manifest in kinds():
        if manifest.id == channel:
            return manifest
    raise InvalidError("This deployment does not have the channel.", fields={"channel": "is not deployed"})


def _check(call: Call, manifest: Manifest, wanted: NewChannel | ChannelChange, given: Mapping[str, str]) -> None:
    fields = {
        **_unknown("settings", given, manifest.settings),
        **_unknown("secrets", wanted.secrets, manifest.secrets),
    }
    if wanted.team is not None and wanted.team not in {each.id for each in call.desk.teams}:
        fields["team"] = "there is no such team"
    if wanted.brand is not None and wanted.brand not in call.desk.brand_ids:
        fields["brand"] = "there is no such brand"
    if wanted.menu is not None:
        fields |= _wrong(call, manifest, wanted.menu)
    if fields:
        raise InvalidError(f"{manifest.label} cannot be connected so.", fields=fields)


def _wrong(call: Call, manifest: Manifest, menu: LineMenu) -> dict[str, str]:
    if not manifest.is_spoken:
        return {"menu": f"is for telephone lines; {manifest.label} is none"}
    return {".".join(map(str, path)): reason for path, reason in missing(menu, call.desk)}


def _check_complete(manifest: Manifest, wanted: NewChannel) -> None:
    fields = {
        **_missing("settings", wanted.settings, manifest.settings),
        **_missing("secrets", wanted.secrets, manifest.secrets),
    }
    if fields:
        raise InvalidError(f"{manifest.label} needs more to be connected.", fields=fields)


def _unknown(place: str, given: Mapping[str, str], specs: Collection[FieldSpec]) -> dict[str, str]:
    known = {spec.name for spec in specs}
    return {f"{place}.{name}": "is not one of the channel's" for name in given if name not in known}


def _missing(place: str, given: Mapping[str, str], specs: Collection[FieldSpec]) -> dict[str, str]:
    wanted = (spec for spec in specs if spec.is_required and not spec.default)
    return {f"{place}.{spec.name}": "is required" for spec in wanted if not given.get(spec.name)}


def _keep(spec: ConnectionSpec, secret: Mapping[str, str]) -> None:
    if secret:
        secrets.rotate(f"transom/{settings().stage}/{spec.channel}", spec.id, secret)


def _taken(spec: ConnectionSpec) -> ConflictError:
    return ConflictError(f"There is a connection {spec.id} already; choose another id.")
