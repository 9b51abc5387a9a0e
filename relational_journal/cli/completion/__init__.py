"""Complete with Tab in bash, zsh and fish: `rj __complete` answers without importing the command-line library.

It never asks, writes or prints a message: from a journal that is locked, outdated or missing it offers nothing.
"""
