"""The paragraph that reporters write again every day: first events, latest figures, what is disputed."""
