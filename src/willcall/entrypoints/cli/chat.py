"""`willcall chat`: the same conversation as on the page, in the terminal."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from willcall.entrypoints.cli.cards import Offers, tell
from willcall.entrypoints.cli.house import Data, open_house
from willcall.entrypoints.cli.showing import faint, strong
from willcall.kit.errors import WillcallError

if TYPE_CHECKING:
    from willcall.entrypoints.cli.talk import Line

HINT = """Say what you want, such as: two tickets for tonight
A number picks from a list; yes confirms; pay pays; help says more; quit or Ctrl-D ends."""

HELP = """  1, 2, 3 …        pick that option of the last list
  yes · no         confirm or decline what is quoted
  pay [TOKEN]      confirm and pay, with the first way of paying or the one you name
  sign in [NAME]   become a fan of the sandbox (default: cus_you)
  new              begin another conversation
  quit             end"""


def chat(
    message: Annotated[
        list[str] | None, typer.Argument(metavar="[MESSAGE…]", help="Say these one after another, then end.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="Talk to a running server instead of in this process.")
    ] = None,
    customer: Annotated[
        str | None, typer.Option("--as", metavar="CUSTOMER_ID", help="Sign in at once (sandbox only).")
    ] = None,
    token: Annotated[str | None, typer.Option("--token", help="A fan's bearer token, for --url.")] = None,
    key: Annotated[
        str | None, typer.Option("--key", envvar="WILLCALL_CHAT_KEY", help="A service key, for --url.")
    ] = None,
    brain: Annotated[str | None, typer.Option("--brain", metavar="NAME", help="embedded, or openai.")] = None,
    no_sample: Annotated[bool, typer.Option("--no-sample", help="Do not load the sample season.")] = False,
    data: Data = None,
) -> None:
    """Talk to the agent in the terminal."""
    from willcall.entrypoints.cli.talk import InProcess, OverHttp

    if url is not None:
        Terminal(OverHttp(url, token=token, key=key), customer).run(message)
        return
    with open_house(data, sandbox=True, sample=not no_sample, agent__brain=brain) as app:
        Terminal(InProcess(app), customer).run(message)


class Terminal:
    """Reads lines, says them, and prints what comes back.

    Args:
        line: To the agent.
        customer: Whom to sign in at once, or None.
    """

    def __init__(self, line: "Line", customer: str | None) -> None:
        self._line = line
        self._conversation: str | None = None
        self._offers = Offers()
        if customer is not None:
            line.sign_in(customer)

    def run(self, messages: list[str] | None) -> None:
        """Says the messages, or else whatever is typed until the end of input."""
        if messages:
            for message in messages:
                print(f"{strong('you')}  {message}")
                self.take(message)
            return
        if sys.stdin.isatty():
            print(faint(HINT))
        while True:
            try:
                typed = input("\n" + strong("you") + "  " if sys.stdin.isatty() else "").strip()
            except EOFError:
                return
            except KeyboardInterrupt:
                print()
                return
            if typed.lower() in {"quit", "exit", "bye!"}:
                return
            if typed:
                try:
                    self.take(typed)
                except WillcallError as error:
                    print(f"({error.detail})")

    def take(self, typed: str) -> None:
        """Does what was typed: a command of the terminal, or something to say."""
        word, _, rest = typed.partition(" ")
        low = typed.lower()
        if low == "help":
            print(HELP)
        elif low == "new":
            self._conversation, self._offers = None, Offers()
            print(faint("A new conversation."))
        elif low == "sign in" or low.startswith("sign in "):
            customer = typed[len("sign in") :].strip() or "cus_you"
            self._line.sign_in(customer)
            print(faint(f"Signed in as {customer}."))
            self._say({"message": "I have signed in"})
        elif (word.lower() == "pay" and (action := self._offers.payment(rest.strip() or None))) or (
            typed.isdigit() and (action := self._offers.choice(int(typed)))
        ):
            self._say({"action": action})
        else:
            self._say({"message": typed})

    def _say(self, request: dict[str, Any]) -> None:
        streamed: list[str] = []

        def hear(piece: str) -> None:
            if not streamed:
                print(strong("willcall") + "  ", end="")
            streamed.append(piece)
            print(piece, end="", flush=True)

        if self._conversation:
            request["conversation_id"] = self._conversation
        reply = self._line.say(request, hear)
        self._conversation = reply["conversation_id"]
        if "".join(streamed).strip() == reply["response"].strip():
            print()
        else:
            if streamed:
                print()
            print(f"{strong('willcall')}  {reply['response']}")
        self._offers.note(reply["cards"])
        for card in reply["cards"]:
            for row in tell(card, self._line.url, said=reply["response"]):
                print(faint("  " + row))
        for source in reply["sources"]:
            print(faint(f"  source: {source['title']} ({self._line.url(source['uri'])})"))
        if reply["state"].get("awaiting") == "sign_in":
            print(faint("  (type: sign in)"))
