"""What is a question, and of what. Answers are in `answers`.

`asking` tells a question from a wish, `facets` and `referents` say of what. The rest is one matter a module: rules (`ruled`, `in_that_event`, of a show before any ticket is bought `rule_of_a_show`), money (`charges`, `fees`, `inclusive`, `haggling`, `reductions`, `codes`),
where an order stands (`booked`, `declined`), other people's orders (`prying`), what is `nearby`, of an evening out (`practical`), `stairs`, what is asked while seats are held (`at_a_hold`), seats to be kept for longer (`holding`), objections (`protesting`), `signing` in, looking without buying
(`only_asking`), pointing at what is shown (`pointing`).
"""
