"""The English model: spaCy's weights, tokenizer and parser, with the arithmetic around them done here."""

from onrecord.text.english.model import English, Word, english, model_version

__all__ = ["English", "Word", "english", "model_version"]
