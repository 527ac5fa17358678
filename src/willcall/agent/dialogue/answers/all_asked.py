"""All that one message asks, answered one after the other."""

from willcall.agent.dialogue.answers import questions
from willcall.agent.dialogue.flow import Aside, Flow
from willcall.agent.state import Heard

MOST_QUESTIONS = 4
"""Of one message; whoever asks more is answered these."""


def answered(flow: Flow, heard: Heard) -> Aside:
    """Answers what was asked, as far as one message may ask."""
    before = len(flow.lead)
    for question in heard.questions[:MOST_QUESTIONS]:
        yield from questions.answer(flow, question, of_several=len(heard.questions) > 1)
    told = flow.lead[before:]
    flow.lead[before:] = [line for n, line in enumerate(told) if line != questions.UNKNOWN or line not in told[:n]]
    return None


def known(flow: Flow, heard: Heard) -> Aside:
    """Answers what is known of what was asked, and says nothing of the rest: a complaint is for people."""
    before = len(flow.lead)
    yield from answered(flow, heard)
    flow.lead[before:] = [line for line in flow.lead[before:] if questions.UNKNOWN[:17] not in line]
    heard.questions = []
    return None
