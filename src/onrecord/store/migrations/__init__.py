"""How stores became what they are, version by version; run by :mod:`onrecord.store.versions`."""
