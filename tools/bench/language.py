"""How well, and how fast, the language of a short sentence is told."""

import time

from pydantic import JsonValue

from tools.bench.sentences import SENTENCES
from transom.core.language import detect

ROUNDS = 20


def language_costs() -> JsonValue:
    """Return the share of right answers, and the microseconds that one takes."""
    texts = [(name, text) for name, texts in SENTENCES.items() for text in texts]
    right = sum(detect(text) == name for name, text in texts)
    start = time.process_time()
    for _ in range(ROUNDS):
        for _, text in texts:
            detect(text)
    spent = time.process_time() - start
    return {
        "sentences": len(texts),
        "right": round(right / len(texts), 3),
        "microseconds": round(spent / ROUNDS / len(texts) * 1e6, 1),
    }
