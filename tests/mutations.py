"""Requests as strangers and bad days make them of a real one: any part changed, of its structure or of its bytes."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from hypothesis import strategies as st

from transom.channel import Request

type Key = str | int | None
"""A key of an object, a place in a list, or None for what stands as JSON in a string."""
type Path = tuple[Key, ...]

ODD = ("", " ", "0", "-1", "\x00", "\ud800", "9" * 400, "\u0661", "..", "\r\n", "%", "a:b:c", "{}", "NaN", "x" * 3000)
NUMBERS = (0, -1, 2**31, 2**63, -(2**63) - 1, 10**400, 1e308, float("nan"), float("inf"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(NUMBERS) | st.sampled_from(ODD) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
TEXT = st.sampled_from([each for each in ODD if each.isprintable()]) | st.text(max_size=8)
"""What stands in a header or a query, which a gateway has decoded."""


def mutated(request: Request) -> st.SearchStrategy[Request]:
    """Return the request with one of its parts changed, or some."""
    parts = {
        "body": st.just(request.body) | _body(request.body),
        "query": st.just(request.query) | _pairs(request.query),
        "headers": st.just(request.headers) | _headers(request.headers),
        "method": st.just(request.method) | st.sampled_from(["GET", "PUT", ""]),
    }
    return st.fixed_dictionaries(parts).map(lambda changed: request.model_copy(update=changed))


def _headers(headers: dict[str, str]) -> st.SearchStrategy[dict[str, str]]:
    names = st.sampled_from(sorted(headers) or ["content-type"])
    dropped = names.map(lambda name: {key: value for key, value in headers.items() if key != name})
    changed = st.tuples(names, TEXT).map(lambda pair: headers | {pair[0]: pair[1]})
    longer = st.tuples(names, TEXT).map(lambda pair: headers | {pair[0]: headers.get(pair[0], "") + pair[1]})
    return dropped | changed | longer


def _body(body: bytes) -> st.SearchStrategy[bytes]:
    cut = st.tuples(st.integers(0, len(body)), st.integers(0, 4), st.binary(max_size=4))
    anywhere = cut.map(lambda change: body[: change[0]] + change[2] + body[change[0] + change[1] :])
    shorter = st.integers(0, len(body)).map(lambda end: body[:end])
    try:
        content = json.loads(body)
    except ValueError:
        pairs = _pairs(body.decode()).map(lambda text: text.encode(errors="replace")) if _is_form(body) else anywhere
        return anywhere | shorter | pairs
    places = list(_places(content))
    if not places:
        return anywhere | JSON.map(_dumped)
    changes = st.tuples(st.sampled_from(places), JSON).map(lambda change: _changed(content, *change))
    dropped = st.sampled_from(places).map(lambda path: _changed(content, path, DROPPED))
    doubled = st.sampled_from(places).map(lambda path: _changed(content, path, DOUBLED))
    return anywhere | shorter | (changes | dropped | doubled | JSON).map(_dumped)


DROPPED, DOUBLED = object(), object()


def _dumped(content: object) -> bytes:
    return json.dumps(content).encode()


def _is_form(body: bytes) -> bool:
    return body.isascii() and b"=" in body and not body.lstrip().startswith(b"<")


def _pairs(text: str) -> st.SearchStrategy[str]:
    """Return a query, or a form, with a pair changed, dropped, or given twice."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if not pairs:
        return TEXT.map(lambda value: urlencode({"a": value}, errors="replace"))
    places = st.integers(0, len(pairs) - 1)

    def made(change: tuple[int, list[str]]) -> str:
        place, values = change
        name = pairs[place][0]
        return urlencode([*pairs[:place], *((name, value) for value in values), *pairs[place + 1 :]], errors="replace")

    return st.tuples(places, st.lists(TEXT, max_size=2)).map(made) | TEXT.map(lambda value: text + value)


def _places(content: object, path: Path = ()) -> Iterator[Path]:
    """Yield the way to every value, also to those of JSON within a string."""
    if isinstance(content, str) and content.startswith(("{", "[")):
        try:
            inner = json.loads(content)
        except ValueError:
            return
        yield from _places(inner, (*path, None))
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from _places(value, (*path, key))


def _changed(content: object, path: Path, value: object) -> object:
    """Return the content with another value in a place, without it, or with it twice."""
    key, *rest = path
    if key is None:
        return json.dumps(_changed(json.loads(str(content)), tuple(rest), value))
    if isinstance(content, dict):
        if rest:
            return content | {key: _changed(content[key], tuple(rest), value)}
        gone = {name: known for name, known in content.items() if name != key}
        return gone if value is DROPPED else content | {key: [content[key]] * 2 if value is DOUBLED else value}
    known = list(content) if isinstance(content, list) else []
    place = int(key)
    if rest:
        new = [_changed(known[place], tuple(rest), value)]
    else:
        new = {DROPPED: [], DOUBLED: [known[place]] * 2}.get(value, [value]) if _is_mark(value) else [value]
    return [*known[:place], *new, *known[place + 1 :]]


def _is_mark(value: object) -> bool:
    return value is DROPPED or value is DOUBLED
