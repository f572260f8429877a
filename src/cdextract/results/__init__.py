"""The table: its columns and dtypes, written and read back, checked anew, put together by district and year."""
