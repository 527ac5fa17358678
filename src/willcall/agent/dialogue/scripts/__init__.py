"""Scripts read straight down and ask for tools through `flow`.

`purchase` (with `affording`, `exactly` and `recalling`), `changes` to orders (with `nearer`), `handing` tickets on.
"""
