"""The pages of actors: who is on record, what each said, where it stands, and mending who is who."""
