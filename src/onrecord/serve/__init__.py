"""What people and programs look at: the command line, the terminal, the annotated page, the notebook."""
