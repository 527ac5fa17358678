"""Tickets one has: which order is meant, and what is to become of it.

`ours`, `mine`, `owning`, `already` and `which_i_have` find the order, `orders` looks at it, `aisle_seat` tells which seat is at the aisle, `delivery` is of taking it along; `fewer`, `staying` and `around` are of how many there are, `stand_in` of who comes in
another's place; `just_bought` is what is said right
after a purchase. `rather_moved` and `trading` exchange, `bettering` upgrades, `giving` and `in_my_place` hand on (`no_hand_over` turns that away), `refusals` and `other_order` turn an offer down, `less_than_refused` follows a refusal up, `once_more` buys the same again; `reasons` is why.
"""
