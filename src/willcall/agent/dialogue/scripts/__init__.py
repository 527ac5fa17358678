"""Scripts read straight down and ask for tools through `flow`.

`purchase` (with `affording`, `exactly`, `in_that_case`, `offering`, `advising` and `recalling`), `changes` to orders (with `nearer` and `another`), `handing` tickets on.
"""
