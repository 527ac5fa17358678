"""Tickets one has: which order is meant, and what is to become of it.

- Which: `ours`, `mine`, `owning`, `already` and `which_i_have` find the order, `orders` looks at it; `aisle_seat` tells which seat is at the aisle, `delivery` is of taking it along.
- How many: `fewer`, `staying`, `around`; other ones than those quoted, `rather_those`; who comes: `stand_in` in another's place, `dropped_out` not at all.
- `just_bought` is what is said right after a purchase, `given_back` after money went back, `paid` what it comes to, `once_more` buys the same again.
- What becomes of it: `rather_moved`, `rather_exchanged` and `trading` exchange, `days_apart` says by how many days, `bettering` upgrades (`at_better_seats` is of the list it shows), `wheelchair_place` is of a wheelchair's space among one's seats, `giving` and `in_my_place` hand on (`no_hand_over` turns that away, `passing_on` tells how it is done, `of_the_hand_over` what is asked of it meanwhile), `called_off` is of money for a show that is off.
- `difference` is the money left over by a change, `amends` money wanted for something bad.
- `refusals` and `other_order` turn an offer down, `turned_down` the quote of a change, `under_a_change` is what is said under one of other seats, `less_than_refused` follows a refusal up; `reasons` is why, `ways_out` what may be done.
"""
