"""Who comes along after the number was said: "my brother wants to come too", "oh and my dad as well", "plus my mate". Pure."""

import re

from willcall.understanding.company import KIN

_LONGEST = 200  # characters
_ONE = rf"(?:(?:my|our|her|his|a|another|one|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}|{KIN})"
_MORE = r"(?:too|as well|also|along|now|with (?:us|me)|after all)"
_LEAD = r"(?:(?:oh|ah|and|also|actually|ok|okay|so|wait|sorry|well|um+|hey|hang on|hold on|turns out|it turns out|shoot|btw|looks like|my bad)\W+)*"
_JOINS = re.compile(
    rf"^\W*{_LEAD}(?:"
    rf"(?:my|our|a|one of (?:my|our))\s+(?:[\w'-]+\s+)?{KIN}(?:\s+[a-z]+)?(?:(?:['’]s|\s+is|\s+are|\s+will be|\s+might be|['’]ll be)?\s+(?:also\s+|now\s+|just\s+)?(?:(?:want(?:s|ed)?|would like|['’]d like|decided|asked|hopes?)\s+to\s+(?:come|join|tag along|go|be there)|wanna (?:come|join|go)|can come|joining(?:\s+(?:us|me))?|tagging along|wants in)(?:\s+{_MORE})*|(?:['’]s|\s+is|\s+are|\s+will be|['’]ll be)\s+(?:also\s+)?coming(?:\s+{_MORE})+)"
    rf"|(?:plus|and|add(?:\s+in)?|also)\s+{_ONE}(?:\s+(?:is|wants to|will)\s+(?:coming|come|join))?(?:\s+{_MORE})*"
    rf"|(?:my|our)\s+{KIN}\s+(?:too|as well|also)"
    rf")\W*(?:(?:please|pls|if (?:that['’]?s )?(?:ok|possible)|sorry|lol|haha|is that ok(?:ay)?)\W*)*$",
    re.IGNORECASE,
)


def joins(text: str) -> bool:
    """Whether one more person is said to come along, and no number."""
    return len(text) <= _LONGEST and _JOINS.match(text) is not None
