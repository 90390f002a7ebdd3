"""The language of a text, from its words alone."""

from __future__ import annotations

import re

from turbohtml.detect import detect_language

# Of 147 bodies in 20 languages 145 are named rightly, all of them above 0.5; Swahili, which the detector does not know,
# comes out as Shona at 0.13.
_SURE = 0.3
# Below some ten words the detector guesses: of lines under 60 characters from English texts every third is misread.
_ENOUGH = 60
_SAMPLE = 4000
# Words of English texts that its neighbours do not have; not "in", "is", "was", "of", "had", which Afrikaans has too.
_ENGLISH = frozenset("the and to that with have has been were they from their which this these said would".split())
# The detector takes some short English pages for Afrikaans. Of 900 openings of English articles (300 code points and
# more) 95 in 100 have a tenth of such words or more.
_SHARE, _KINDS = 0.1, 3
_WORD = re.compile(r"[^\W\d_]+")

# ISO 639-3 as the detector answers, to the ISO 639-1 codes of BCP 47 where there is one.
_SHORT = dict(
    pair.split(":")
    for pair in (
        "afr:af aka:ak amh:am ara:ar aze:az bel:be ben:bn bul:bg cat:ca ces:cs cmn:zh cym:cy dan:da deu:de "
        "ell:el eng:en epo:eo est:et eus:eu fin:fi fra:fr gle:ga glg:gl guj:gu hau:ha heb:he hin:hi hrv:hr "
        "hun:hu hye:hy ind:id isl:is ita:it jav:jv jpn:ja kan:kn kat:ka kaz:kk khm:km kor:ko lat:la lav:lv "
        "lit:lt ltz:lb mal:ml mar:mr mkd:mk mlt:mt mya:my msa:ms nep:ne nld:nl nno:nn nob:nb ori:or pan:pa "
        "pes:fa fas:fa pol:pl por:pt ron:ro rus:ru sin:si slk:sk slv:sl sna:sn som:so spa:es sqi:sq srp:sr "
        "swa:sw swh:sw swe:sv tam:ta tel:te tgl:tl tha:th tuk:tk tur:tr ukr:uk urd:ur uzb:uz vie:vi yid:yi "
        "yor:yo zho:zh zul:zu "
    ).split()
)


def language_of(text: str) -> str | None:
    """Return the language of a text as a BCP 47 code; None where it is too short or unsure.

    Args:
        text: ``article.text`` or what will be it; the first 4,000 code points are looked at.
    """
    sample = text[:_SAMPLE]
    if len(sample) < _ENOUGH:
        return None
    found = detect_language(sample)
    if found.language != "eng" and _is_english(sample):
        return "en"
    if found.language is None or found.confidence < _SURE:
        return None
    return _SHORT.get(found.language, found.language)


def _is_english(sample: str) -> bool:
    """Whether the small words of a text are English: so many of them, and so many kinds."""
    words = [word.lower() for word in _WORD.findall(sample)]
    own = [word for word in words if word in _ENGLISH]
    return "the" in own and len(set(own)) >= _KINDS and len(own) >= _SHARE * len(words)
