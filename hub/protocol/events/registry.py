"""Every event of the socket, both directions, with its payload and what its ack holds.

A command is what a client sends; each is acked `{"ok": true, "data"}` or `{"ok": false, "error"}`.
Strict types and no unknown fields: ids are strings, numbers are whole, and nothing is guessed.
"""

from typing import Any

from hub.protocol.events import (
    attachments,
    conversations,
    deletion,
    history,
    messages,
    moderation,
    preferences,
    presence,
    quick_replies,
    receipts,
    search,
    session,
    translation,
)
from hub.protocol.events.command import Command, Nothing

COMMANDS: dict[str, tuple[type[Command], Any]] = {
    "conversation:open": (conversations.OpenConversation, conversations.ConversationData),
    "conversation:list": (conversations.ListConversations, conversations.ConversationsData),
    "conversation:history": (history.ReadHistory, history.MessagesData),
    "conversation:search": (search.SearchMessages, search.HitsData),
    "conversation:catch_up": (history.CatchUp, history.CatchUpData),
    "conversation:hide": (deletion.HideConversation, Nothing),
    "message:send": (messages.SendMessage, messages.MessageData),
    "message:check": (moderation.CheckMessage, moderation.CheckData),
    "message:delivered": (receipts.MarkDelivered, receipts.ReceiptObject),
    "message:read": (receipts.MarkRead, receipts.ReceiptObject),
    "message:hide": (deletion.HideMessages, deletion.ChangeData),
    "message:appeal": (moderation.AppealMessage, moderation.AppealData),
    "message:report": (moderation.ReportMessage, moderation.ReportData),
    "message:translate": (translation.TranslateMessage, translation.TranslationData),
    "message:preview": (translation.PreviewMessage, translation.PreviewData),
    "attachment:links": (attachments.AskForLinks, attachments.LinksData),
    "conversation:translation": (preferences.SwitchTranslation, preferences.SwitchData),
    "preferences:get": (preferences.GetPreferences, preferences.PreferencesData),
    "preferences:set": (preferences.SetPreferences, preferences.PreferencesData),
    "quick_replies:list": (quick_replies.ListQuickReplies, quick_replies.QuickRepliesData),
    "typing": (presence.Typing, Nothing),
}
"""Client to server: the payload, and what the ack's `data` holds."""

PUSHES: dict[str, Any] = {
    "session:ready": session.SessionReady,
    "session:ended": session.SessionEnded,
    "message:new": messages.MessageNew,
    "message:hidden": deletion.MessageHidden,
    "message:erased": deletion.MessageErased,
    "message:translated": translation.MessageTranslated,
    "preferences:updated": preferences.PreferencesUpdated,
    "incident:decided": moderation.IncidentDecided,
    "receipt:updated": receipts.ReceiptUpdated,
    "conversation:updated": conversations.ConversationUpdated,
    "typing": presence.TypingPush,
    "presence:updated": presence.PresenceUpdated,
}
"""Server to client."""
