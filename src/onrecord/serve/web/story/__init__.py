"""The page of a story: what each part of it shows, made of one reading of the store."""
