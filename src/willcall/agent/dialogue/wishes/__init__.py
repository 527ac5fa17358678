"""Which show, which day, how many, which part of the house, and what is to be changed of an order: what words of a wish mean.

`wanting` finds the show, `nights` and `elsewhen` its day, `the_friday_after` such a day of a later week, `several` more than one of them, `rounds` which of one title, `apportioned` what is for which; `whereabouts` (with `misspelt` and `choosing`) the section, row and
price, `climbing` and `suiting` what a seat must be like; `counting` and `joining` how many come. `details` puts them together. Of an order: `part` says how many of
its tickets, `moving` to which day, `swapping` for which show, `bought_too` what is to be bought beside.
"""
