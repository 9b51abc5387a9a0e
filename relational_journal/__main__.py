"""Run the program with `python -m relational_journal`."""

from relational_journal.cli.app import main

if __name__ == "__main__":
    main()
