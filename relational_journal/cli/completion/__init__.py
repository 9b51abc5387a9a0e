"""Complete with Tab in bash, zsh and fish: `rj __complete` answers without importing the command-line library.

It never asks, writes or says anything: of a journal that is locked, old or not there it offers nothing.
"""
