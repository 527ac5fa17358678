"""Praise of us, in the words of a message to a friend: "thx ur the best", "omg you guys are legends". Pure."""

import re

from willcall.understanding.patterns import regex

_THANKS = r"(?:thanks|thank you|thankyou|thanx|thx|tysm|ty|cheers|ta|tvm|much appreciated)(?:\W+(?:so much|very much|a lot|a million|loads|tons|heaps|mate|man|hun|buddy|pal|for (?:that|this|the help|your help|everything|all your help)))*"
_OH = r"(?:omg|oh|wow|aw+|ok|okay|great|yay|haha+|lol|honestly|seriously|man|dude|well|and|perfect|brilliant|amazing|awesome|excellent|nice)"
_ARE = r"(?:you|u|ya|y['’]?all|you (?:guys|lot|people|folks)|u guys|willcall|this bot|this thing)(?:['’]?re|['’]?r|['’]?s| are| r| is)?|ur|youre|your"
_GOOD = r"(?:best|bomb|goats?|legends?|stars?|superstars?|gems?|angels?|hero(?:e?s)?|life ?savers?|champ(?:ion)?s?|star|dream|ace|amazing|awesome|brilliant|great|fantastic|wonderful|lovely|(?:very |so |really )?helpful|fab(?:ulous)?|kind|sweet|nice|incredible|a? ?diamond|the man|too kind)"
_PRAISES = regex(
    rf"\W*(?:(?:{_OH}|{_THANKS})\W+)*"
    rf"(?:(?:{_ARE})\W+(?:(?:just|really|so|such|simply|all|actually|literally|truly|an?|the|absolute(?:ly)?|total|bloody|real|very|quite)\W+)*{_GOOD}|(?:you|u|ya)(?: guys)? rocks?)"
    rf"(?:\W+(?:{_THANKS}|{_OH}|mate|man|xx*|seriously|ever|in the world|for (?:that|this)))*\W*",
    re.IGNORECASE,
)


def only_praises(text: str) -> bool:
    """Whether a message says nothing but how good we are."""
    return len(text) < 160 and _PRAISES.fullmatch(text) is not None
