"""Names of languages, which are no places and no shows: "is it in English", "with French subtitles".

General knowledge; which language anything is in is for its description to say.
"""

import re

from willcall.understanding.patterns import regex

LANGUAGE = (
    r"(?:english|hindi|kannada|tamil|telugu|malayalam|marathi|konkani|bengali|bangla|urdu|punjabi|gujarati|sanskrit|nepali|sinhala|french|german|italian|spanish|catalan|basque|portuguese|"
    r"polish|russian|ukrainian|dutch|flemish|welsh|irish|gaelic|swedish|norwegian|danish|finnish|icelandic|greek|turkish|arabic|hebrew|yiddish|persian|farsi|mandarin|cantonese|chinese|"
    r"japanese|korean|vietnamese|thai|tagalog|indonesian|malay|czech|slovak|hungarian|romanian|bulgarian|serbian|croatian|latin|swahili|zulu|afrikaans|amharic|creole|maori)"
)
IS_LANGUAGE = regex(rf"\s*(?:the )?{LANGUAGE}(?: language)?\s*", re.IGNORECASE)
