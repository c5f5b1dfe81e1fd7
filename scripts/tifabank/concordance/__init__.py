"""Keyword in context: what is asked for, where it stands, what stands around it, and what is counted of it.

    asked.py     a word, phrase or wildcard as a pattern over folded text
    searched.py  a document as it is searched: paragraphs, sentences, tokens, speakers, issues
    lines.py     concordance lines: contexts, sort keys
    counts.py    n-grams and collocates

Pure: texts and rows come in, lines and counts go out; the pages are in `browse/pages/`.
"""
