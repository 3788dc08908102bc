const ADDRESS = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’”]/g;

export interface Piece {
  at: number;
  text: string;
  isLink: boolean;
}

/** Cut a text into plain pieces and web addresses; nothing but http and https becomes a link. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > end) found.push({ at: end, text: text.slice(end, match.index), isLink: false });
    found.push({ at: match.index, text: match[0], isLink: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ at: end, text: text.slice(end), isLink: false });
  return found;
}
