/** Where something is, in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
/** How pages of maps write a place into their addresses, and how people write one. */
const FORMS = [
  new RegExp(`[?&]mlat=${NUMBER}&mlon=${NUMBER}`),
  new RegExp(`#map=[\\d.]+/${NUMBER}/${NUMBER}`),
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`@${NUMBER},${NUMBER}`),
  new RegExp(`[?&](?:q|query|ll|center)=${NUMBER}(?:,|%2C)${NUMBER}`, "i"),
  new RegExp(`^\\s*${NUMBER}\\s*[,; ]\\s*${NUMBER}\\s*$`),
];

/** The place that a link to a map, or a pair of degrees, names. */
export function placeIn(text: string): Point | undefined {
  for (const form of FORMS) {
    const found = form.exec(text);
    if (!found) continue;
    const point = { latitude: Number(found[1]), longitude: Number(found[2]) };
    if (Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180) return point;
  }
  return undefined;
}
