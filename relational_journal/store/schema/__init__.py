"""Tables, migrations, and checks of the schema and of each row."""
