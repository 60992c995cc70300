"""`python -m glossator` is `glossator`."""

from .cli import main

main(prog_name="glossator")
