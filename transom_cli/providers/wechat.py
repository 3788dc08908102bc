"""WeChat, played: the Official Account's API, and what it posts to the desk."""

import hashlib
from base64 import b64decode, b64encode

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

TOKEN = "played-access-token"  # noqa: S105 - everybody's
MAX_TEXT = 2048
BLOCK = 32


def _token(call: Call) -> Answer:
    if not call.knows("app_secret", str(call.json_body.get("secret", ""))):
        return _refused(40125, "invalid appsecret")
    return Answer(body={"access_token": TOKEN, "expires_in": 7200})


def _upload(call: Call) -> Answer:
    if call.query.get("access_token") != TOKEN:
        return _refused(40001, "invalid credential, access_token is invalid or not latest")
    if "media" not in call.files:
        return _refused(41005, "media data missing")
    kind = call.query.get("type", "")
    return Answer(
        body={"type": kind, "media_id": f"media-{call.at.timestamp()}", "created_at": int(call.at.timestamp())}
    )


def _send(call: Call) -> Answer:
    if call.query.get("access_token") != TOKEN:
        return _refused(40001, "invalid credential, access_token is invalid or not latest")
    body = call.json_body
    to, kind = str(body.get("touser", "")), str(body.get("msgtype", ""))
    content = body.get(kind)
    if not to or not isinstance(content, dict):
        return _refused(40003, "invalid openid")
    text = str(content.get("content", ""))
    if len(text.encode()) > MAX_TEXT:
        return _refused(45002, "content size out of limit")
    told = text or f"[{kind} {content.get('media_id', '')}]"
    return Answer(body={"errcode": 0, "errmsg": "ok"}, sent=Sent(to=to, text=told))


def _type(call: Call) -> Answer:
    if call.query.get("access_token") != TOKEN:
        return _refused(40001, "invalid credential, access_token is invalid or not latest")
    is_known = call.json_body.get("command") == "Typing"
    return _refused(0, "ok") if is_known else _refused(45072, "unknown command")


def _refused(code: int, reason: str) -> Answer:
    body: dict[str, JsonValue] = {"errcode": code, "errmsg": reason}
    return Answer(body=body)


def written(scene: Scene) -> Outgoing:
    """Return a text message in safe mode."""
    stamp, nonce, token = str(int(scene.at.timestamp())), str(scene.message_id), scene.secret["token"]
    customer = f"oPlayed{scene.number:09d}"
    safe_text = scene.text.replace("]]>", "]] >")
    xml = (
        f"<xml><ToUserName><![CDATA[gh_played]]></ToUserName><FromUserName><![CDATA[{customer}]]></FromUserName>"
        f"<CreateTime>{stamp}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{safe_text}]]></Content><MsgId>{scene.message_id}</MsgId></xml>"
    )
    locked = _locked(xml.encode(), scene)
    signed = _signature(token, stamp, nonce, locked)
    query = (
        f"signature={_signature(token, stamp, nonce)}&timestamp={stamp}&nonce={nonce}&openid={customer}"
        f"&encrypt_type=aes&msg_signature={signed}"
    )
    body = f"<xml><ToUserName><![CDATA[gh_played]]></ToUserName><Encrypt><![CDATA[{locked}]]></Encrypt></xml>"
    return Outgoing(body=body.encode(), headers={"content-type": "text/xml"}, query=query)


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - WeChat's scheme


def _locked(xml: bytes, scene: Scene) -> str:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - the outbox plays without it

    key = b64decode(scene.secret["aes_key"] + "=")
    box = b"0123456789abcdef" + len(xml).to_bytes(4) + xml + scene.settings.get("app_id", "").encode()
    size = BLOCK - len(box) % BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return b64encode(encryptor.update(box + bytes([size]) * size) + encryptor.finalize()).decode()


ENDPOINTS = (
    Endpoint("POST", "/cgi-bin/stable_token", _token),
    Endpoint("POST", "/cgi-bin/media/upload", _upload),
    Endpoint("POST", "/cgi-bin/message/custom/send", _send),
    Endpoint("POST", "/cgi-bin/message/custom/typing", _type),
)
