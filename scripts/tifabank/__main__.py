"""`python -m tifabank`."""

from tifabank.cli import main

main()
