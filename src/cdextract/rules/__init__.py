"""Rules as data: pattern files, how they are compiled, and where in a text they are tried."""
