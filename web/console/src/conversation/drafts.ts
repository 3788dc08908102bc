import type { Quoted } from "./Quote";

export interface Draft {
  text: string;
  type: "message" | "note";
  /** The message that is answered, where it is a certain one. */
  answered?: Quoted | undefined;
}

const PREFIX = "transom.draft.";
const EMPTY: Draft = { text: "", type: "message" };

/** What was begun in each conversation, kept in this browser until it is sent. */
export class Drafts {
  private readonly storage: Storage;

  constructor(storage: Storage = localStorage) {
    this.storage = storage;
  }

  read(conversation: string): Draft {
    try {
      return { ...EMPTY, ...JSON.parse(this.storage.getItem(PREFIX + conversation) ?? "{}") };
    } catch {
      return EMPTY;
    }
  }

  /** Keep a draft; one without text is forgotten. A full or forbidden storage loses the draft, not the page. */
  write(conversation: string, draft: Draft): void {
    try {
      if (draft.text.trim()) this.storage.setItem(PREFIX + conversation, JSON.stringify(draft));
      else this.storage.removeItem(PREFIX + conversation);
    } catch {
      return;
    }
  }
}

export const drafts = new Drafts();
