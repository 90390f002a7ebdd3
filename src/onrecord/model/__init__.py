"""Trained models that ship with the package; nothing here trains."""

from onrecord.model.loading import Model, load, model_versions

__all__ = ["Model", "load", "model_versions"]
