"""What the embedded brain hears and says. Begin with `hearing` and `purchase`; the rest is one matter a module.

Hearing is pure: a reading and the state in, a changed state and a `Heard` out; `settling` looks first whether it is
one thing as a whole; else `hearing` goes through it wish by wish and asks

- what it does at all: `intents`, `cues`, `sifting`, `aims` (with `budgets`, `lateness`, `recounting`), `agreeing`, `nods`, `yeses`, `resuming`, `still_there`, `tempers`, `remarks`, `tongues`, `withdrawing`, `letting_go`, `lapsed`;
- which show, day and part of the house: `wanting`, `nights`, `elsewhen`, `several`, `whereabouts` (with `misspelt`), `details`, `counting`, `joining`, `footing`, `climbing`, `chairs`;
- what of a list is meant, or only asked about: `choosing`, `picking`, `numbered`, `taking`, `comparing`;
- what is of tickets one has: `already`, `just_bought` (with `fewer`, `around`), `ours`, `owning`, `mine`, `part`, `bettering`, `reasons`, `giving`, `which_i_have`, `swapping`, `moving`, `rather_moved`; what settles a whole
  message about them: `other_order`, `trading`, `once_more`, `refusals`;
- what is of people and cases: `people` (`fetching` fetches them), and what asks for nobody: `unasked`;
- what is a matter of things lost, hurts and needs: `matters`;
- what is a question, and of what: `inquiring`, `asking`, `aspects`, `facets`, `referents`, `rephrasing`, `ruled`, `standing`, `booked`, `declined`, `inclusive`, `limits`, `protesting`, `prying`, `haggling`, `charges`, `nearby`, `pointing`, `only_asking`, `signing`.

`tasks` keeps what a fan is about. Scripts read straight down and ask for tools through `flow`: `purchase` (with `affording`, `suiting`,
`exactly`, `recalling`), `changes` (with `nearer`), `handing`, `orders`. Answers: `questions` (with `documents`, `policies`, `deadlines`, `addresses`, `hours`), `reckoning`, and
under a quote `quoting` and `money_back`. `phrases` is how all of it is put into words.
"""
