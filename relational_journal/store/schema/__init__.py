"""Tables, migrations and checks of rows."""
