"""Parts of the record, read from the text: attributions, figures, encounters, positions."""
