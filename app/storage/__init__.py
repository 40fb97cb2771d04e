"""The store: rows, repositories, unit of work, migrations, backups."""
