"""Scripts read straight down and ask for tools through `flow`.

`purchase` (with `affording`, `counts`, `each_day`, `exactly`, `in_that_case`, `no_dearer`, `offering`, `advising` and `recalling`), `changes` to orders (with `nearer`, `another`, `off_the_table` and `wheelchairs`), `handing` tickets on.
"""
