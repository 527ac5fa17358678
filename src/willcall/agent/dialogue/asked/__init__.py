"""What is a question, and of what. Answers are in `answers`.

`asking` tells a question from a wish, `facets` and `referents` say of what. The rest is one matter a module:

- rules: `ruled`, `in_that_event`, of the one named when we asked `which_one`, of a show before any ticket is bought `rule_of_a_show`;
- money: `charges`, `fees`, `inclusive`, `haggling`, `reductions`, `codes`, a payment `in_doubt`, paying `from_credit`, what is asked `at_the_till`; what an exchange costs, and whether seats stay the same in it (`of_the_move`);
- where an order stands (`booked`, `declined`), and other people's orders (`prying`);
- of people: whether somebody is old enough (`of_age`), small children (`small_ones`), what somebody needs (`of_a_need`) and whether it has to be proved (`papers`), `stairs`;
- of a show and its house: whether it is any good (`praised`), where its seats lie (`lying`), where the house is (`which_town`), whether it is on the day one thinks (`which_day`), what is `nearby`, an evening out, and a thing of the house beside which a show only says where (`practical`);
- beside something else: what is told of the people (`aside`), asked in the words of a wish or a pick (`beside_a_wish`), while seats are held (`at_a_hold`), or asked and then wished done (`and_do_it`);
- seats to be kept for longer (`holding`), objections (`protesting`), `signing` in, looking without buying (`only_asking`), pointing at what is shown (`pointing`), at seats listed (`of_an_option`), and what is asked of shows listed (`of_the_list`).
"""
