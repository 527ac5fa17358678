"""What a message does, whatever it is about: yeses and noes, letting go, getting on with it, taking from a list, tempers.

`agreeing`, `nods` and `yeses` are assent; `letting_go`, `taking_leave`, `lapsed` and `unasked` its opposites; `resuming` and `still_there` go on after a pause. `picking`, `taking`, `picked_and_asked`, `remarked` and
`otherwise` take something that was shown. `consulting` asks somebody first, `arriving` tells how early or late one gets there, `coming_along` who else comes. `people` asks for one, `matters` are things lost, hurts and needs. `introducing`, `recounting` and `lateness` tell and do not ask; `tempers`, `remarks`, `praising` and
`tongues` want nothing done.
"""
