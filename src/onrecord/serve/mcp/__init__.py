"""Tools for agents, over the Model Context Protocol: questions to a store, each answer with citations."""
