"""What a message means by what the fan is about: heard only with `tasks`, the last offer or the list at hand.

`sifting` takes wishes apart, `aims` says what each is after (with `budgets` and `while_held`), `withdrawing` what is given up. `numbered`, `comparing`, `recommending`, `each_of_them` and `chairs`
are of the list at hand, `at_no_more` of better seats than those on the table. `inquiring`, `standing` and `limits` are questions within something, `answered` a no beside a question and what a yes hangs on, `besides` what every house is asked, whatever is said beside it (its words are `every_house`), `gone_by` is of days that are over, `occasions` of what an evening is for; `and_that_day` asks for the prices of another day, `rephrasing` makes one whole by what was said before.
"""
