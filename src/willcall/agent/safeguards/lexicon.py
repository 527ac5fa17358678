"""The words by which somebody claims that something was done, and which kinds of receipt would make it true.

English, with the plainest verbs of some neighbours. Plain data and patterns for `assertions`; decides nothing.
"""

import re

from willcall.understanding.patterns import regex


def words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


# Participles and past forms that name a deed by themselves.
DEEDS: dict[str, frozenset[str]] = {}


def _deeds(kinds: str, words: str) -> None:
    for word in words.split():
        DEEDS[word] = frozenset(kinds.split())


_deeds("purchase", "booked prebooked bought purchased ordered secured sold acquired procured")
_deeds("purchase hold", "reserved grabbed snagged scored nabbed bagged snapped")
_deeds("charge", "charged billed debited deducted paid invoiced")
_deeds("refund", "refunded reimbursed repaid recredited")
_deeds("refund credit", "credited compensated")
_deeds("cancel", "cancelled canceled annulled")
_deeds("void", "voided invalidated void")
_deeds("upgraded upgrade", "upgraded")
_deeds("upgrade exchange", "reseated relocated bumped")
_deeds("exchange", "exchanged swapped switched rebooked rescheduled traded")
_deeds("transfer", "transferred gifted reassigned")
_deeds("hold", "held")
_deeds("release", "released freed unheld")
_deeds("extend", "extended prolonged")
_deeds("case", "escalated notified alerted contacted")
_deeds("never", "waived comped discounted")
_deeds(
    "purchase",
    "reservado reservada reservados reservadas comprado compradas comprados réservé réservés réservées acheté gebucht gekauft reserviert prenotato prenotati",
)
_deeds("refund", "reembolsado reembolsada remboursé remboursée erstattet zurückerstattet rimborsato")
_deeds("charge", "cobrado bezahlt abgebucht débité")
_deeds("cancel", "cancelado cancelada annulé storniert")

# Words that name a deed only together with what it was done to.
_SEATS, _ORDER = (
    r"\b(?:seats?|places?|tickets?|spots?)\b",
    r"\b(?:orders?|bookings?|tickets?|reservations?|purchases?)\b",
)
_COSTS = r"\b(?:fees?|prices?|charges?|dollars?|bucks?|euros?|percent|total|cost)\b|%"
WITH_OBJECT: list[tuple[frozenset[str], re.Pattern[str], frozenset[str]]] = [
    (words(verbs), regex(things), words(kinds))
    for verbs, things, kinds in (
        ("allocated assigned", _SEATS, "purchase hold"),
        ("kept keeping", _SEATS, "hold"),
        ("improved bettered", _SEATS, "upgrade"),
        ("triggered gave given pushed", r"\b(?:refunds?|money)\b", "refund"),
        ("topped gave given", r"\bcredit\b", "refund credit"),
        ("gave given triggered", r"\bupgrades?\b", "upgrade"),
        ("handed passed given gave", r"\btickets?\b", "transfer"),
        ("lowered reduced dropped knocked shaved slashed removed", _COSTS, "never"),
        ("withdrawn withdrew revoked deleted removed rescinded nullified", _ORDER, "cancel"),
        ("taken took collected drawn withdrawn", r"\b(?:payments?|money|funds)\b", "charge"),
        (
            "placed seated put",
            r"\byou(?: have)?(?: been)? \w+ (?:in|into)\b|\b\w+ you (?:in|into)\b",
            "purchase upgrade exchange",
        ),
        (
            "informed told",
            r"\b(?:manager|venue|box office|team|staff|colleagues?|supervisor|organi[sz]ers?|promoter|management)\b",
            "case",
        ),
        (
            "passed relayed",
            r"\b(?:complaint|request|feedback|concern|message|this|it)\b.*\b(?:on|along|team|manager)\b",
            "case",
        ),
        ("agreed", r"\b(?:refunds?|upgrades?|exchanges?|discount)\b", "money"),
        ("ran run", r"\b(?:payment|card|charge|transaction)\b", "charge"),
    )
]

# Words of completion: what was completed is said by a noun nearby.
COMPLETIONS = frozenset(
    [
        "confirmed",
        "finalized",
        "finalised",
        "completed",
        "processed",
        "approved",
        "accepted",
        "authorized",
        "authorised",
        "executed",
        "settled",
        "initiated",
        "submitted",
        "requested",
        "placed",
        "made",
        "issued",
        "posted",
        "successful",
        "complete",
        "received",
        "started",
        "filed",
        "lodged",
        "granted",
        "captured",
        "cleared",
        "succeeded",
        "concluded",
        "registered",
        "sealed",
        "verified",
        "entered",
        "closed",
        "secured",
        "locked",
        "sorted",
        "handled",
        "arranged",
        "done",
        "finished",
        "fixed",
        "resolved",
        "applied",
        "added",
        "sent",
        "emailed",
        "e-mailed",
        "mailed",
        "texted",
        "delivered",
        "dispatched",
        "shipped",
        "forwarded",
        "moved",
        "changed",
        "updated",
        "modified",
        "amended",
        "saved",
        "blocked",
        "opened",
        "created",
        "logged",
        "raised",
        "returned",
        "wired",
        "reversed",
        "released",
        "recorded",
        "underway",
        "final",
        "official",
        "active",
        "pending",
        "through",
        "validated",
        "actioned",
        "effected",
        "organized",
        "organised",
        "scheduled",
        "set",
        "confirmado",
        "confirmada",
        "bestätigt",
        "confirmé",
        "successfully",
    ]
) - {"scheduled", "successfully"}

