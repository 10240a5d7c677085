"""`python -m sztrack` is `sztrack`."""

from sztrack.cli.boundary import main

if __name__ == "__main__":
    main()
