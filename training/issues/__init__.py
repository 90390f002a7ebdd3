"""Training of the model that knows an issue again in other words."""
