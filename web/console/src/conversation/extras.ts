import type { NewCard, NewPlace } from "../api/types";

/** What goes with a message beside its words and files. */
export interface Extras {
  place?: NewPlace | undefined;
  cards: NewCard[];
}

export const NO_EXTRAS: Extras = { cards: [] };

export const hasExtras = ({ place, cards }: Extras) => place !== undefined || cards.length > 0;

/** How a place is called on the screen. */
export const placeName = ({ name, address, latitude, longitude }: NewPlace) =>
  name || address || `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
