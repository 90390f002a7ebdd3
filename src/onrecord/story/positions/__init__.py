"""Where each party stands: issues grouped across wordings, stands in the order of their days."""
