"""The course of a single turn: screen → buttons and consent by code → read → think (any brain) → check the words → save.

Made for one turn and thrown away with it. What it needs for longer is in the runner; what must last is in the state.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from willcall.access.actor import Actor
from willcall.agent import assent, buttons, settlement
from willcall.agent.brains.embedded import BANK_WAITS, COMES_NEXT
from willcall.agent.contract import (
    ChatReply,
    ChatRequest,
    Confirm,
    Decline,
    GiveFeedback,
    HandOff,
    Pay,
    Select,
    TurnEvent,
)
from willcall.agent.dialogue import aspects, cues, tasks
from willcall.agent.dialogue.answers import agreed, money_back, one_after_another, questions
from willcall.agent.dialogue.flow import Flow, Script
from willcall.agent.dialogue.hearing import hear
from willcall.agent.dialogue.intents import ASKS, CONTROLS, SOCIAL
from willcall.agent.logged import tell_the_log
from willcall.agent.memory.remembering import OFFER, of_turn
from willcall.agent.ports import BrainFailed, Picked, Said, Speech, Thought, ToolCall, ToolResult, View
from willcall.agent.replying import made_of
from willcall.agent.safeguards.claims import ClaimStream
from willcall.agent.safeguards.ledger import Ledger
from willcall.agent.safeguards.screening import CARD_REFUSED, beside_the_card, carries_card
from willcall.agent.settlement import Settled
from willcall.agent.specialists.counter import Counter
from willcall.agent.specialists.registry import EVERY_TOOL, specs
from willcall.agent.specialists.roster import ROSTER
from willcall.agent.specialists.toolbox import Toolbox
from willcall.agent.state import ConversationState, Question
from willcall.agent.telling import Silenced, Telling
from willcall.agent.wired import Wired, acting
from willcall.conversations.store import Conversation, Turn
from willcall.kit.privacy import screen
from willcall.kit.tracing import span
from willcall.understanding.reading import Context, Intent, Reading, Wish

MAX_STEPS = 40
ELSEWHERE = frozenset({"v1", "mcp"})  # doors through which somebody's program speaks: a yes there is not the fan's own
_NOBODY_HOME = "I'm having trouble right now. Nothing was charged; please try again in a moment."
# While the bank waits for the fan nothing else can be bought or changed; these are heard.
_WHILE_PAYING = ASKS | SOCIAL | CONTROLS - {Intent.PAY} | {Intent.DENY, Intent.ORDERS}


class Course:
    """The working memory of a single turn."""

    def __init__(
        self,
        runner: Wired,
        request: ChatRequest,
        conversation: Conversation,
        history: list[tuple[str, str]],
        actor: Actor,
        request_id: str,
        channel: str,
        emit: Callable[[TurnEvent], None] | None,
    ) -> None:
        self.started = time.perf_counter()
        self.runner, self.request, self.conversation = runner, request, conversation
        self.actor = acting(conversation, actor)
        self.history, self.request_id = history, request_id
        self.telling = Telling(emit, runner.speakers, conversation)
        self.channel = channel
        self.now = runner.clock()
        self.state = (
            ConversationState() if conversation.new else ConversationState.model_validate_json(conversation.state)
        )
        number = conversation.turns
        self.ledger = Ledger.load(self.state.ledger or {}) if runner.brains else None
        self.counter = Counter(
            conversation_id=conversation.conversation_id,
            actor=self.actor,
            state=self.state,
            boxoffice=runner.boxoffice,
            knowledge=runner.knowledge,
            desk=runner.desk,
            guard=runner.guard,
            now=self.now,
            ids=runner.ids,
            attempt=f"{conversation.conversation_id}:{number}",
            payment_methods=runner.payment_methods,
            hold_seconds=runner.hold_seconds,
            venues=lambda: list(dict.fromkeys(show.venue for show in runner.catalogue().shows)),
            ledger=self.ledger,
            judge=runner.judge,
        )
        self.toolbox = Toolbox(self.counter, EVERY_TOOL)
        self.memory = of_turn(runner, conversation, self.actor.customer_id, self.now)
        self.brain = "code"
        self.tokens = [0, 0]
        self.cost = 0.0
        self.said = ""
        self.offered: str | None = None
        self.reading: Reading | None = None
        self.readings: dict[tuple[str, str | None], Reading] = {}
        self.unanswered = False

    # -- the course of a turn ------------------------------------------------------------------------------------------

    def run(self) -> ChatReply:
        self.telling.tell("status", text="reading")
        if self.actor.kind == "fan" and self.conversation.customer_id is None:
            self.conversation.customer_id = self.actor.customer_id
        self.offered = self.state.memo.pop("offer", None)  # an offer stands for one turn
        message, had_card_number = screen(self.request.message or "")
        if self.request.action is not None and carries_card(self.request.action):
            self.request, had_card_number = self.request.model_copy(update={"action": None}), True
        self.said = message
        if self.ledger is not None:
            self.ledger.begin_turn(message)
        if self.conversation.speaker == "person":
            return self.listen()
        self.conversation.closed = False
        lead = settlement.lapse(self.state, self.ledger, self.now)
        if had_card_number:
            lead = "\n".join(p for p in (lead, CARD_REFUSED) if p)
            message = beside_the_card(message) if self.request.action is None else ""
        text, awaiting = "", self.state.awaiting
        if message or not had_card_number:
            try:
                text, awaiting = self.respond(message)
            except Silenced:
                text, awaiting = "", self.state.awaiting
        return self.reply("\n".join(p for p in (lead, text) if p), awaiting)

    def listen(self) -> ChatReply:
        """A person speaks: the fan's words are kept for them; a button does what code alone decides, without a word."""
        done = buttons.pressed(self.runner, self.counter, self.request.action)
        self.said = self.said or done.said
        return self.close_turn(done.outcome, done.awaiting, spoken=False)

    def respond(self, message: str) -> tuple[str, str | None]:
        state, action = self.state, self.request.action
        match action:
            case Confirm():
                self.said = self.said or "[confirm]"
                return self.after(settlement.confirm(self.counter, action.quote_id, said="[confirm button]"))
            case Pay():
                self.said = self.said or "[pay]"
                self.counter.payment_token = action.payment_method_token
                return self.after(settlement.pay(self.counter, action.quote_id))
            case Decline():
                self.said = self.said or "[not now]"
                return self.after(settlement.decline(self.counter))
            case GiveFeedback():
                self.said = self.said or "[feedback]"
                return buttons.feedback(self.runner, self.conversation.conversation_id, action), state.awaiting
            case HandOff():
                self.said = self.said or "[a person, please]"
                return self.think(self.plain_reading(Intent.HAND_OFF))
            case Select():
                picked, words = buttons.picked(state, action)
                self.said = self.said or words
                if picked is None:
                    return words, state.awaiting
                if picked.about == "choices":
                    return self.words(words)
                return self.think(self.plain_reading(Intent.CHOOSE), picked=picked)
        if not message.strip():
            return "I can't look at attachments yet; please tell me in words.", state.awaiting
        return self.words(message)

    def words(self, message: str) -> tuple[str, str | None]:
        """A message in words: a payment in its second step first, then consent, then thinking."""
        state = self.state
        if state.pending_order_id is not None:
            settled = settlement.second_step(self.counter)
            if settled is not None:
                return self.after(settled)
            if state.awaiting == "second_step":
                reading = self.read(message)
                done = cues.APPROVED.search(message) and not aspects.asks(message)
                if done or reading.intent not in _WHILE_PAYING:
                    return BANK_WAITS, "second_step"
        reading = self.read(message)
        about_memory = self.memory.obey(message, state, reading, offered=self.offered == OFFER)
        if about_memory is not None:
            return about_memory, state.awaiting
        elsewhere, besides = self.channel in ELSEWHERE, None
        consent = assent.consent(self.counter, reading, self.said, elsewhere=elsewhere)
        whole = message == self.said  # and no card number was cut out of it
        if consent is None and whole and (besides := agreed.beside(self.view(reading), hear)) is not None:
            consent = assent.agree(self.counter, self.said, elsewhere=elsewhere)
        if consent is not None:
            return self.after(consent, besides)
        text, state.awaiting = self.think(reading)
        return "\n".join(p for p in (text, self.memory.notice(reading, state)) if p), state.awaiting

    def after(self, settled: Settled, besides: agreed.Agreed | None = None) -> tuple[str, str | None]:
        """What was settled, then what was said beside the yes, and then the next thing that waits."""
        state = self.state
        state.awaiting = settled.awaiting
        besides = besides or agreed.Agreed()
        rest = besides.rest
        if settled.done or settled.awaiting in {"payment", "sign_in"}:
            flow = Flow(self.view(self.plain_reading(Intent.INFORM)))
            told = list(besides.told)
            if besides.following is not None:
                state.later.append(besides.following[0])
                told.append(COMES_NEXT.format(besides.following[1]))
            told += [self.follow(_aside(flow, question)).text for question in besides.questions]
            told += [self.follow(money_back.lines(flow, besides.asked)).text] if besides.asked else []
            settled = replace(settled, text="\n".join((settled.text, *filter(None, told))))
        if settled.done:
            over, state.task = state.task, None
            state.later = [t for t in state.later if not one_after_another.is_done(t, over)]
            text, state.awaiting = settled.text, None
            if rest and not one_after_another.points_on(rest):
                beside, state.awaiting = self.think(self.read(rest), said=rest)
                text = "\n".join(p for p in (text, beside) if p)
                if state.task is not None or state.awaiting is not None:
                    return text, state.awaiting
            state.task = tasks.after_a_deed(state, over) or one_after_another.for_the_other(over, rest)
            if state.task is None:
                return text, settled.awaiting
            going_on = self.go_on(text)
            state.memo |= {"put": state.quote.quote_id} if state.quote is not None else {}
            return going_on
        if settled.look_again and state.task is not None:
            state.task.chosen, state.task.options = None, []
            return self.go_on(settled.text)
        return settled.text, settled.awaiting

    def go_on(self, lead: str) -> tuple[str, str | None]:
        view = self.view(self.plain_reading(Intent.INFORM))
        speech = self.follow(self.runner.embedded.resume(view))
        return "\n".join(p for p in (lead, speech.text) if p), speech.awaiting

    # -- thinking ------------------------------------------------------------------------------------------------------

    def read(self, message: str) -> Reading:
        self.reading = self.read_part(message)
        return self.reading

    def read_part(self, text: str) -> Reading:
        """The reading of some words as if they were the whole message; the same words are read once a turn."""
        known = self.readings.get((text, self.state.awaiting))
        if known is None:
            recent = tuple(("user" if s == "user" else "agent", t) for s, t in self.history[-4:])
            context = Context(self.now, self.runner.catalogue(), recent, self.state.awaiting)  # type: ignore[arg-type]
            known = self.readings[text, self.state.awaiting] = self.runner.reader.read(text, context)
        return known

    def plain_reading(self, intent: Intent) -> Reading:
        return Reading(self.said, (Wish(intent, 1.0, 0, len(self.said)),), ((intent, 1.0),), ())

    def view(self, reading: Reading, picked: Picked | None = None, said: str = "") -> View:
        specialist = ROSTER.get(self.state.specialist, ROSTER["front_desk"])
        return View(
            message=said or self.said,
            history=[Said("user" if s == "user" else "agent", t) for s, t in self.history],
            reading=reading,
            state=self.state,
            specialist=specialist,
            tools=specs(specialist.tools) if self.runner.brains else (),
            now=self.now,
            catalogue=self.runner.catalogue(),
            signed_in=self.actor.kind == "fan",
            deadline_s=self.runner.deadline_s,
            picked=picked,
            offered=self.offered,
            remembered=self.memory.kept if self.actor.kind == "fan" else tuple,
            alike=lambda: self.memory.alike(self.said),
            read=self.read_part,
        )

    def think(self, reading: Reading, picked: Picked | None = None, said: str = "") -> tuple[str, str | None]:
        """Brains in order; the first that does not fail speaks. `said` is a part of the message, where it is not the whole."""
        view = self.view(reading, picked, said)
        view.heard = hear(view)
        if self.ledger is not None:
            hold, quote = self.state.hold, self.state.quote
            self.ledger.forget_open(but=[hold.hold_id if hold else None, quote.quote_id if quote else None])
        for brain in self.runner.brains:
            stream = ClaimStream(self.ledger or Ledger(), self.runner.judge)
            view.on_delta = lambda delta, stream=stream: self.telling.stream(stream.feed(delta))
            self.toolbox.allow(view.specialist.tools)
            try:
                with span(f"brain {brain.name}"):
                    speech = self.follow(brain.think(view))
            except BrainFailed as failed:
                if self.runner.on_brain_failed is not None:
                    self.runner.on_brain_failed(brain.name, failed.detail)
                self.tokens[0] += int(failed.facts.get("input_tokens", 0))
                self.tokens[1] += int(failed.facts.get("output_tokens", 0))
                self.cost += float(failed.facts.get("cost", 0.0))
                self.telling.streamed = False  # what it began to say does not count; the next one speaks from the start
                continue
            self.brain = brain.name
            return self.checked(speech, stream), speech.awaiting or self.counter.awaited()
        self.toolbox.allow(EVERY_TOOL)
        view.on_delta = None
        with span(f"brain {self.runner.embedded.name}"):
            speech = self.follow(self.runner.embedded.think(view))
        self.brain = self.runner.embedded.name
        return speech.text, speech.awaiting

    def follow(self, thought: Thought) -> Speech:
        """Lets a brain think to its end, running the tools it asks for."""
        try:
            calls = next(thought)
            for _ in range(MAX_STEPS):
                calls = thought.send([self.use(call) for call in calls])
        except StopIteration as stop:
            speech: Speech = stop.value
            self.tokens[0] += speech.input_tokens
            self.tokens[1] += speech.output_tokens
            self.cost += speech.cost
            if speech.show is not None:
                self.counter.cards = [c for c in self.counter.cards if c.type in speech.show]
            return speech
        thought.close()
        raise BrainFailed(f"It asked for tools {MAX_STEPS} times without an end.")

    def use(self, call: ToolCall) -> ToolResult:
        if self.toolbox.acts(call):
            self.telling.stop_if_silenced()
        self.telling.tell("status", text=call.name)
        result = self.toolbox.run(call)
        self.unanswered |= call.name == "search_knowledge" and result.ok and not result.content.get("answer")
        if result.ok and call.name == "route":
            self.toolbox.allow(ROSTER[self.state.specialist].tools)
        return result

    def checked(self, speech: Speech, stream: ClaimStream) -> str:
        """A brain's words, each sentence held against what really happened."""
        final = ClaimStream(self.ledger or Ledger(), self.runner.judge)
        text = final.feed(speech.text) + final.close()
        if self.telling.streamed:
            self.telling.stream(stream.close())
        for replacement in final.replacements:
            if self.runner.on_replacement is not None:
                self.runner.on_replacement(replacement)
        return text.strip() or _NOBODY_HOME

    # -- the end of a turn ---------------------------------------------------------------------------------------------

    def reply(self, text: str, awaiting: str | None) -> ChatReply:
        """Remembers what the agent says, stores the turn and makes the answer."""
        state = self.state
        state.awaiting = awaiting
        if text:
            same = int(state.memo.get("same", 0)) + 1 if state.memo.get("said") == text else 0
            state.memo = {**state.memo, "said": text, "same": same}
        return self.close_turn(text, awaiting, spoken=True)

    def close_turn(self, text: str, awaiting: str | None, *, spoken: bool) -> ChatReply:
        """Stores the turn, then tells it: nothing is told that a person's take-over has overtaken.

        What is not `spoken` is for the person alone.
        """
        state, conversation = self.state, self.conversation
        state.awaiting = awaiting
        if self.ledger is not None:
            state.ledger = self.ledger.dump()
        closing = bool(state.memo.pop("closed", False))
        if closing:
            conversation.closed = True
        conversation.state = state.model_dump_json()
        heard = Turn(self.runner.ids("msg"), "user", self.said, self.now, request_id=self.request_id)
        reply = made_of(self, text if spoken else "", awaiting, self.runner.ids("msg") if spoken else heard.message_id)
        delivered = True
        with self.runner.database.write() as unit:
            if spoken:
                body = reply.model_dump(mode="json", include={"cards", "sources", "state", "usage"})
                answer = Turn(reply.message_id, "agent", text, self.now, request_id=self.request_id, body=body)
                delivered = self.runner.speakers.finish_turn(unit, conversation, heard=heard, answer=answer)
            else:
                shown = {**reply.model_dump(mode="json", include={"cards", "state"}), "outcome": text}
                body = {name: what for name, what in shown.items() if what}
                self.runner.speakers.hear(unit, conversation, replace(heard, body=body))
            tell_the_log(unit, self, heard, reply.message_id, closing=closing and spoken and delivered)
        if not delivered:
            self.counter.cards, self.counter.sources = [], []
            reply = made_of(self, "", awaiting, heard.message_id)
        self.telling.show(reply)
        return reply


def _aside(flow: Flow, question: Question) -> Script:
    """The answer to what was asked beside a yes, and nothing more."""
    yield from questions.answer(flow, question)
    return flow.say(awaiting=flow.state.awaiting)
