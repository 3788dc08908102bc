# /// script
# requires-python = ">=3.13"
# dependencies = ["numpy==2.5.5", "polib==1.2.0", "scipy==1.18.1"]
# ///
"""Train the table that tells languages apart, out of the translations of open projects, and judge it by others.

`make language` writes `core/language.bin`, and prints how good it is on projects that it has not seen, as JSON: on
those that its settings were chosen by, and on those that are held out.
"""

import json
import random
import re
import subprocess
import sys
import tomllib
import unicodedata
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice, repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polib
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "layers" / "transom" / "python"))

from transom.core import language  # noqa: E402 - the path comes first

HOME = ROOT / ".transom" / "language"
TABLE = Path(language.__file__).with_suffix(".bin")
PHRASES = Path(__file__).with_name("phrases.toml")
TRAINED = (
    *("homeassistant==2025.4.4", "home-assistant-frontend==20250109.2", "django==5.2.8", "wagtail==7.2"),
    *("django-oscar==4.2.1", "apache-superset==6.1.0", "thonny==5.0.1", "spyder==6.1.8"),
    *("django-helpdesk==2.6.1", "indico==3.2.9", "mezzanine==6.1.1"),
)
"""Of licences that ask for nothing of what is learnt: Apache 2.0, BSD and MIT."""
CHOSEN_BY = (
    *("django-allauth==65.13.0", "django-cms==5.0.4", "sphinx==8.2.3", "wtforms==3.2.1", "pretix==2026.8.0"),
    *("nikola==8.3.3", "humanize==4.17.0", "flask-admin==2.2.1", "flask-security-too==5.9.2"),
    *("django-import-export==4.4.3", "django-two-factor-auth==1.18.1", "django-rosetta==0.10.3"),
)
"""By these the settings here and the cut-off in the module were chosen, so that their figures flatter."""
HELD_OUT = (
    *("postorius==1.3.13", "hyperkitty==1.3.12", "django-filer==3.6.0", "django-machina==1.3.1"),
    *("django-phonenumber-field==9.0.0", "django-filter==26.2", "django-axes==8.3.1", "django-photologue==3.20"),
    *("django-newsletter==1.2.1", "deform==3.0.1"),
)
"""These decide nothing: their figures are what is reached."""
BUCKETS = 1 << 17
MOST_EACH = 20_000
"""Texts of a language; of what there is less, texts count up to four times."""
MOST_OF_OTHERS = 1_600
"""Texts of each language that is not told, which teach what none of ours looks like."""
REPEATS = 4
PHRASE_REPEATS = 20
SNIPPETS = 0.4
"""Of how many texts some words are taken as a text of their own: customers write little."""
LONGEST_SNIPPET = 3
BARE = 0.1
"""Of how many texts a copy has no accents, as from a keyboard without them."""
EPOCHS, BATCH, PACE = 6, 1_000, 3.0
LEVELS = 15
LETTERS = ((4, 12), (12, 20), (20, 1_000), (12, 1_000), (4, 1_000))
LONG = 12
MOST_JUDGED = 300
"""Texts of a language in one project."""
OTHERS = {
    language.OTHERS[0]: (
        *(
            "af",
            "ast",
            "az",
            "br",
            "bs",
            "ca",
            "cy",
            "dsb",
            "eo",
            "et",
            "eu",
            "fy",
            "ga",
            "gd",
            "gl",
            "gsw",
            "hr",
            "hsb",
        ),
        *("ia", "id", "io", "is", "lb", "lt", "lv", "ms", "nn", "sh", "sl", "sq", "sw", "uz", "vi"),
    ),
    language.OTHERS[1]: ("be", "kk", "ky", "mk", "mn", "sr", "tg", "tt", "udm"),
}
"""Languages that are not told, by the alphabet that they have in common with some that are."""
GROUPS = {code: group for group, codes in OTHERS.items() for code in codes}
NAMES = {
    "no": "nb",
    **dict.fromkeys(("sr-latn", "sr-latin"), "sh"),
    **{each: each for each in (*language.LANGUAGES, *GROUPS)},
}
PLAIN_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "\u0131": "i", "ß": "ss", "đ": "d"})

type Text = tuple[str, str]
"""A language, and a text in it."""


class Catalogue(NamedTuple):
    """The translations of one project."""

    name: str
    texts: tuple[Text, ...]


def main() -> None:
    """Train, write the table, and print what it does."""
    lessons = [catalogue(each) for each in TRAINED]
    table = trained(lessons)
    TABLE.write_bytes(table)
    learnt = {(name, text.lower()) for known in lessons for name, text in known.texts}
    chosen_by, held_out = (judged(map(catalogue, unseen), learnt) for unseen in (CHOSEN_BY, HELD_OUT))
    print(json.dumps({"bytes": len(table), "chosen by": chosen_by, "held out": held_out}, indent=2))


