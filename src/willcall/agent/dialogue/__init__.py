"""What the embedded brain hears and says.

Hearing is pure: a reading and the state in, a changed state and a `Heard` out. `settling` looks first whether a message is one thing as a whole (its table is the
order in which that is asked); else `hearing` goes through it wish by wish (`by_wish`). A folder is a kind of matter, a module one matter; a folder knows those before it:

- `wishes`: which show, day, number and part of the house;
- `asked`: what is a question, and of what;
- `acts`: what a message does, whatever it is about (yeses, letting go, tempers);
- `owned`: tickets one has;
- `scripts`: purchases, changes and handing on, step by step;
- `context`: what a message means by what the fan is about;
- `answers`: what is answered.

Beside them, what several share: `cues`, `intents` and `aspects` are words, `tasks` keeps what a fan is about (`fresh` how that begins), `flow` asks for tools, `documents` and `footing` look
things up, `fetching` fetches people, `phrases` puts all of it into words.

Begin with `hearing` and `scripts.purchase`. A new kind of message is a module in its folder and a line in the table of `settling`.
"""
