"""Measure the corpus, raise the floors, and write the table of docs/accuracy.md anew.

    python tests/accuracy/update.py                 # refuses to lower a floor
    python tests/accuracy/update.py --allow-lower   # for a change of the corpus, or one that is worth it; say why in the commit
"""

import sys

from floors import update

if __name__ == "__main__":
    sys.exit(update(sys.argv[1:]))