def catalogue(requirement: str) -> Catalogue:
    """Return the translations that come with a project."""
    folder = HOME / requirement
    if not folder.exists():
        command = ["uv", "pip", "install", "--quiet", "--no-deps", "--python", sys.executable, "--target", str(folder)]
        subprocess.run([*command, requirement], check=True)
    texts = chain(_gettext(folder), _json(folder))
    return Catalogue(requirement, tuple(sorted({(name, clean) for name, text in texts if (clean := _clean(text))})))


def trained(catalogues: Sequence[Catalogue]) -> bytes:
    """Return the table as the module reads it: a head, and a row of small numbers for each bucket."""
    texts = [*_lessons(each for known in catalogues for each in known.texts), *_phrases()]
    names = sorted({name for name, _ in texts})
    weights, biases = _learnt(_matrix([text for _, text in texts]), [names.index(name) for name, _ in texts], names)
    largest = float(np.percentile(abs(weights), 99.9))
    levels = np.clip(np.round(weights / largest * LEVELS), -LEVELS, LEVELS).astype(np.int8)
    head = {
        "languages": names,
        "buckets": BUCKETS,
        "unit": largest / LEVELS,
        "biases": [round(each, 4) for each in biases.tolist()],
    }
    return zlib.compress(json.dumps(head).encode() + b"\n" + levels.tobytes(), 9)


def judged(unseen: Iterable[Catalogue], learnt: AbstractSet[Text]) -> dict[str, object]:
    """Return how many answers are right, left open and wrong, by the letters that a text has."""
    texts = [(project.name, *each) for project in unseen for each in _clear(project, learnt)]
    answers = [(project, name, language.detect(text), _letters(text)) for project, name, text in texts]
    ours = [each for each in answers if each[1] in language.LANGUAGES]
    found: dict[str, object] = {}
    for least, most in LETTERS:
        known = [(name, answer) for _, name, answer, letters in ours if least <= letters < most]
        found[f"{least} to {most} letters"] = {
            "texts": len(known),
            "right": _share(name == answer for name, answer in known),
            "open": _share(answer is None for _, answer in known),
            "worst": sorted(_shares(known).items(), key=lambda item: item[1])[:4],
        }
    found["of each project, from 12 letters on"] = _shares(
        (project, project if answer == name else None) for project, name, answer, letters in ours if letters >= LONG
    )
    taken = [answer is not None for _, name, answer, _ in answers if name in GROUPS]
    return found | {"other languages taken for ours": _share(taken)}


def _clear(project: Catalogue, learnt: AbstractSet[Text]) -> Iterator[Text]:
    """Return what one language only says, and the training does not: at most so many texts of each language."""
    spoken = defaultdict(set)
    for name, text in project.texts:
        spoken[text.lower()].add(name)
    clear = (each for each in project.texts if len(spoken[each[1].lower()]) == 1)
    return _some((each for each in clear if (each[0], each[1].lower()) not in learnt), MOST_JUDGED)


def _shares(answers: Iterable[tuple[str, str | None]]) -> dict[str, float]:
    """Return how many of the answers to each name are that name."""
    right: dict[str, list[bool]] = defaultdict(list)
    for name, answer in answers:
        right[name].append(answer == name)
    return {name: _share(each) for name, each in right.items()}


def _share(marks: Iterable[bool]) -> float:
    known = list(marks)
    return round(sum(known) / max(1, len(known)), 4)


