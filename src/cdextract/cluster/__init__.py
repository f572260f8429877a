"""Many files on the workers of a Dask cluster, as a folder of parts."""
