"""The table of offices that ships: made again from the sources that can be read by a program."""
