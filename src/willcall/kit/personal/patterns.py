"""What is personal by its looks: addresses, numbers of every kind, secrets. Names are another matter (`names`)."""

import re

_I = re.IGNORECASE
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|terrace|close|crescent|square|sq|"
    r"highway|hwy|parkway|pkwy|gardens|row|mews|hill|quay)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{2,4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{2,4}})"

DAY = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d")

# fmt: off
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+%'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", _I)),
    ("email", re.compile(r"[\w.+-]+\s*(?:\(at\)|\[at\]|\bat\b)\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*(?:[\w-]+\s*(?:\(dot\)|\bdot\b)\s*)?[a-z]{2,8}\b", _I)),
    ("email", re.compile(r"[\w.+-]+\s*[(\[]\s*at\s*[)\]]\s*[\w-]+(?:\.[\w-]+)+", _I)),
    ("handle", re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,29}")),
    ("address", re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b", _I)),
    ("phone", re.compile(r"(?<![\w-])(?:\+|00)\d(?:[\s().\-/]{0,2}\d){7,14}(?![\w-])")),
    ("phone", re.compile(r"(?<![\w-])\(?\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}(?![\w-])")),
    ("phone", re.compile(r"\b(?:phone|cell|mobile|tel|call|text|reach me|whatsapp|ring|number)\b[^\d+\n]{0,25}(?P<it>\+?\(?\d(?:[\s().\-/]{0,2}\d){5,14})(?![\w-])", _I)),
    ("account", re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")),  # IBAN, ISO 13616
    ("account", re.compile(r"\b(?:account|acct|a/c|iban|routing|sort ?code|bic|swift|konto)\b(?: (?:number|no|nr|code))?\.?[^\w\n]{0,3}(?:is |was |number )?[^\w\n]{0,2}(?P<it>(?=[A-Z0-9 -]*\d{2})[A-Z0-9](?:[A-Z0-9 -]{3,32})[A-Z0-9])", _I)),
    ("account", re.compile(r"\b\d{2}-\d{2}-\d{2}\b(?= |,|\.|$)")),
    ("card", re.compile(r"\b(?:ending|ends|finishing|last (?:4|four)(?: digits)?)\b(?: (?:in|with|of|on|are|is|my|the|card|number)){0,4}[^\w\n]{0,3}(?P<it>\d{4})\b", _I)),
    ("card", re.compile(r"(?:[*x•]{2,}[\s-]?)+(?P<it>\d{4})\b", _I)),
    ("card", re.compile(r"\b(?:exp(?:iry|ires|iration)?(?: date)?|valid (?:thru|until)|good thru)\b[^\d\n]{0,8}(?P<it>\d{1,2} ?[/-] ?\d{2,4})\b", _I)),
    ("card", re.compile(r"\b(?:cvv2?|cvc2?|security code|pin)\b[^\d\n]{0,12}(?P<it>\d{3,6})\b", _I)),
    ("card", re.compile(r"(?<![\w.])\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{1,4})?(?![\w])")),
    ("card", re.compile(r"\bcard(?: number| no\.?)?\b[^\d\n]{0,12}(?P<it>\d[\d -]{10,22}\d)", _I)),
    ("token", re.compile(r"\b(?:tok|pm|pi|ch|src|cus|sk|pk|ses)_[A-Za-z0-9_]{3,}\b")),
    ("token", re.compile(r"\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*|\b(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{24,}\b")),
    ("secret", re.compile(r"\b(?:password|passcode|passphrase|pwd|login code|one[- ]time code|otp|verification code)\b(?: is| was|:|=)*\s*(?P<it>[^\s,;]{3,40})", _I)),
    ("id number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),
    ("id number", re.compile(r"\b(?:ssn|social security|passport|licen[cs]e(?! plate)|driver'?s licen[cs]e|national insurance|nino|tax id|id card|nif|dni|membership|member|loyalty)\b(?: (?:number|no|card|id|code))?\.?[^\w\n]{0,3}(?:is |was )?#?(?P<it>(?=[A-Z0-9 -]*\d)[A-Z0-9](?:[A-Z0-9-]| (?=[\dA-Z]*\d)){3,16})", _I)),
    ("id number", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")),
    ("birth date", re.compile(rf"\b(?:born|birthday|birth date|birthdate|date of birth|d\.?o\.?b\.?)\b[^\d\n]{{0,14}}?(?P<it>{_DATE}|(?:19|20)\d\d)", _I)),
    ("address", re.compile(rf"\b\d{{1,5}}[a-z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w'’.-]*\s){{1,3}}(?i:{_STREET})\b\.?(?i:,? (?:apt|apartment|flat|unit|suite|#)\.? ?\w{{1,5}})?")),
    ("address", re.compile(r"\b\d{1,5}[a-z]? (?:[a-z]+ ){1,2}(?:street|road|avenue|drive|lane|boulevard)\b(?! (?:show|gate|entrance|parking))", _I)),
    ("address", re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?, [A-Z]{2} \d{5}(?:-\d{4})?\b")),
    ("address", re.compile(r"\b(?:[A-ZÄÖÜ][\w'’-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|laan|straat|gatan))\s\d{1,4}[a-z]?\b")),
    ("address", re.compile(r"\b(?:Rue|Avenue|Boulevard|Via|Viale|Piazza|Calle|Avenida|Rua|ul\.)\s(?:(?:de|du|des|la|le|del|della|di|do|da)\s)*[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?,?\s\d{1,4}\b")),
    ("address", re.compile(r"\b\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|chemin|place|quai|allée)\s(?:(?:de|du|des|la|le|l')\s?)*[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?")),
    ("address", re.compile(r"\b(?:zip|post ?code|postal code|plz|zip code)\b[^\w\n]{0,3}(?:is |was )?(?P<it>[A-Z0-9][A-Z0-9 -]{2,9}[A-Z0-9])", _I)),
    ("address", re.compile(r"\b(?:A[LK]|A[RZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?\b")),
    ("address", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
    ("address", re.compile(r"\bP\.? ?O\.? Box \d+\b", _I)),
    ("plate", re.compile(r"\b(?:number ?plate|licen[cs]e plate|plate|registration|reg)\b(?: number| no\.?)?[^\w\n]{0,3}(?:is |was )?(?P<it>[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5}(?: ?[A-Z0-9]{1,3})?)", _I)),
)
# fmt: on
