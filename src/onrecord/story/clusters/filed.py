"""The words under which an article is filed, so that those like it are found without looking at the others."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.story.clusters.signature import Counted, Signature

# Words an article is filed under, articles looked at under each, and articles compared in the end.
TERMS, NEAR_EACH, NEAR = 24, 32, 40
# A name, or a word of the beginning, says more of what an article is about than another word of the same weight.
NAME, BEGINNING = 1.5, 1.5


def characteristic(signature: Signature) -> list[tuple[str, float]]:
    """Return the words that an article is filed under, with their weights, the heaviest first."""
    weights = {
        word: weight * (NAME if word in signature.names else 1) * (BEGINNING if word in signature.lead else 1)
        for word, weight in signature.words.items()
    }
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return [(word, round(weight, 2)) for word, weight in heaviest]


def vocabulary(counts: Counted) -> Collection[str]:
    """Return every word that an article's signature may weigh."""
    return sorted({*counts.words, *counts.names, *counts.lead, *counts.lead_names, *counts.numbers})
