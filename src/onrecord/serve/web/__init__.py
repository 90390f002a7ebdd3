"""The screen: pages that a browser shows, made on this machine, for this machine."""
