"""``/metrics``: what a server counts, for Prometheus."""
