"""Training of the model that knows sentences of what happened before."""
