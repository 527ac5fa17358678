"""What is a question, and of what. Answers are in `answers`.

`asking` tells a question from a wish, `facets` and `referents` say of what. The rest is one matter a module: rules (`ruled`, `in_that_event`), money (`charges`, `inclusive`, `haggling`, `reductions`, `codes`),
where an order stands (`booked`, `declined`), other people's orders (`prying`), what is `nearby`, of an evening out (`practical`), `stairs`, seats to be kept for longer (`holding`), objections (`protesting`), `signing` in, looking without buying
(`only_asking`), pointing at what is shown (`pointing`).
"""
