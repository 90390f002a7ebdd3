"""The language of a text, short ones too."""

from __future__ import annotations

import pytest

from onrecord.page.language import language_of

SHORT = "Brakna: 12 dead\n\nThe harbour office said on Monday that 12 people were killed, and that 30 have been hurt."


def test_the_small_words_of_a_short_english_page_decide() -> None:
    assert language_of(SHORT) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Die burgemeester het gesê dat die brug van die stad oor die rivier weer oop is, maar die pad is nog toe.",
            "af",
        ),
        (
            "De burgemeester zei dat de brug over de rivier weer open is, maar dat de weg naar het dorp nog dicht is.",
            "nl",
        ),
        (
            "Der Bürgermeister sagte, die Brücke über den Fluss sei wieder offen, die Straße in das Dorf aber nicht.",
            "de",
        ),
    ],
)
def test_other_languages_stay_what_they_are(text: str, language: str) -> None:
    assert language_of(text) == language
