# /// script
# requires-python = ">=3.13"
# dependencies = ["numpy==2.5.5", "polib==1.2.0", "scikit-learn==1.9.1"]
# ///
"""Train the table that tells languages apart, out of the translations of open projects, and judge it by others.

`make language` writes `core/language.bin`, and prints how good it is on projects that it has not seen, as JSON.
"""

import json
import random
import re
import subprocess
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polib
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "layers" / "transom" / "python"))

from transom.core import language  # noqa: E402 - the path comes first

HOME = ROOT / ".transom" / "language"
TABLE = Path(language.__file__).with_suffix(".bin")
TRAINED = ("homeassistant==2025.4.4", "django==5.2.8", "wagtail==7.2", "django-oscar==4.2.1")
"""Of licences that ask for nothing of what is learnt: Apache 2.0 and BSD."""
JUDGED = ("django-allauth==65.13.0", "django-cms==5.0.4", "sphinx==8.2.3", "wtforms==3.2.1", "pretix==2026.8.0")
BUCKETS = 1 << 15
MOST_EACH = 10_000
"""Texts of a language; of what there is less, texts count more than once."""
LEVELS = 15
LETTERS = (12, 20, 30)
NAMES = {
    "no": "nb",
    **dict.fromkeys(("zh-hans", "zh-hant", "zh-cn", "zh-tw"), "zh"),
    **{each: each for each in language.LANGUAGES},
}

type Text = tuple[str, str]
"""A language, and a text in it."""


class Catalogue(NamedTuple):
    """The translations of one project."""

    name: str
    texts: tuple[Text, ...]


def main() -> None:
    """Train, write the table, and print what it does."""
    table = trained([catalogue(each) for each in TRAINED])
    TABLE.write_bytes(table)
    print(json.dumps({"bytes": len(table), "right": {each: judged(catalogue(each)) for each in JUDGED}}, indent=2))


def catalogue(requirement: str) -> Catalogue:
    """Return the translations that come with a project."""
    folder = HOME / requirement
    if not folder.exists():
        command = ["uv", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), requirement]
        subprocess.run(command, check=True)
    texts = chain(_gettext(folder), _json(folder))
    return Catalogue(requirement, tuple(sorted({(name, clean) for name, text in texts if (clean := _clean(text))})))


def trained(catalogues: Sequence[Catalogue]) -> bytes:
    """Return the table as the module reads it: a head, and a row of small numbers for each bucket."""
    known = chain.from_iterable(each.texts for each in catalogues)
    texts = list(_balanced(each for each in known if each[0] not in language.BY_SCRIPT))
    model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=8, tol=None, random_state=0)
    model.fit(_matrix([text for _, text in texts]), [name for name, _ in texts])
    weights = model.coef_.T
    largest = float(np.percentile(abs(weights), 99.9))
    levels = np.clip(np.round(weights / largest * LEVELS), -LEVELS, LEVELS).astype(np.int8)
    head = {
        "languages": model.classes_.tolist(),
        "buckets": BUCKETS,
        "unit": largest / LEVELS,
        "biases": [round(each, 4) for each in model.intercept_.tolist()],
    }
    return zlib.compress(json.dumps(head).encode() + b"\n" + levels.tobytes(), 9)


def judged(unseen: Catalogue) -> dict[str, object]:
    """Return the share of right answers by least length, and of which texts there was no answer."""
    found: dict[str, object] = {}
    for letters in LETTERS:
        texts = [each for each in _balanced(unseen.texts, 300) if _letters(each[1]) >= letters]
        answers = [(name, language.detect(text)) for name, text in texts]
        right = {name: [answer == name for wanted, answer in answers if wanted == name] for name in NAMES.values()}
        shares = {name: round(sum(each) / len(each), 3) for name, each in right.items() if each}
        found[f"{letters} letters"] = {
            "texts": len(answers),
            "right": round(sum(map(sum, right.values())) / len(answers), 4),
            "unsure": round(sum(answer is None for _, answer in answers) / len(answers), 4),
            "worst": dict(sorted(shares.items(), key=lambda item: item[1])[:3]),
        }
    return found


def _gettext(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.glob("**/LC_MESSAGES/*.po")):
        name = _named(file.parts[-3])
        for entry in polib.pofile(str(file)) if name else ():
            if not entry.obsolete and "fuzzy" not in entry.flags:
                yield from (
                    (name, text) for text in (entry.msgstr, *entry.msgstr_plural.values()) if text != entry.msgid
                )
                yield from [("en", entry.msgid)] if " " in entry.msgid else []


def _json(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.glob("**/translations/*.json")):
        name, english = _named(file.stem), file.with_name("en.json")
        same = set(_leaves(json.loads(english.read_bytes()))) if english.exists() and name != "en" else set()
        yield from ((name, text) for text in _leaves(json.loads(file.read_bytes())) if name and text not in same)


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from chain.from_iterable(map(_leaves, node.values()))
    elif isinstance(node, str):
        yield node


def _named(code: str) -> str:
    lower = code.replace("_", "-").lower()
    return NAMES.get(lower) or NAMES.get(lower.partition("-")[0], "")


def _clean(text: str) -> str:
    """Return a text without its variables, links and marks; without anything if hardly a word is left."""
    plain = re.sub(r"%\([^)]*\)\w?|%\w|\{[^}]*\}|<[^>]+>|&\w+;|\[%key:[^\]]*\]|https?://\S+|`[^`]*`", " ", text)
    plain = " ".join(plain.split())
    return plain if 4 <= _letters(plain) <= 400 else ""  # noqa: PLR2004 - less is no text, more adds nothing


def _letters(text: str) -> int:
    """Return how long a text is; an ideograph is worth three letters."""
    return len(re.findall(r"[^\W\d_]", text)) + 2 * len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))


def _balanced(texts: Iterable[Text], most: int = MOST_EACH) -> Iterator[Text]:
    chance = random.Random(3)  # noqa: S311 - which texts are taken is no secret
    by_name: dict[str, list[Text]] = {}
    for each in texts:
        by_name.setdefault(each[0], []).append(each)
    for name in sorted(by_name):
        known = by_name[name]
        chance.shuffle(known)
        yield from islice(chain.from_iterable(repeat(known)), most) if most == MOST_EACH else known[:most]


def _matrix(texts: Sequence[str]) -> csr_matrix:
    """Return a row of each text's pieces, each row of the length one."""
    starts, columns, values = [0], array("i"), array("f")
    for text in texts:
        found = language.pieces(language.words(text), BUCKETS)
        columns.extend(found)
        values.extend(repeat(len(found) ** -0.5, len(found)))
        starts.append(len(columns))
    shape = (len(texts), BUCKETS)
    return csr_matrix((np.frombuffer(values, np.float32), np.frombuffer(columns, np.int32), starts), shape=shape)


if __name__ == "__main__":
    main()
