"""Training of the choice on whose word a figure stands."""
