"""What Alembic runs to migrate a store: it is given the connection, inside a transaction that is another's."""

from alembic import context

from onrecord.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="store_version",
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
