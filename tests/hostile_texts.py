"""Texts that try to do harm where they are shown. None of them is a fault: they are names."""

from __future__ import annotations

import re

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table><iframe src=//example.com>",
    "<!-- comment --> <![CDATA[ ]]>",
    "&lt;b&gt; &amp; &#60;i&#62; &copy;",
    '" onload="alert(1)',
    "' onload='alert(1)",
)
MARKDOWN = (
    "a|b || c",
    "![x](http://example.com/x.png)",
    "[x](javascript:alert(1)) [y][z]",
    "[z]: http://example.com",
    "<http://example.com> http://example.com www.example.com example.com //example.com",
    "someone@example.com @somebody #12",
    "`code` ``more`` ```",
    "**bold** __strong__ ~~gone~~ *a* _b_",
    "# no heading",
    "- [ ] no task",
    "1. no item",
    "> no quote",
    "--- *** ___ ===",
    "$x$ $$y$$ :smile: :material/x: :red[x]",
    "backslash at the end \\",
    "    no code",
    "[^1] [ ] [x]",
)
DRAWING = (
    "\\N \\G \\L \\E \\T \\H \\n \\l \\r",
    "{name} {0} {0.__class__} {{ }} %s %(x)s",
    "\"quotes\" and 'more'",
    '"]; evil [label="',
    "</TD></TR></TABLE>> evil [label=<",
    "cluster_x:port:n -> other; subgraph",
    "<B><FONT COLOR='red'>",
)
DIRECTION = (
    "ab\u202etxt.exe",
    "\u2066isolated\u2069 \u200fmark\u200e",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "zero\u200bwidth \ufeffmark soft\u00adhyphen joined\u200dup",
    "\u3164 \u2800 \u034f",
    "line\u2028and\u2029paragraph",
    "\U000e0041\U000e0042 tags",
)
SCRIPTS = (
    "基幹システム 第 2 期",
    "全角　空白",
    "葛\U000e0100城市 and \U00020bb7野家",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1ef\U0001f1f5",
    "Z" + "\u0301\u0300\u0338" * 30,
    "\u0338 begins with a mark",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\ufdd0\uffff no characters",
    "\ue000 of one's own",
)
SYSTEMS = (
    *("CON", "nul.txt", "com1", "LPT¹", "..", "../../etc/passwd", "C:\\Windows\\x", "a/b", "~"),
    *("trailing.", "trailing ", "a:b*c?d", "-rf", "$(id) `id` ; rm", "%PATH%", "=1+1", "@SUM(A1)"),
)
YAML = (
    *("no", "null", "~~", "1e3", "0x1F", "12:30", "2026-11-22", "true", "<<", "=", "- a", "? b"),
    *("a: b", "a #b", "&a", "*a", "!!python/name:os.system", "%TAG", "---", "...", "|-", ">"),
)
LONG = ("x" * 100, "名" * 100, "<script>" * 12, "|" * 100, "\u202e" * 100, "\\" * 99)

HOSTILE_TEXTS = (*MARKUP, *MARKDOWN, *DRAWING, *DIRECTION, *SCRIPTS, *SYSTEMS, *YAML, *LONG)
"""Each may be a name; none is blank, longer than 100 characters or reserved."""

CONTROLS = ("a\0b", "a\x07b", "a\x1b[31mb", "two\nlines", "a\tb", "a\u0085b", "a\x7fb")
TOO_LONG = ("x" * 101, "x" * 1001, "x" * 10_000, "<script>" * 2000, "\u202e" * 10_000)
REFUSED_TEXTS = (*CONTROLS, *TOO_LONG[1:])
"""No text of a design: what a field of the kind text refuses."""

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
"""What no message and no document may hold: controls, what hides and what turns the line."""
