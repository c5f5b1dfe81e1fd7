"""What `tifabank check` looks at, layer by layer (`findings.LAYERS`); `verify.py` runs them.

By itself, a package is opened (`opened`), its descriptor and schemas are read (`described`) and its rows are held to what must be
true of them (`examined`, with the named `checks` and what they ask of `primary_keys`, `texts`, `parallels`, `provenance` and
`assertions`); a database that was made of them must hold the same rows (`served`). Where its texts are at hand, they are accepted as a
build accepts them (`accepted`) and the rows are made again (`remade`). What is only odd is a notice: curated lines that nothing uses
(`unused`) or supports (`unsupported`).
"""