# What the noun beside a word of completion makes of it.
NOUNS: list[tuple[re.Pattern[str], frozenset[str]]] = [
    (regex(pattern), frozenset(kinds.split()))
    for pattern, kinds in (
        (
            r"\brefunds?\b|\bmoney (?:is |are |has )?(?:\w+ ){0,3}(?:back|way)\b|\breimbursements?\b|\breversal\b|\breembolso\b|\berstattung\b",
            "refund",
        ),
        (r"\bcredits?\b", "credit refund"),
        (r"\bupgrades?\b", "upgrade"),
        (r"\bexchanges?\b|\bswaps?\b|\bswitch\b|\brebooking\b|\bdate change\b", "exchange"),
        (r"\btransfers?\b", "transfer"),
        (r"\bcancell?ations?\b", "cancel"),
        (r"\b(?:support )?cases?\b|\bcomplaints?\b|\bclaims?\b|\bescalation\b", "case"),
        (r"\bholds?\b", "hold"),
        (
            r"\bpayments?\b|\bcharges?\b|\btransactions?\b|\bcards?\b|\bmoney\b|\bfunds\b|\bpago\b|\bzahlung\b|\bpaiement\b",
            "charge",
        ),
        (
            r"\bbookings?\b|\borders?\b|\bpurchases?\b|\breservations?\b|\bcheckout\b|\bsales?\b|\breserva\b|\bbuchung\b|\bcommande\b|\bpedido\b|\bcompra\b",
            "purchase upgrade exchange",
        ),
        (
            r"\b(?:e-?)?tickets?\b|\bseats?\b|\bpasses\b|\bentradas\b|\bplaces\b|\bconfirmation\b|\breceipts?\b|\bqr\b|\binvoice\b",
            "deliver purchase upgrade exchange",
        ),
        (r"\b(?:discounts?|coupons?|promo(?:tion)?s?|vouchers?|codes?)\b", "never"),
    )
]
ACCOUNT = regex(r"\b(?:e-?mail(?: address)?|phone(?: number)?|address|account|profile|password|payment method|name) ")

# A completion of these needs its noun in the clause; without one it is about something else ("doors opened").
NEEDS_NOUN = frozenset(
    [
        "made",
        "issued",
        "posted",
        "received",
        "started",
        "requested",
        "applied",
        "added",
        "sent",
        "emailed",
        "e-mailed",
        "mailed",
        "texted",
        "delivered",
        "dispatched",
        "shipped",
        "forwarded",
        "moved",
        "changed",
        "updated",
        "modified",
        "amended",
        "saved",
        "blocked",
        "opened",
        "created",
        "logged",
        "raised",
        "returned",
        "wired",
        "reversed",
        "entered",
        "closed",
        "accepted",
        "approved",
        "submitted",
        "placed",
        "filed",
        "registered",
        "active",
        "pending",
        "through",
        "final",
        "official",
        "cleared",
        "verified",
        "complete",
        "successful",
        "set",
        "recorded",
        "fixed",
        "locked",
    ]
)

SUPPORT: dict[str, frozenset[str]] = {
    "purchase": frozenset({"purchase", "upgrade", "exchange"}),
    "charge": frozenset({"purchase", "upgrade", "exchange"}),
    "deliver": frozenset({"purchase", "upgrade", "exchange", "transfer"}),
    "refund": frozenset({"refund"}),
    "refund_pending": frozenset({"refund", "refund_pending"}),
    "credit": frozenset({"refund"}),
    "upgrade": frozenset({"upgrade"}),
    "upgraded": frozenset({"upgrade"}),
    "exchange": frozenset({"exchange"}),
    "transfer": frozenset({"transfer"}),
    "cancel": frozenset({"cancel", "refund", "release"}),
    "void": frozenset({"cancel", "refund", "upgrade", "exchange", "transfer"}),
    "hold": frozenset({"hold", "extend"}),
    "release": frozenset({"release", "exchange", "upgrade"}),
    "extend": frozenset({"extend", "consent"}),
    "consent": frozenset({"consent"}),
    "case": frozenset({"case"}),
    "any": frozenset(
        {"purchase", "upgrade", "exchange", "refund", "refund_pending", "transfer", "release", "case", "consent"}
    ),
    "money": frozenset({"purchase", "upgrade", "exchange", "refund", "refund_pending", "transfer"}),
    "never": frozenset(),
}

# What an agent may have done without anything having happened to money, seats or orders. Of any other verb in "I've …ed your …"
# and "your … has been …ed" a receipt is asked: nobody can list all the ways of saying that something was done.
HARMLESS = words(
    "been had found looked checked noted understood searched seen shown listed selected asked heard thought tried read gone got made come taken "
    "gathered compared narrowed pulled picked chosen suggested offered recommended mentioned said told explained described answered replied "
    "reviewed considered included highlighted marked located identified spotted noticed learned seen counted calculated summarized summarised "
    "collected prepared put quoted priced filtered sorted ranked matched remembered forgotten started begun finished stopped waited apologised "
    "apologized missed misunderstood mistaken misread corrected clarified provided given shared displayed presented attached linked cited quoted "
    "verified confirmed double-checked rechecked examined explored investigated figured worked run looking determined seen known meant wanted "
    "needed liked loved hoped planned decided stated requested taken affected disappointed confused postponed moved impacted inconvenienced "
    "interested treated welcomed delayed scheduled announced lost stolen damaged opened posted published released sold reached connected routed directed pointed"
)
