// Shapes of the wire objects and of the client's state, for the type checker only.
//
// Times are ISO 8601 UTC strings with milliseconds; ids are opaque strings; `seq` counts a
// conversation's messages from 1; `change` counts one side's hides and erasures of it.

export type Side = "buyer" | "seller";
export type Filter = "all" | "unread" | "product" | "order" | "support";
export type Money = { amount: string; currency: string };
export type Tracking = { carrier: string; number: string; url?: string | null };

/** What a conversation is about, as frozen on opening or as it is now. */
export interface Card {
  title: string;
  image_url?: string | null;
  price?: Money | null;
  url?: string | null;
  /** Orders only, like `tracking` and `item_count`. */
  status?: string | null;
  tracking?: Tracking | null;
  item_count?: number | null;
}

export type Watermarks = { delivered_seq: number; read_seq: number };
export type ReceiptsBySide = Record<Side, Watermarks>;

export interface Conversation {
  id: string;
  context: { type: string; id: string; card: Card; live_card?: Card | null };
  buyer: { id: string; name: string; lang: string; avatar_url?: string | null };
  shop: {
    id: string;
    name: string;
    lang: string;
    utc_offset_min?: number | null;
    logo_url?: string | null;
  };
  last_seq: number;
  /** The newest one this side may see. */
  last_message: Message | null;
  unread: number;
  receipts: ReceiptsBySide;
  state: string;
  updated_at: string;
  /** Whether it is in this side's inbox. */
  listed: boolean;
  /** Nothing at or below it is visible to this side. */
  cleared_seq: number;
  /** This side's latest change number. */
  change: number;
  /** Whether the reader wants translations in it; they do unless it says otherwise. */
  translation_on?: boolean | null;
}

export interface Message {
  conversation_id: string;
  seq: number;
  client_id: string;
  kind: "text" | "image" | "system";
  sender: { id: string; side: string; name: string };
  text: string;
  lang?: string | null;
  attachments?: Attachment[];
  /** The seq of the message replied to. */
  reply_to?: number | null;
  translation?: Translation | null;
  system?: { type: string; status: string; tracking?: Tracking | null } | null;
  sent_at: string;
  erased?: boolean | null;
}

/** Addresses of a picture that its reader alone can use, for a while. */
export type AttachmentLinks = { id: string; thumb_url: string; url: string };
/** A picture that the hub keeps. */
export interface Attachment extends AttachmentLinks {
  /** Pixels of the full picture. */
  width: number;
  height: number;
  /** A few bytes that it can be guessed from, as base64. */
  thumbhash: string;
  /** What it shows, in words. */
  alt?: string | null;
}

/** In the reader's language; `source` is the one it was translated from. */
export type Translation = {
  lang: string;
  text: string;
  /** `shop`: the shop's own wording. */
  engine: string;
  rough: boolean;
  source: string;
};
/** Why there is no translation. */
export type TranslationReason = "same_language" | "no_language" | "unavailable" | "withheld";
/** A message that was on screen as its translation into `lang`. */
export type Shown = { seq: number; lang: string };
/** What the other side would read instead of a text that is being written. */
export interface Preview {
  text: string;
  state: "asked" | "there" | "refused";
  /** Theirs; null until it is known. */
  lang: string | null;
  /** What they would read; null if it is the text itself, for the `reason` given. */
  translation: Translation | null;
  /** The translation, translated back. */
  back: string | null;
  rough: boolean;
  reason: TranslationReason | null;
  error: Refusal | null;
}
/** An answer that a shop has prepared: in the language its operator reads, and in all of them. */
export type QuickReply = { id: string; text: string; lang: string; texts: Record<string, string> };
export type Change = {
  change: number;
  type: "hidden" | "erased" | "cleared";
  seqs?: number[] | null;
  cleared_seq?: number | null;
};
/** Offsets count Unicode code points; `end` is exclusive. */
export type Span = { start: number; end: number };
/** `translation_spans` are those of the message's translation, where that was found. */
export type Hit = {
  message: Message;
  conversation: Conversation;
  spans: Span[];
  translation_spans?: Span[];
};

export interface User {
  id: string;
  name: string;
  role: string;
  lang: string;
  shop?: string | { id: string; name?: string } | null;
}

/** What moderation found, in code points of the text that was judged. */
export type Finding = Span & { category: string };
/** Where in an upright picture, as fractions of its width and height. */
export type Box = { left: number; top: number; width: number; height: number };
export type Outcome = "upheld" | "overturned";
/** What the hub would say of a text; nothing is sent. */
export type Advice = { action: "allow" | "review" | "block"; findings: Finding[]; hint: string };

/** An incident of the marketplace about a message of one's own. */
export interface Review {
  incident_id: string;
  /** The comment of one's appeal; null before one has appealed. */
  appeal: string | null;
  /** Null until somebody has decided. */
  outcome: Outcome | null;
}

/** What is to be mended in a text that is being written. */
export interface Notice {
  /** Whether the hub refused the text, or would. */
  tone: "refused" | "advice";
  hint: string;
  /** In code points of the text as it is now; those that were mended are gone. */
  spans: Span[];
}

/** A message being written. */
export interface Composition {
  text: string;
  reply_to: number | null;
  /** The `upload_id`s of its pictures. */
  pictures: readonly string[];
  notice: Notice | null;
  /** The `client_id` of the refused message that this text was. */
  returned: string | null;
}

