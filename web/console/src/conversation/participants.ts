import type { ConversationDetail } from "../api/types";

type Participant = ConversationDetail["participants"][number];

/** Whether a text is an address that mail can go to. */
export function isAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);
}

/** The participants at these addresses; who is known keeps their name. */
export function changed(known: Participant[], addresses: string[]): Participant[] {
  return addresses.map((address) => {
    const wanted = address.toLowerCase();
    return known.find((each) => each.address === wanted) ?? { address: wanted, name: "", is_hidden: false };
  });
}
