// What can happen to the client's state, for the type checker only.

import type {
  Attachment,
  AttachmentLinks,
  Change,
  Conversation,
  Entry,
  Filter,
  Limits,
  Message,
  Outcome,
  ReceiptsBySide,
  Refusal,
  Side,
  State,
  Translation,
  TranslationReason,
  User,
} from "./types.js";

export interface CaughtUp {
  messages: Message[];
  changes: Change[];
  receipts: ReceiptsBySide;
  change: number;
  reset: boolean;
}

/** What each kind of action carries; those of the hub keep their wire names. */
export interface Payloads {
  "session:ready": {
    user: User;
    side: string;
    unread_total: number;
    limits: Limits;
    server_time?: string;
    /** From sending only. */
    suspended_until?: string | null;
    reads?: string | null;
    languages?: string[];
  };
  "pause:ended": {};
  "session:ended": { code: string };
  "connection:changed": { status: "connecting" | "offline" };
  "message:new": { message: Message; unread_total: number; unread?: number };
  "message:sent": { message: Message };
  "message:reported": { conversation_id: string; seq: number };
  "message:translated": {
    conversation_id: string;
    seq: number;
    /** The text's own language; null if it is in none. */
    source: string | null;
    lang: string;
    translation: Translation | null;
    reason?: TranslationReason;
  };
  "attachment:links": { conversation_id: string; links: AttachmentLinks[] };
  "preferences:updated": { reads: string };
  "conversation:translation": { conversation_id: string; on: boolean };
  "message:erased": { conversation_id: string; seq: number; change: number };
  "message:hidden": {
    conversation_id: string;
    seqs: number[];
    change: number;
    unread?: number;
    unread_total?: number;
  };
  "receipt:updated": {
    conversation_id: string;
    side: Side;
    delivered_seq: number;
    read_seq: number;
    unread?: number | null;
    unread_total?: number | null;
  };
  "conversation:updated": { conversation: Conversation; unread_total?: number | null };
  typing: { conversation_id: string; side: string; typing: boolean };
  "typing:expired": { conversation_id: string };
  "presence:updated": {
    conversation_id: string;
    side: string;
    online: boolean;
    last_seen: string | null;
  };
  "inbox:fetched": {
    filter: Filter;
    conversations: Conversation[];
    next_cursor: string | null;
    unread_total: number;
    /** Whether the page is the folder's first. */
    first: boolean;
    /** The conversations known when the page was asked for. */
    before: Record<string, Conversation>;
  };
  "history:fetched": {
    conversation_id: string;
    messages: Message[];
    has_more: boolean;
    last_seq: number;
    change: number;
  };
  "older:fetched": {
    conversation_id: string;
    messages: Message[];
    has_more: boolean;
    /** The thread's when the page was asked for. */
    change: number;
  };
  "catch_up:fetched": { conversation_id: string; after_seq: number } & CaughtUp;
  "thread:opened": { conversation_id: string };
  "thread:dropped": { conversation_id: string };
  "outbox:queued": { entry: Entry };
  "outbox:restored": { entries: Entry[] };
  /** `attachments`: its pictures, which are with the hub. */
  "outbox:sending": { client_id: string; attachments?: Attachment[] };
  "outbox:requeued": { client_id: string };
  "outbox:failed": { client_id: string; error: Refusal };
  "outbox:held": { client_id: string; incident_id: string };
  "outbox:appealed": { client_id: string; comment: string };
  "incident:decided": { client_id: string | null; incident_id: string; outcome: Outcome };
  "outbox:removed": { client_id: string };
}

export type Handler<T extends keyof Payloads> = (state: State, payload: Payloads[T]) => State;
