"""Corrections of what was read: what they hold on to, what they say, and how they change a record and its rows."""
