"""What Alembic runs: it compares and migrates the tables of every room."""

from alembic import context

from willcall.migrations.rooms import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata(), render_as_batch=False, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
