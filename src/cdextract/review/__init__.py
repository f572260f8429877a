"""Reviews: what people said of figures, brought back into the table.

marks.py     what one person said of one figure; the file that the report exports
apply.py     table and marks → corrected table and waivers
annotate.py  table and articles → annotated documents; annotated documents → marks
tools.py     annotated documents ⇄ the files of Label Studio, doccano, and plain JSON Lines
"""
