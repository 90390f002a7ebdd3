"""A component for spaCy pipelines: ``nlp.add_pipe("onrecord")`` gives statements and figures as span groups.

``component`` is the factory that spaCy finds by its entry point, ``reading`` makes an article of a document's text,
``places`` leads from the record's spans to the document's characters and tokens, ``groups`` makes the span groups,
``attributes`` what stands under ``doc._`` and ``span._``.
"""
