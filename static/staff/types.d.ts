// Shapes of the staff API, for the type checker only. Times are ISO 8601 UTC strings.

import type { Conversation, Message } from "../sdk/types.js";

export type View = "queue" | "rules" | "reports" | "audit";
export type Outcome = "upheld" | "overturned";
export type Mode = "live" | "log_only" | "off";
export type Action = "allow" | "review" | "block";

/** Offsets count Unicode code points; `end` is exclusive. */
export interface Finding {
  start: number;
  end: number;
  category: string;
  rule: string;
  view: string;
  certainty: string;
  /** 0 for the text itself, -1 for the sender's message before it, and so on. */
  message: number;
  /** Of what was found in a picture; the offsets lie in its text. */
  spot: Spot | null;
}

/** A place in a picture; the box in fractions of its width and height. */
export interface Spot {
  kind: "code" | "words" | "likeness";
  box: { left: number; top: number; width: number; height: number };
  text: string;
  /** The code's symbology, or the reader's name. */
  detail: string;
}

export interface IncidentPicture {
  width: number;
  height: number;
  alt: string | null;
}

export interface Ban {
  id: string;
  incident_id: string;
  banned: BanAct;
  /** One that was lifted no longer counts. */
  lifted: BanAct | null;
}

export interface BanAct {
  by: string;
  name: string;
  at: string;
  reason: string;
}

export interface Decision {
  outcome: Outcome;
  by: string;
  at: string;
  erased: boolean;
  warned: boolean;
  suspended_until: string | null;
  note: string | null;
}

export interface Incident {
  id: string;
  kind: "blocked" | "held" | "delivered" | "reported" | "record";
  state: "open" | "decided";
  created_at: string;
  conversation_id: string | null;
  client_id: string | null;
  /** Of the message, when it was delivered. */
  seq: number | null;
  context: { type: string; id: string } | null;
  stage: string | null;
  shop: string | null;
  sender: { id: string; side: string; name: string };
  lang: string | null;
  /** Null once it was purged. */
  text: string | null;
  /** Where the text is a machine's translation of the message: the language of the original. */
  translated_from: string | null;
  /** Those that it keeps, until it is purged. */
  pictures: IncidentPicture[];
  /** About a picture alone; the text is what was written about it. */
  upload: boolean;
  findings: Finding[];
  categories: string[];
  rules: string[];
  reports: { by: string; side: string; reason: string; note?: string | null; at: string }[];
  appeal: { comment: string | null; at: string } | null;
  /** Somebody is working on it until then. */
  claim: { by: string; name: string; until: string } | null;
  decision: Decision | null;
  /** Earlier ones, before an appeal. */
  decisions: Decision[];
  notes: { by: string; at: string; note: string | null }[];
  priority: number;
  purged: boolean;
}

export interface Standing {
  user: string;
  name: string;
  strikes: number;
  cool_down_until: string | null;
  suspended_until: string | null;
  warnings: number;
  incidents: { open: number; upheld: number; overturned: number };
}

export interface IncidentPage {
  incidents: Incident[];
  next_cursor: string | null;
  open_count: number;
}

/** The original is what counts; beside it what a machine made of it, and who read which. */
export interface ThreadMessage extends Message {
  translations: { lang: string; text: string; engine: string; route: string; rough: boolean; source: string; at: string }[];
  shown: { side: string; lang: string; engine: string; route: string; at: string }[];
}

export interface Case {
  incident: Incident;
  /** Those that count and that a picture of it looks like. */
  bans: Ban[];
  thread: { messages: ThreadMessage[]; conversation: Conversation } | null;
  sender: Standing;
}

export interface DecisionDraft {
  outcome: Outcome | null;
  erase: boolean;
  warn: boolean;
  /** Hours from now; 0 for none, -1 for until the day below. */
  suspend: number;
  /** A UTC day, e.g. `2026-12-24`. */
  until: string;
  note: string;
}

export interface Term {
  id: string;
  term: string;
  lang: string;
  category: string;
  strength: string;
  boundary: string;
}

export interface Rule {
  id: string;
  category: string;
  description: string;
  languages: string[];
  terms: number;
  mode: Mode;
  source: "builtin" | "custom";
  decided: { upheld: number; overturned: number; precision: number | null };
}

export interface Rules {
  version: number;
  rules: Rule[];
  /** The whole policy in use. */
  policy: Record<string, any>;
  /** What differs from the built-in one. */
  policy_overrides: Record<string, any>;
  custom: Term[];
}

export interface RuleVersion {
  version: number;
  at: string;
  author: string;
  name: string;
  reason: string;
  /** A line for each. */
  changes: string[];
}

export interface Trial {
  action: Action;
  findings: Finding[];
  shadow: Finding[];
  hint: string;
}

export interface Backtest {
  days: number;
  messages: number;
  caught: number;
  share: number;
  sample: { conversation_id: string; seq: number; text: string; start: number; end: number }[];
  took_ms: number;
  /** Whether every message of these days was read. */
  complete: boolean;
}

export type Day = {
  day: string;
  total: number;
  blocked: number;
  held: number;
  delivered: number;
  reported: number;
  record: number;
};
export type Tally = {
  key: string;
  total: number;
  upheld: number;
  overturned: number;
  open: number;
};
export type Offender = { user: string; name: string; total: number; upheld: number };

export interface Report {
  from: string;
  to: string;
  total: number;
  by_day: Day[];
  by_category: Tally[];
  by_lang: Tally[];
  by_shop: Tally[];
  by_rule: Tally[];
  decided: { upheld: number; overturned: number; share_overturned: number | null };
  open: number;
  repeat_offenders: Offender[];
  time_to_decision: { median_s: number | null; p90_s: number | null };
}

export interface AuditEntry {
  id: string;
  at: string;
  by: string;
  name: string;
  action: string;
  subject: string;
  detail: Record<string, any>;
}
