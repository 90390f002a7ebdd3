"""The page of one article, of its items, of its revisions; and how a reader corrects what was read."""
