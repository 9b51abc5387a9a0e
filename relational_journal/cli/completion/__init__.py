"""What Tab offers in bash, zsh and fish: `rj __complete` answers, and starts without the command-line library.

It never asks, writes or says anything: of a journal that is locked, old or not there it offers nothing.
"""
