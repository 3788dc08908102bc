"""Forms as PHP writes them: names with brackets are the paths of a tree."""

from urllib.parse import parse_qsl

from transom.errors import UnreadableError

type Tree = dict[str, str | Tree]

MAX_FIELDS = 5000
MAX_DEPTH = 16


def tree(body: bytes) -> Tree:
    """Return the tree in a form such as `data[MESSAGES][0][im][chat_id]=1`; raises `UnreadableError`."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UnreadableError("the body is no form") from None
    root: Tree = {}
    for name, value in pairs:
        _put(root, _path(name), value)
    return root


def branch(root: Tree, name: str) -> Tree:
    """Return what lies beneath a name; nothing when that is no branch."""
    below = root.get(name)
    return below if isinstance(below, dict) else {}


def leaf(root: Tree, name: str) -> str:
    """Return the text at a name; the empty one when that is none."""
    value = root.get(name)
    return value if isinstance(value, str) else ""


def _path(name: str) -> list[str]:
    path = name.replace("]", "").split("[")
    if len(path) > MAX_DEPTH:
        raise UnreadableError("the form is too deep")
    return path


def _put(root: Tree, path: list[str], value: str) -> None:
    node = root
    for key in path[:-1]:
        below = node.get(key)
        if not isinstance(below, dict):
            below = node[key] = {}
        node = below
    # empty brackets stand for the next number
    node[path[-1] or str(len(node))] = value
