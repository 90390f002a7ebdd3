"""Words, sentences, quotation marks and dates of an article."""

from onrecord.text.annotator import annotate
from onrecord.text.english import model_version
from onrecord.text.parse import Name, Parse, Sentence, Token

__all__ = ["Name", "Parse", "Sentence", "Token", "annotate", "model_version"]
