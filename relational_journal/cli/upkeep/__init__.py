"""Commands that keep the journal: settings, import, export, backup, doctor, passphrase."""
