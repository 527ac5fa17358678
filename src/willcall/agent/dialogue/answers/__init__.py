"""What is answered, each from a receipt or a source.

`questions` looks into the knowledge base and the tables (`policies`, `deadlines`, `addresses`, `ages`, `hours`, `no_reviews`, `part_prices`, `proof`, `shows_off`, `where_it_lies`; of the show itself `says_itself`), `all_asked` into all that one message asks; `agreed` tells a yes with anything beside it, and what of that is answered, `one_after_another` what is wished for after it; `reckoning` does sums; under a quote `quoting`, `of_the_change`, `money_back` and `for_so_many` say what it means, `paying` what is asked where it is paid.
"""