/** What was chosen to be sent, and how far it is. */
export interface Upload {
  /** Made once; the hub keeps at most one picture for it. */
  upload_id: string;
  conversation_id: string;
  /** The file's. */
  name: string;
  /** What the picture shows, in its sender's words; may be empty. */
  alt: string;
  /** `restoring`: it is being looked for; `waiting`: for its turn, or for the connection. */
  state: "restoring" | "waiting" | "sending" | "ready" | "failed";
  /** How much of it has gone, from 0 to 1. */
  progress: number;
  /** Why it failed, or why it has to be tried again. */
  error: Refusal | null;
  /** Of a picture that moderation refused. */
  review: Review | null;
  /** The file; once `prepared`, what is sent of it. Null if it is lost. */
  blob: Blob | null;
  prepared: boolean;
  /** Pixels, where the device can tell. */
  width: number | null;
  height: number | null;
  /** Null until the hub has it. */
  attachment: Attachment | null;
}

/** `attachments` and `image_bytes` are missing where no pictures can be sent. */
export type Limits = {
  text_graphemes: number;
  page: number;
  page_max: number;
  attachments?: number;
  image_bytes?: number;
};
export type Refusal = { code: string; message?: string; data?: Record<string, any> };
export type Draft = {
  text: string;
  reply_to?: number | null;
  /** `upload_id`s. */
  pictures?: readonly string[];
  attachments?: Attachment[] | undefined;
};

/** A message of one's own that the hub has not acknowledged yet. */
export interface Entry {
  /** Made once; the hub stores at most one message for it. */
  client_id: string;
  conversation_id: string;
  text: string;
  reply_to: number | null;
  /** The `upload_id`s of its pictures. */
  pictures?: readonly string[];
  /** Its pictures, once all are with the hub. */
  attachments?: Attachment[];
  /** Milliseconds since the epoch. */
  queued_at: number;
  /** Breaks ties of `queued_at`. */
  order: number;
  /** `held`: the hub keeps it until somebody has looked at it. */
  state: "queued" | "sending" | "held" | "failed";
  /** Why it failed. */
  error: Refusal | null;
  /** Of a message that moderation stopped or held. */
  review?: Review | null;
}

/** The loaded end of a conversation. */
export interface Thread {
  /** Ascending seq; every visible one from the first up to `tip`. */
  messages: Message[];
  /** Nothing at or below it is missing from the loaded range. */
  tip: number;
  /** Changes up to this one are applied. */
  change: number;
  /** Older messages exist before the first one. */
  has_more: boolean;
  /** Something was missed: catch up before trusting it. */
  stale: boolean;
}

/** How far one filter of the inbox has been read. */
export interface Folder {
  /** Where the next page starts; null at the end. */
  cursor: string | null;
  /** The last conversation read; null when all were. */
  floor: { updated_at: string; id: string } | null;
  /** Conversations read so far. */
  count: number;
  /** Read it again. */
  stale: boolean;
}

export interface Session {
  status: "connecting" | "online" | "offline" | "ended";
  /** Why the session ended for good. */
  ended_code: string | null;
  user: User | null;
  side: string | null;
  limits: Limits;
  /** When one may send again; null while one may. */
  paused_until: string | null;
  /** How far this device's clock is ahead of the hub's. */
  clock_ahead_ms: number;
  /** The language the person reads, as a base code such as "es". */
  reads: string | null;
  /** Those that the hub translates between; none where it does not translate. */
  languages: string[];
}

export interface State {
  session: Session;
  conversations: Record<string, Conversation>;
  threads: Record<string, Thread>;
  /** Ids of the threads opened, the latest last. */
  recent: string[];
  folders: Partial<Record<Filter, Folder>>;
  unread_total: number;
  /** Conversations in which the other side is typing. */
  typing: Record<string, boolean>;
  /** The other side's. */
  presence: Record<string, { online: boolean; last_seen: string | null }>;
  /** In the order of writing. */
  outbox: Entry[];
  /** The seqs of messages whose content is gone, as learned in this session. */
  erased: Record<string, number[]>;
  /** The seqs of messages that one has reported in this session. */
  reported: Record<string, number[]>;
  /** Why messages have no translation into `lang`, by conversation and seq. */
  untranslated: Record<string, Record<number, { lang: string; reason: TranslationReason }>>;
}

/** Sends an event; resolves with the ack's data, rejects with a HubError. */
export type Request = (event: string, payload: object) => Promise<any>;

/** Where unsent messages are kept; `save` must be durable when it returns. */
export interface OutboxStorage {
  load(userId: string): Entry[];
  save(userId: string, entry: Entry): void;
  remove(userId: string, clientId: string): void;
}

/** Where messages being written are kept. */
export interface DraftStorage {
  load(): Record<string, Composition>;
  save(drafts: Record<string, Composition>): void;
}

/** What is sent of a picture; its size in pixels where the device can tell. */
export type Prepared = { blob: Blob; width: number | null; height: number | null };
/** Makes a picture smaller and takes everything but the pixels out of it, where the device can. */
export type Prepare = (file: Blob) => Promise<Prepared>;

/** How pictures get to the hub. */
export interface Uploader {
  /** Rejects with a HubError; `cancelled` after the signal. */
  post(
    upload: { upload_id: string; conversation_id: string; alt: string; blob: Blob },
    options: { signal: AbortSignal; onProgress: (part: number) => void },
  ): Promise<Attachment>;
  /** Changes the words of a picture that was not sent yet. */
  describe(id: string, alt: string): Promise<Attachment>;
}

/** Where pictures are kept until they are sent. What it refuses is not kept. */
export interface UploadStorage {
  load(ids: string[]): Promise<Upload[]>;
  save(upload: Upload): Promise<void>;
  remove(ids: string[]): Promise<void>;
}
