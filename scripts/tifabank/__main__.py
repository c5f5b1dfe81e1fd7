"""`python -m tifabank`."""

from tifabank.command import main

main()
