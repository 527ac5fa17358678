"""The sample season's policies: at least one of every kind, and a few that differ by venue, kind of event or tier.

Their words are derived by `boxoffice.rules.policies.describe` where no text is given.
"""

from willcall.boxoffice.season import SeasonPolicy

POLICIES = (
    SeasonPolicy(
        policy_id="pol_refund",
        kind="refund",
        name="48-hour refund policy",
        parameters={"until_hours_before": 48, "keep_fees": True, "credit_until_hours_before": 4},
    ),
    SeasonPolicy(
        policy_id="pol_refund_theatre",
        kind="refund",
        name="Theatre refund policy",
        parameters={"until_hours_before": 24, "keep_fees": False, "credit_bonus_bp": 500},
        applies_to={"event_kinds": ["theatre"]},
    ),
    SeasonPolicy(
        policy_id="pol_refund_comedy",
        kind="refund",
        name="Comedy nights: no refunds",
        parameters={"allowed": False},
        applies_to={"event_kinds": ["comedy"]},
    ),
    SeasonPolicy(
        policy_id="pol_exchange",
        kind="exchange",
        name="24-hour exchange policy",
        parameters={"until_hours_before": 24, "fee": 500, "difference_to": "credit"},
    ),
    SeasonPolicy(
        policy_id="pol_upgrade",
        kind="upgrade",
        name="Upgrade policy",
        parameters={"in_game_minutes": 120},
    ),
    SeasonPolicy(
        policy_id="pol_upgrade_theatre",
        kind="upgrade",
        name="Theatre upgrade policy",
        parameters={"in_game_minutes": 0, "until_minutes_before": 30},
        applies_to={"event_kinds": ["theatre"]},
    ),
    SeasonPolicy(
        policy_id="pol_transfer",
        kind="transfer",
        name="Transfer policy",
        parameters={"until_minutes_before": 60},
    ),
    SeasonPolicy(
        policy_id="pol_limit",
        kind="purchase_limit",
        name="Eight-ticket limit",
        parameters={"max_tickets": 8, "max_per_customer": 16},
    ),
    SeasonPolicy(
        policy_id="pol_limit_concerts",
        kind="purchase_limit",
        name="Six-ticket limit for concerts",
        parameters={"max_tickets": 6},
        applies_to={"event_kinds": ["concert"]},
    ),
    SeasonPolicy(
        policy_id="pol_approval",
        kind="approval",
        name="Large-refund approval",
        text="Refunds above $500.00 are approved by a person of the box office, usually within one working day.",
        parameters={"refund_above": 50000},
    ),
    SeasonPolicy(
        policy_id="pol_hold",
        kind="hold",
        name="Five-minute hold",
        parameters={"seconds": 300, "max_seconds": 900, "extend_seconds": 300},
    ),
)
