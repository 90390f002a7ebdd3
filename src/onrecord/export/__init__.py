"""Standard formats out: a stream of what a store or a record says in, a stream of bytes out.

:mod:`onrecord.export.formats` is the door; :mod:`onrecord.export.gather` takes from a store what is to be exported,
:mod:`onrecord.export.loose` from records that stand in no store.
"""
