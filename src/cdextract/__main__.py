"""`python -m cdextract`."""

from cdextract.cli import main

if __name__ == "__main__":
    main()
