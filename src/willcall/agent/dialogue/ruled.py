"""Which kind of rule a question is after, by its words. Pure."""

_RULES = {  # the first kind that is named; reasons speak for money back only where nothing is
    "refund": (
        "refund",
        "credit",
        "cutoff",
        "cut-off",
        "cut off",
        "deadline",
        "give these back",
        "give em back",
        "money back",
        "cancellable",
        "give them back",
        "give it back",
        "return them",
    ),
    "exchange": ("exchange", "swap", "change the date", "another date", "different date", "switch"),
    "resale": ("resell", "sell them on", "sell it on", "sell my ticket", "sell them", "sell it"),
    "if away": (
        "cancel",
        "can't make",
        "can't come",
        "can't go",
        "can't attend",
        "unable to",
        "sick",
        "i'm ill",
        "im ill",
        "fall ill",
        "get ill",
        "poorly",
        "lose everything",
        "lose my money",
        "plans change",
        "something comes up",
    ),
    "upgrade": ("upgrade", "better seat"),
    "transfer": (
        "transfer",
        "give my ticket",
        "someone else",
        "friend",
        "own phone",
        "to have one of my",
        "have one of our",
    ),
    "purchase_limit": ("how many", "limit", "maximum", "max "),
    "if late": ("credit", "cutoff", "cut-off", "cut off", "deadline"),
}


def plainly(text: str) -> str:
    """The words as the table has them."""
    return text.casefold().replace("’", "'").replace("cant ", "can't ")


def kind_asked(words: str) -> str | None:
    """The kind of rule, as `_RULES` calls it; None where the words name none."""
    return next((kind for kind, keys in _RULES.items() if any(key in words for key in keys)), None)
