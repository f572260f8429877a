"""Where files lie: in a file system or in an object store."""
