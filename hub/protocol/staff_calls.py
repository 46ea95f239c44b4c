"""Every call of the staff API: its routes and its documents are both made from this table."""

from dataclasses import dataclass
from typing import Any

from hub.protocol import staff

PREFIX = "/api/v1/staff"


@dataclass(frozen=True, slots=True)
class Call:
    """`path` comes after `PREFIX`; `answer` of None is CSV."""

    method: str
    path: str
    summary: str
    answer: Any
    query: type[staff.StaffQuery] | None = None
    body: type[staff.StaffBody] | None = None
    status: int = 200

    @property
    def address(self) -> str:
        return PREFIX + self.path


CALLS: dict[str, Call] = {
    "incidents": Call(
        "GET", "/incidents", "The queue", staff.IncidentsPage, query=staff.IncidentsQuery
    ),
    "incident": Call(
        "GET", "/incidents/{id}", "An incident and what was said around it", staff.IncidentOpened
    ),
    "claim": Call(
        "POST",
        "/incidents/{id}/claim",
        "Keep an incident for oneself for five minutes; again: longer",
        staff.IncidentAnswer,
        body=staff.Nothing,
    ),
    "unclaim": Call(
        "DELETE", "/incidents/{id}/claim", "Leave it to others again", staff.IncidentAnswer
    ),
    "decide": Call(
        "POST",
        "/incidents/{id}/decision",
        "Uphold or overturn, and what follows from it",
        staff.IncidentAnswer,
        body=staff.Decide,
    ),
    "note": Call(
        "POST",
        "/incidents/{id}/notes",
        "Write a note for other staff",
        staff.IncidentAnswer,
        body=staff.WriteNote,
    ),
    "standing": Call("GET", "/users/{id}/standing", "Where a person stands", staff.StandingAnswer),
    "suspend": Call(
        "PUT",
        "/users/{id}/suspension",
        "Refuse a person's messages until a time",
        staff.StandingAnswer,
        body=staff.SetSuspension,
    ),
    "erase": Call(
        "POST",
        "/messages/erase",
        "Take a message's content from all sides",
        staff.Done,
        body=staff.EraseMessage,
    ),
    "rules": Call("GET", "/rules", "Every rule, and the policy", staff.RulesAnswer),
    "add_rule": Call(
        "POST", "/rules", "Add a term", staff.RuleAnswer, body=staff.AddRule, status=201
    ),
    "change_rule": Call(
        "PATCH",
        "/rules/{id}",
        "Put a rule live, let it only log, or switch it off",
        staff.RuleAnswer,
        body=staff.ChangeRule,
    ),
    "remove_rule": Call(
        "DELETE",
        "/rules/{id}",
        "Remove a term that staff added",
        staff.RuleAnswer,
        body=staff.RemoveRule,
    ),
    "policy": Call("PUT", "/policy", "Change the policy", staff.PolicyAnswer, body=staff.PutPolicy),
    "versions": Call(
        "GET",
        "/rules/versions",
        "Who changed rules and policy, when and why",
        staff.VersionsPage,
        query=staff.VersionsQuery,
    ),
    "try": Call(
        "POST", "/rules/try", "What the rules say of a text", staff.TryAnswer, body=staff.TryText
    ),
    "backtest": Call(
        "POST",
        "/rules/backtest",
        "What a rule would have caught lately",
        staff.BacktestAnswer,
        body=staff.Backtest,
    ),
    "reports": Call(
        "GET",
        "/reports",
        "Counts over a range of days",
        staff.ReportAnswer,
        query=staff.ReportQuery,
    ),
    "reports_csv": Call(
        "GET", "/reports.csv", "One table of them as CSV", None, query=staff.TableQuery
    ),
    "audit": Call("GET", "/audit", "What staff did", staff.AuditPage, query=staff.AuditQuery),
}