def _learnt(texts: csr_matrix, names: Sequence[int], languages: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and biases by logistic regression over the languages of one alphabet (AdaGrad, in batches)."""
    is_cyrillic = np.array([each in language.CYRILLIC for each in languages])
    wanted, chance = np.array(names), np.random.default_rng(0)
    weights, slopes = (np.full((BUCKETS, len(languages)), each, np.float32) for each in (0, 1e-6))
    biases, rises = (np.full(len(languages), each, np.float32) for each in (0, 1e-6))
    for epoch in range(EPOCHS):
        pace = PACE * (1 - epoch / EPOCHS)
        order = chance.permutation(len(wanted))
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            rows, these = texts[some], wanted[some]
            scores = np.where(is_cyrillic == is_cyrillic[these][:, None], rows @ weights + biases, -1e4)
            wrong = np.exp(scores - scores.max(1, keepdims=True))
            wrong /= wrong.sum(1, keepdims=True)
            wrong[np.arange(len(some)), these] -= 1
            wrong /= len(some)
            touched = np.unique(rows.indices)
            slope = (rows.T.tocsr()[touched] @ wrong).astype(np.float32) + 1e-7 * weights[touched]
            slopes[touched] += slope**2
            weights[touched] -= pace * slope / np.sqrt(slopes[touched])
            rises += wrong.sum(0) ** 2
            biases -= pace * wrong.sum(0) / np.sqrt(rises)
    return weights, biases


def _lessons(texts: Iterable[Text]) -> Iterator[Text]:
    """Yield what is learnt: texts, some of their words alone, and some without accents."""
    chance = random.Random(3)  # noqa: S311 - which texts are taken is no secret
    by_code: dict[str, list[str]] = defaultdict(list)
    for code, text in sorted(set(texts)):
        by_code[code].append(text)
    for code, known in sorted(by_code.items()):
        if code in language.BY_SCRIPT:
            continue
        chance.shuffle(known)
        name = GROUPS.get(code, code)
        most, times = (MOST_OF_OTHERS, 1) if code in GROUPS else (MOST_EACH, REPEATS)
        for text in islice(chain.from_iterable(repeat(known, times)), most):
            yield from ((name, each) for each in (text, *_variants(text, chance)) if _clean(each))


def _variants(text: str, chance: random.Random) -> Iterator[str]:
    """Yield one to three of its words, and the text without its accents: each of some texts only."""
    words = text.split()
    if len(words) > LONGEST_SNIPPET and chance.random() < SNIPPETS:
        length = chance.randint(1, LONGEST_SNIPPET)
        start = chance.randrange(len(words) - length + 1)
        yield " ".join(words[start : start + length])
    if chance.random() < BARE and (bare := _bare(text)) != text:
        yield bare


def _phrases() -> Iterator[Text]:
    """Yield what customers write, of our own writing."""
    for name, phrases in tomllib.loads(PHRASES.read_text(encoding="utf-8")).items():
        yield from ((name, phrase) for phrase in phrases.strip().splitlines() for _ in range(PHRASE_REPEATS))


def _bare(text: str) -> str:
    """Return a text without accents; one in Cyrillic letters as it is, where they make other letters."""
    if re.search(r"[\u0400-\u052f]", text):
        return text
    spread = unicodedata.normalize("NFD", text.translate(PLAIN_LETTERS))
    return "".join(each for each in spread if not unicodedata.combining(each))


def _gettext(folder: Path) -> Iterator[Text]:
    files = [(file.parts[-3], file) for file in folder.glob("**/LC_MESSAGES/*.po")]
    files += [(file.stem, file) for file in folder.glob("translations/*/*.po")]
    for code, file in sorted(files):
        name = _named(code)
        for entry in polib.pofile(str(file)) if name else ():
            if not entry.obsolete and "fuzzy" not in entry.flags:
                yield from (
                    (name, text) for text in (entry.msgstr, *entry.msgstr_plural.values()) if text != entry.msgid
                )
                yield from [("en", entry.msgid)] if " " in entry.msgid else []


def _json(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.glob("**/translations/**/*.json")):
        name = _named(_code(file))
        english = next((each for each in sorted(file.parent.glob("en*.json")) if _code(each) == "en"), None)
        same = set(_leaves(json.loads(english.read_bytes()))) if english and name != "en" else set()
        yield from ((name, text) for text in _leaves(json.loads(file.read_bytes())) if name and text not in same)


def _code(file: Path) -> str:
    """Return the language of a file, whose name may end in a digest."""
    return re.sub(r"-[0-9a-f]{32}$", "", file.stem)


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from chain.from_iterable(map(_leaves, node.values()))
    elif isinstance(node, str):
        yield node


def _named(code: str) -> str:
    lower = re.sub("[_@]", "-", code).lower()
    return NAMES.get(lower) or NAMES.get(lower.partition("-")[0], "")


def _clean(text: str) -> str:
    """Return a text without its variables, links and marks; without anything if hardly a word is left."""
    plain = re.sub(r"%\([^)]*\)\w?|%\w|\{[^}]*\}|<[^>]+>|&\w+;|\[%key:[^\]]*\]|https?://\S+|`[^`]*`", " ", text)
    plain = " ".join(plain.split())
    return plain if 4 <= _letters(plain) <= 400 else ""  # noqa: PLR2004 - less is no text, more adds nothing


def _letters(text: str) -> int:
    """Return how long a text is; an ideograph is worth three letters."""
    return len(re.findall(r"[^\W\d_]", text)) + 2 * len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))


def _some(texts: Iterable[Text], most: int) -> Iterator[Text]:
    """Yield at most so many texts of each language."""
    chance = random.Random(3)  # noqa: S311 - which texts are taken is no secret
    by_name: dict[str, list[Text]] = defaultdict(list)
    for each in texts:
        by_name[each[0]].append(each)
    for name in sorted(by_name):
        chance.shuffle(by_name[name])
        yield from by_name[name][:most]


def _matrix(texts: Sequence[str]) -> csr_matrix:
    """Return a row of each text's pieces, each row of the length one."""
    starts, columns, values = [0], array("i"), array("f")
    for text in texts:
        found = language.pieces(language.words(text), BUCKETS)
        columns.extend(found)
        values.extend(repeat(max(1, len(found)) ** -0.5, len(found)))
        starts.append(len(columns))
    shape = (len(texts), BUCKETS)
    return csr_matrix((np.frombuffer(values, np.float32), np.frombuffer(columns, np.int32), starts), shape=shape)


if __name__ == "__main__":
    main()
