"""What a message does, whatever it is about: yeses and noes, letting go, getting on with it, taking from a list, tempers.

- Assent: `agreeing`, `nods`, `yeses`, one among other words `open_yes`, and what a quote says already `restated`; its opposites: `letting_go`, `taking_leave`, `lapsed`, `unasked`; going on after a pause: `resuming`.
- Taking something that was shown: `picking`, `picking_again`, another of the shows listed `back_to_the_list`, the seats held after a look elsewhere `back_to_what_is_held`, more of one part `other_rows`, `by_number`, one of two `either_of`, `by_their_names`, `taking`, `remarked`, `otherwise`; `to_the_offer` is the words that take what is offered.
- Two things in one message, heard one by one: a decision and something else (`decided`, with what is only supposed there: `supposing`), a choice and what is rather wished for (`corrected`), a purchase and questions (`bought_and_asked`).
- People: `consulting` asks somebody first, `coming_along` says who else comes, `people` asks for one of ours, `no_case` does not, `no_name` is no name of one; `arriving` tells how early or late one gets there.
- `matters` are things lost, hurts and needs, `losing` describes what was lost.
- `introducing`, `recounting` and `lateness` tell and do not ask; `tempers`, `remarks`, `praising` and `tongues` want nothing done.
"""
