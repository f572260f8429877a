"""The report: a table of figures as one self-contained page for people who check it.

texts.py     articles (or the sentences of the table) → the texts to show, with every figure's place in them
figures.py   table → what is told of each figure: numbers, arithmetic, allowed interval, diagnosis, conflicts
data.py      both → the JSON that the page carries
page.py      JSON, template, style and scripts → HTML; too large a page becomes several and an index
"""

from cdextract.report.page import Written, write_report

__all__ = ["Written", "write_report"]
