"""The store: records kept in SQLite or PostgreSQL, and asked for."""
