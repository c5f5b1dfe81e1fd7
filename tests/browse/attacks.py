"""Attacks on the served edition: what is asked, and what a safe answer is.

Each is refused with one of the statuses named, or answered harmlessly where 200 is among them; `never` must not stand in the answer. Whatever
is asked, `test_attacks` looks for faults of the server, tracebacks, headers, files changed or made, and the next answer.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

CANARY = "<script>alert(1)</script>"
OK, REFUSED = frozenset({200}), frozenset({400})
ANY = OK | REFUSED | {404}
GONE = frozenset({404})


class Attack(NamedTuple):
    """One request. `address` is sent as it stands; `answer` are the statuses that are safe."""

    name: str
    address: str
    answer: frozenset[int] = GONE
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    never: str = ""


def _endless(rows: str) -> str:
    return f"with recursive c(x) as (select 1 union all select x + 1 from c) select {rows} from c"


def _doubled(levels: int) -> str:
    parts = ", ".join(f"c{n} as (select 1 as x from c{n - 1} a, c{n - 1} b)" for n in range(1, levels))
    return f"with c0 as (select 1 as x), {parts} select count(*) from c{levels - 1}"


def _of_letters(letter: str, times: int) -> str:
    return f"replace(hex(zeroblob({times})), '00', '{letter}')"


SQL = {
    # what is no query
    "attach": "attach '/etc/passwd' as x",
    "attach after a query": "select 1; attach 'evil.db' as x",
    "vacuum into": "vacuum into '/tmp/evil.db'",
    "several statements": "select 1; delete from mentions",
    "comment then write": "/* select */ drop table mentions",
    "line comment then write": "-- select\ndelete from mentions",
    "insert with a with": "with x as (select 1) insert into rules select * from rules",
    "update": "update documents set title = 'x'",
    "replace into": "replace into rules values (1)",
    "create temporary table": "create temp table x as select 1",
    "create view": "create view x as select 1",
    "writable schema": "pragma writable_schema = 1",
    "journal mode": "pragma journal_mode = delete",
    "explain of a write": "explain delete from mentions",
    "reindex": "reindex",
    "empty query": ";",
    "nothing but blanks after a comment": "/**/" + " " * 9000 + "x",
    # code and files
    "load extension": "select load_extension('/tmp/evil.so')",
    "read a file": "select readfile('/etc/passwd')",
    "write a file": "select writefile('/tmp/evil', 'x')",
    "edit": "select edit('x', 'vi')",
    "address of a tokenizer": "select hex(fts3_tokenizer('simple'))",
    "tokenizer at an address": "select fts3_tokenizer('simple', :p)",
    "tokenizer table": "select * from fts3tokenize('simple', 'a b')",
    "path of the file": "select file from pragma_database_list()",
    "database list": "select * from pragma_database_list",
    "other visitors' queries": "select sql from sqlite_stmt",
    "pages of the file": "select * from dbstat",
    "schema by pragma function": "select * from pragma_module_list",
    "cache by pragma function": "select * from pragma_cache_size(100000000)",
    "virtual table": "select * from csv('/etc/passwd')",
    "files by zipfile": "select * from zipfile('/etc/passwd')",
    "files by fsdir": "select * from fsdir('/')",
    # time and memory
    "endless": _endless("max(x)"),
    "endless and sorted": _endless("x") + " order by x desc",
    "endless and joined": _endless("group_concat(x)"),
    "endless json": _endless("length(json_group_array(x))"),
    "huge rows": "with recursive c(x) as (select 1 union all select x + 1 from c limit 2000) select zeroblob(4900000) from c",
    "cross join": "select count(*) from mentions a, mentions b, mentions c, mentions d",
    "named parts doubled": _doubled(40),
    "huge random blob": "select hex(randomblob(900000000))",
    "huge zero blob": "select zeroblob(2147483647)",
    "huge precision": "select length(printf('%.*c', 2000000000, 'x'))",
    "huge width": "select length(format('%2000000000d', 1))",
    "huge replacement": "select length(replace(" + _of_letters("a", 2_000_000) + ", 'a', 'aaaaaaaaaa'))",
    "quadratic instr": f"select instr({_of_letters('aa', 1_000_000)}, {_of_letters('aa', 500_000)} || 'b')",
    "quadratic replace": f"select length(replace({_of_letters('aa', 1_000_000)}, {_of_letters('aa', 500_000)} || 'b', ''))",
    "quadratic trim": f"select length(trim({_of_letters('aa', 1_000_000)}, {_of_letters('bc', 500_000)} || 'a'))",
    "long like": f"select {_of_letters('aa', 1_000_000)} like '%{'a' * 5000}b%'",
    "many wildcards": f"select {_of_letters('aa', 1_000_000)} like '{'%a_' * 1000}b'",
    "glob": f"select {_of_letters('aa', 1_000_000)} glob '{'*a?' * 1000}b'",
    "regular expression": "select 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa' regexp '(a+)+$'",
    "json merged": "select json_patch('{}', '{}')",
    "deep json": f"select json_valid('{'[' * 5000}')",
    "deep json walked": f"select * from json_tree('{'[' * 1500}{']' * 1500}')",
    "deep expression": f"select {'(' * 900}1{')' * 900}",
    "long expression": "select " + "1+" * 3000 + "1",
    "many selects": "select 1" + " union select 1" * 900,
    "many columns": "select " + "1," * 2500 + "1",
    "many tables": "select 1 from " + ", ".join(f"mentions a{n}" for n in range(70)),
    "full-text syntax": "select * from paragraphs_fts where paragraphs_fts match 'AND ( OR'",
    "full-text prefixes": "select count(*) from sentences_fts where sentences_fts match '"
    + " OR ".join(f"{a}*" for a in "abcdefghi" * 20)
    + "'",
    "full-text near": "select count(*) from sentences_fts where sentences_fts match 'NEAR(the of and to in, 1000000)'",
    "full-text command": "select * from paragraphs_fts where paragraphs_fts match 'x' and paragraphs_fts = 'delete-all'",
    # odd values
    "schema": "select sql from sqlite_master",
    "huge number": "select 0xFFFFFFFFFFFFFFFF + 99999999999999999999999 + 1e999 - 1e999",
    "infinity": "select 1e999, -1e999",
    "bytes": "select x'00ff', x''",
    "nul": "select char(0) || 'a'",
    "invalid utf-8": "select cast(x'fffe' as text), cast(x'eda080' as text)",
    "formula": "select '=cmd|'' /C calc''!A0'",
    "markup": f"select '{CANARY}' as '{CANARY}'",
    "javascript address": "select 'javascript:alert(1)', 'data:text/html,<b>', 'http://\" onmouseover=alert(1) x=\"'",
    "odd parameters": "select :a, :_cookie_x, :_header_host, ?, @b, $c, :__b",
    "magic parameters": "select :_now_epoch, :_random_chars_64, :_actor_id",
    "column of no name": "select 1 as ''",
    "quotes": 'select "" , \'\' , [a"b] from (select 1 as [a"b])',
}
"""SQL that is asked at every place that takes SQL."""
_HARMLESS = frozenset(
    {
        *("huge rows", "quadratic instr", "quadratic replace", "quadratic trim", "deep json", "deep json walked", "full-text prefixes"),
        *(
            "full-text near",
            "schema",
            "huge number",
            "infinity",
            "bytes",
            "nul",
            "invalid utf-8",
            "formula",
            "markup",
            "javascript address",
        ),
        *("magic parameters", "column of no name", "quotes"),
    }
)
"""What may be answered; all other SQL is refused everywhere."""
_CARRIERS = {
    "page": ("/tifabank?{}&p=AAAAAAAA", "sql", "{}"),
    "json": ("/tifabank.json?{}&p=AAAAAAAA", "sql", "{}"),
    "csv": ("/tifabank.csv?{}&p=AAAAAAAA", "sql", "{}"),
    "cite": ("/cite?{}", "sql", "{}"),
    "filter": ("/tifabank/rules?{}", "_where", "1 in ({})"),
}
"""Where SQL is taken: the address, the parameter, and what stands around the SQL in it."""
_PAGES = frozenset({"page", "cite", "filter"})


def _by_sql(share: int) -> list[Attack]:
    return [
        Attack(
            f"sql: {name} ({carrier})",
            path.format(urlencode({asks: around.format(sql)})),
            OK | REFUSED if name in _HARMLESS else REFUSED,
            never=CANARY if carrier in _PAGES else "",
        )
        for n, (name, sql) in enumerate(SQL.items())
        for m, (carrier, (path, asks, around)) in enumerate(_CARRIERS.items())
        if (n + m) % min(share, len(_CARRIERS)) == 0
    ]


_OUTSIDE = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252fetc%252fpasswd",
    "..\\..\\..\\etc\\passwd",
    "..%5c..%5cetc%5cpasswd",
    "....//....//etc/passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "~2e~2e~2fetc~2fpasswd",
    "%c0%ae%c0%ae%c0%afetc/passwd",
    "%ef%bc%8e%ef%bc%8e%ef%bc%8fetc%ef%bc%8fpasswd",
    ".",
    "",
    "%20",
    "tifabank.css/x",
    "tifabank.css%20",
    "a" * 300,
    "a/" * 300,
    "CON",
    "file:///etc/passwd",
    "..;/etc/passwd",
    "%0d%0aset-cookie:a=b",
    "{{7*7}}",
)
_PLACES = (
    "/assets/{}",
    "/-/static/{}",
    "/-/static-plugins/tifabank_browse.py/{}",
    "/download/{}.parquet",
    "/download/{}",
    "/{}.db",
    "/{}",
    "/tifabank/{}",
    "/tifabank/mentions/{}",
    "/tifabank/{}.csv",
    "/read/{}",
    "/concept/{}",
    "/list/{}",
    "/cite/{}",
)


def _by_path(share: int) -> list[Attack]:
    safe = frozenset({200, 302, 400, 404})
    return [
        Attack(f"path: {place.format(part[:40])}", place.format(part), safe)
        for n, place in enumerate(_PLACES)
        for part in _OUTSIDE[n % share :: share]
    ]


WORDS = (
    CANARY,
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    "javascript:alert(1)",
    "x\r\nSet-Cookie: a=b",
    "//evil.example/",
    "\\\\evil.example",
    "' or 1=1 --",
    "*" * 200,
    "a*" * 100,
    "(a+)+$" * 20,
    '"' * 99,
    "NEAR(",
    "中" * 200,
    "\u202e\u2066\ud7ff\ufffe\U0010ffff",
    "-1",
    "0",
    "1e308",
    "1" + "0" * 100,
    "NaN",
    "٣",
    "²",
    "max",
    "[]",
    '{"table": "mentions"}',
    '{"table": "rules", "column": "rule_id", "value": "1"}',
    "sqlite_master",
    "tifabank/mentions?_size=max",
    "http://127.0.0.1:1/",
    "/cite?of=/cite",
    "a,b,c",
    "~",
    "%",
    "null",
    "true",
)
_PARAMETERS = {
    "/": ("x",),
    "/search": ("q", "everything"),
    "/read": ("title", "order", "page"),
    "/read/{document}": ("at", "layer"),
    "/concordance": ("q", "concept", "document", "kind", "speaker", "beside", "sort", "width", "page", "case", "nested"),
    "/concordance.json": ("q", "concept", "width"),
    "/concordance.csv": ("q", "page"),
    "/collocates": ("q", "fewest"),
    "/collocates.csv": ("q", "fewest"),
    "/ngrams": ("q", "words", "fewest", "page"),
    "/ngrams.json": ("words",),
    "/concepts": ("q", "category", "sort", "page"),
    "/concept/{concept}": ("x",),
    "/lists": ("kind", "document", "completeness", "page"),
    "/compare": ("a", "b"),
    "/cite": ("of", "format", "sql"),
    "/cite/{document}": ("format",),
    "/about": ("x",),
    "/download/rules.csv": ("x",),
    "/tifabank": ("sql", "_hide_sql", "_show_hidden", "_timelimit", "_size"),
    "/tifabank.json": ("sql", "_shape", "_nl", "_json", "_ttl"),
    "/tifabank.csv": ("sql", "_trace", "_dl", "_stream"),
    "/tifabank/rules": (
        *("_next", "_size", "_sort", "_sort_desc", "_search", "_searchmode", "_search_rule_id", "_where", "_through", "_col", "_nocol"),
        *("_facet", "_facet_array", "_facet_date", "_facet_size", "_shape", "_nl", "_ttl", "_labels", "_label", "_timelimit", "_trace"),
        *(
            "_filter_column",
            "rule_id__in",
            "rule_id__arraycontains",
            "revision__gt",
            "nothing",
            "nothing__exact",
            "rule_id__nothing",
            "_json",
        ),
    ),
    "/tifabank/mentions.json": ("_next", "_shape", "_nl", "_ttl", "_labels", "_facet", "_col", "_sort", "_through", "_json", "callback"),
    "/tifabank/mentions.csv": ("_next", "_stream", "_dl", "_labels", "_size", "_trace", "_header", "_nofacet"),
    "/tifabank/mentions.blob": ("_blob_column", "_blob_hash"),
    "/tifabank/mentions.jsono": ("_shape",),
    "/tifabank/rules/documents~2Eraw": ("_shape", "_extras"),
    "/tifabank/rules/documents~2Eraw.blob": ("_blob_column",),
    "/tifabank/wordings_of_a_concept": ("concept", "_timelimit", "_hide_sql", "_show_sql", "_shape"),
    "/tifabank/wordings_of_a_concept.json": ("concept", "_shape"),
    "/tifabank/wordings_of_a_concept.csv": ("concept", "_dl"),
    "/-/metadata.json": ("x",),
    "/-/settings": ("x",),
}


def _by_parameter(document: str, concept: str, share: int) -> list[Attack]:
    parameters = [(path, name) for path, names in _PARAMETERS.items() for name in names]
    return [
        Attack(
            f"parameter: {path}?{name}={word[:30]!r}",
            f"{path.format(document=document, concept=concept)}?{urlencode({name: word}, errors='surrogatepass')}",
            frozenset({200, 302, 400, 404, 503}) - ({503} if path != "/concordance" else set()),
            never="" if path.endswith((".json", ".csv", ".blob", ".jsono")) or word != CANARY else CANARY,
        )
        for n, (path, name) in enumerate(parameters)
        for word in WORDS[n % share :: share]
    ]


ROUTES = ("/", "/search", "/read", "/concordance", "/concept/x", "/cite", "/about", "/download/rules.csv", "/assets/site.js", "/robots.txt")
ROUTES += (
    "/tifabank",
    "/tifabank/rules",
    "/tifabank/rules/x",
    "/tifabank.json",
    "/tifabank/lists_with_items",
    "/-/static/app.css",
    "/nothing",
)
_METHODS = ("POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "__class__", "get")
CLOSED = tuple(
    f"/-/{name}{form}"
    for name in ("allow-debug", "permissions", "messages", "patterns", "threads", "actor", "logout", "auth-token", "versions", "plugins")
    for form in ("", ".json")
)
CLOSED += (
    "/-/databases",
    "/-/databases.json",
    "/-/config",
    "/-/config.json",
    "/-/config?//evil.example",
    "/-/auth-token?token=x",
    "/-/",
    "/-/logs",
)
CLOSED += (
    "/:memory:",
    "/:memory:/x?y",
    "/:memory://evil.example",
    "/_memory",
    "/_memory?sql=select+1",
    "/_internal",
    "/_internal/tables",
    "/-/nothing",
)
_FOREIGN = ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8001", "evil.example:127.0.0.1", "127.0.0.1@evil.example", "")
_FOREIGN += ("localhost\\evil.example", "localhost/../x", "localhost:8001:9", "[::1", "0x7f.1", "LOCALHOST.", "a" * 5000)

BY_REQUEST = [
    *(Attack(f"method: {method} {route}", route, frozenset({405}), method=method) for method in _METHODS for route in ROUTES),
    *(Attack(f"closed: {route}", route, GONE, never="site-packages") for route in CLOSED),
    *(Attack(f"host: {host[:40]!r}", "/tifabank/rules.json", frozenset({421}), headers=(("host", host),)) for host in _FOREIGN),
    Attack("host of this machine", "/tifabank/rules.json", OK, headers=(("host", "LocalHost:8741"),)),
    Attack("head", "/tifabank/rules", OK, method="HEAD"),
    Attack(
        "forwarded host",
        "/tifabank/mentions.json",
        OK,
        headers=(("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")),
        never="evil.example",
    ),
    Attack("rewritten path", "/", OK, headers=(("x-original-url", "/-/threads"), ("x-rewrite-url", "/-/threads")), never="ThreadPool"),
    Attack("overridden method", "/tifabank/rules", OK, headers=(("x-http-method-override", "DELETE"),)),
    Attack("actor by cookie", "/tifabank", OK, headers=(("cookie", "ds_actor=eyJhIjp7ImlkIjoicm9vdCJ9fQ; ds_messages=x; a[=b; \x00=c"),)),
    Attack("authorization", "/tifabank", OK, headers=(("authorization", "Bearer dstok_x"),)),
    Attack("another origin", "/tifabank/rules.json", OK, headers=(("origin", "http://evil.example"),)),
    Attack("range", "/tifabank.db", OK, headers=(("range", "bytes=0-1,2-3,5-" + ",6-" * 500),)),
    Attack("range of a page", "/", OK, headers=(("range", "bytes=-1"),)),
    Attack("not modified", "/tifabank.db", frozenset({200, 304}), headers=(("if-none-match", '"x"'),)),
    Attack(
        "long header", "/", OK, headers=(("user-agent", "x" * 20_000), ("accept", "*/*," * 2000), ("accept-language", CANARY)), never=CANARY
    ),
    Attack("long address", f"/search?q={'a' * 1_000_000}", frozenset({414})),
    Attack("long path", f"/read/{'a' * 20_000}", frozenset({414})),
    Attack("10,000 parameters", "/tifabank/rules?" + "&".join(f"a{n}=1" for n in range(10_000)), frozenset({400, 414})),
    Attack("1,000 parameters", "/tifabank/rules?" + "&".join(f"a{n}=1" for n in range(1000)), REFUSED),
    Attack("one parameter many times", "/concordance?" + "&".join(["document=x"] * 150), OK),
    Attack("many facets", "/tifabank/rules?" + "&".join(f"_facet={name}" for name in ("rule_id", "method", "revision") * 40), OK | REFUSED),
    Attack("many filters", "/tifabank/rules?" + "&".join(["rule_id__contains=a"] * 150), OK | REFUSED),
    Attack("many conditions", "/tifabank/rules?" + "&".join([f"_where={quote('1=1')}"] * 150), OK | REFUSED),
    Attack("nul in the path", "/tifabank/rules/%00", REFUSED),
    Attack("nul, tilde-encoded", "/tifabank/rules~00", REFUSED),
    Attack("nul in a filter", "/tifabank/rules?_where=%00", REFUSED),
    Attack("nul in SQL", "/tifabank?sql=select+1%00", REFUSED),
    Attack("nul in a citation", "/cite?sql=select+1%00", REFUSED),
    Attack("nul in a question", "/concordance?q=%00", OK),
    Attack("bytes that are no ASCII", "/search?q=\xff\xfe", REFUSED),
    Attack("blank in the path", "/read/a b", REFUSED),
    Attack("half an escape", "/search?q=%&%zz=%u0041", OK),
    Attack("invalid UTF-8", "/search?q=%ff%fe%c0%af", OK),
    Attack("a surrogate", "/search?q=%ed%a0%80", OK),
    Attack("semicolons between parameters", "/search?q=a;everything=1", OK),
    Attack("redirect to another host by slashes", "//evil.example/%2e%2e", frozenset({302, 400, 404}), never="evil.example"),
    Attack("redirect by a slash at the end", "//evil.example/", frozenset({302, 404})),
    Attack("redirect by a backslash", "/\\evil.example/", frozenset({302, 400, 404})),
    Attack("redirect of a per cent sign", "/%5cevil.example/%2f", frozenset({302, 400, 404})),
    Attack(
        "redirect of a form",
        "/tifabank/rules?_filter_column=x&_filter_op=exact&_filter_value=%0d%0aa:b&_sort_by_desc=1",
        frozenset({200, 302, 400}),
    ),
    Attack("next page elsewhere", "/tifabank/rules?_next=//evil.example", frozenset({200, 400})),
    Attack("a page of a redirect", "/tifabank/rules/", frozenset({302, 404})),
    Attack("citation of a citation", "/cite?of=" + quote("/cite?of=" + quote("/cite?of=/about")), REFUSED),
    Attack("citation of another host", "/cite?of=http://evil.example/", REFUSED),
    Attack("citation of a download", "/cite?of=/download/documents.parquet", REFUSED),
    Attack("citation of a closed page", "/cite?of=/-/threads", REFUSED),
    Attack("citation of SQL that never ends", "/cite?" + urlencode({"of": "/tifabank?" + urlencode({"sql": _endless("x")})}), REFUSED),
    Attack("citation of a tokenizer", "/cite?" + urlencode({"of": "/tifabank?sql=select+fts3_tokenizer('simple',:p)&p=AAAAAAAA"}), REFUSED),
    Attack("blob of no row", "/tifabank.blob?sql=select+1+where+0&_blob_column=1", REFUSED),
    Attack("blob of text", "/tifabank.blob?sql=select+'a'+as+b&_blob_column=b", ANY),
    Attack("blob of a number", "/tifabank.blob?sql=select+1+as+b&_blob_column=b&_blob_hash=x", ANY),
    Attack(
        "blob named by markup", "/tifabank.blob?" + urlencode({"sql": "select x'00' as 'a\"\r\nb: c'", "_blob_column": 'a"\r\nb: c'}), ANY
    ),
    Attack("unknown form", "/tifabank/rules.php", ANY),
    Attack("unknown form of SQL", "/tifabank.exe?sql=select+1", ANY),
    Attack("first cells of no rows", "/tifabank/rules.json?_shape=arrayfirst&rule_id=nothing", OK),
    Attack("objects of no key", "/tifabank.json?sql=select+1&_shape=object", OK | REFUSED),
]
"""Attacks by method, host, header, size and form."""


def attacks(document: str, concept: str, share: int = 1) -> list[Attack]:
    """All attacks, on a document and a concept that are there; `share`: of those that are tried at several places, each at one in so many."""
    return [*BY_REQUEST, *_by_sql(share), *_by_path(share), *_by_parameter(document, concept, share)]


RAW = {
    "nothing": b"",
    "garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 4,
    "no version": b"GET /\r\n\r\n",
    "HTTP/1.0 without a host": b"GET /robots.txt HTTP/1.0\r\n\r\n",
    "HTTP/9.9": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    "absolute address": b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "no path": b"GET  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "star": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "websocket": b"GET /tifabank HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /-/threads HTTP/1.1\r\n\r\n",
    "negative length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "huge length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    "header without an end": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000,
    "folded header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\nConnection: close\r\n\r\n",
    "nul in a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\nConnection: close\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n",
    "pipelined": b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20 + b"rubbish\r\n\r\n",
    "path outside": b"GET /assets/../../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "path of bytes": b"GET /\xff\xfe\xc3\x28 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "line ends in the path": b"GET /a\rb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "expectation": b"POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 10\r\nConnection: close\r\n\r\n",
    "half a request": b"GET / HT",
}
"""What is written to the server's socket as it stands."""
