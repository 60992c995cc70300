"""`python -m glossator` is `glossator`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="glossator")
