"""What the embedded brain hears and says. Begin with `hearing` and `purchase`; the rest is one matter a module.

Hearing is pure: a reading and the state in, a changed state and a `Heard` out; `hearing` goes through a message wish by wish and asks

- what it does at all: `intents`, `cues`, `sifting`, `aims`, `agreeing`, `nods`, `remarks`, `resuming`, `tempers`, `withdrawing`;
- which show, day and part of the house: `wanting`, `nights`, `several`, `whereabouts`, `details`, `counting`, `joining`, `footing`, `climbing`;
- what of a list is meant, or only asked about: `choosing`, `picking`, `numbered`, `taking`, `comparing`;
- what is of tickets one has: `already`, `ours`, `owning`, `mine`, `part`, `swapping`, `moving`; what is of people and cases: `people`;
- what is a matter of things lost, hurts and needs: `matters`;
- what is a question, and of what: `inquiring`, `asking`, `aspects`, `facets`, `referents`, `rephrasing`, `ruled`, `standing`, `booked`, `declined`, `protesting`, `prying`, `nearby`, `pointing`.

`tasks` keeps what a fan is about. Scripts read straight down and ask for tools through `flow`: `purchase` (with `affording`, `suiting`,
`exactly`, `recalling`), `changes`, `handing`, `orders`. Answers: `questions` (with `documents`, `policies`, `deadlines`, `addresses`), `reckoning`, and
under a quote `quoting` and `money_back`. `phrases` is how all of it is put into words.
"""
