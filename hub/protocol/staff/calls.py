"""Every call of the staff API: its routes and its documents are both made from this table."""

from dataclasses import dataclass
from typing import Any

from hub.protocol.staff import (
    audit,
    incidents,
    messages,
    people,
    pictures,
    reports,
    rules,
    trials,
)
from hub.protocol.staff.bodies import Done, Nothing, StaffBody, StaffQuery

PREFIX = "/api/v1/staff"


@dataclass(frozen=True, slots=True)
class Call:
    """`path` comes after `PREFIX`; `answer` of None is a file, of the type `media`."""

    method: str
    path: str
    summary: str
    answer: Any
    query: type[StaffQuery] | None = None
    body: type[StaffBody] | None = None
    status: int = 200
    media: str = "text/csv"

    @property
    def address(self) -> str:
        return PREFIX + self.path


CALLS: dict[str, Call] = {
    "incidents": Call(
        "GET", "/incidents", "The queue", incidents.IncidentsPage, query=incidents.IncidentsQuery
    ),
    "incident": Call(
        "GET",
        "/incidents/{id}",
        "An incident and what was said around it",
        incidents.IncidentOpened,
    ),
    "claim": Call(
        "POST",
        "/incidents/{id}/claim",
        "Keep an incident for oneself for five minutes; again: longer",
        incidents.IncidentAnswer,
        body=Nothing,
    ),
    "unclaim": Call(
        "DELETE", "/incidents/{id}/claim", "Leave it to others again", incidents.IncidentAnswer
    ),
    "decide": Call(
        "POST",
        "/incidents/{id}/decision",
        "Uphold or overturn, and what follows from it",
        incidents.IncidentAnswer,
        body=incidents.Decide,
    ),
    "note": Call(
        "POST",
        "/incidents/{id}/notes",
        "Write a note for other staff",
        incidents.IncidentAnswer,
        body=incidents.WriteNote,
    ),
    "incident_picture": Call(
        "GET",
        "/incidents/{id}/picture",
        "One of the pictures that an incident keeps",
        None,
        query=pictures.PictureQuery,
        media="image/*",
    ),
    "ban_picture": Call(
        "POST",
        "/pictures/bans",
        "Refuse whatever looks like a picture of an incident",
        pictures.BanAnswer,
        body=pictures.BanPicture,
    ),
    "lift_ban": Call(
        "DELETE",
        "/pictures/bans/{id}",
        "Accept it again",
        pictures.BanAnswer,
        body=pictures.LiftBan,
    ),
    "bans": Call(
        "GET",
        "/pictures/bans",
        "Who banned which picture, when and why",
        pictures.BansPage,
        query=pictures.BansQuery,
    ),
    "standing": Call("GET", "/users/{id}/standing", "Where a person stands", people.StandingAnswer),
    "suspend": Call(
        "PUT",
        "/users/{id}/suspension",
        "Refuse a person's messages until a time",
        people.StandingAnswer,
        body=people.SetSuspension,
    ),
    "erase": Call(
        "POST",
        "/messages/erase",
        "Take a message's content from all sides",
        Done,
        body=messages.EraseMessage,
    ),
    "rules": Call("GET", "/rules", "Every rule, and the policy", rules.RulesAnswer),
    "add_rule": Call(
        "POST", "/rules", "Add a term", rules.RuleAnswer, body=rules.AddRule, status=201
    ),
    "change_rule": Call(
        "PATCH",
        "/rules/{id}",
        "Put a rule live, let it only log, or switch it off",
        rules.RuleAnswer,
        body=rules.ChangeRule,
    ),
    "remove_rule": Call(
        "DELETE",
        "/rules/{id}",
        "Remove a term that staff added",
        rules.RuleAnswer,
        body=rules.RemoveRule,
    ),
    "policy": Call("PUT", "/policy", "Change the policy", rules.PolicyAnswer, body=rules.PutPolicy),
    "versions": Call(
        "GET",
        "/rules/versions",
        "Who changed rules and policy, when and why",
        rules.VersionsPage,
        query=rules.VersionsQuery,
    ),
    "try": Call(
        "POST", "/rules/try", "What the rules say of a text", trials.TryAnswer, body=trials.TryText
    ),
    "backtest": Call(
        "POST",
        "/rules/backtest",
        "What a rule would have caught lately",
        trials.BacktestAnswer,
        body=trials.Backtest,
    ),
    "reports": Call(
        "GET",
        "/reports",
        "Counts over a range of days",
        reports.ReportAnswer,
        query=reports.ReportQuery,
    ),
    "reports_csv": Call(
        "GET", "/reports.csv", "One table of them as CSV", None, query=reports.TableQuery
    ),
    "audit": Call("GET", "/audit", "What staff did", audit.AuditPage, query=audit.AuditQuery),
}
