"""Stories: what the articles of a store tell together.

This stage reads rows of the store and knows nothing of how they were read.
"""
