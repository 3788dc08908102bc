import { expect, it } from "vitest";
import { placeIn } from "./places";

const WARSAW = { latitude: 52.2297, longitude: 21.0122 };

it.each([
  "52.2297, 21.0122",
  "52.2297 21.0122",
  "https://www.openstreetmap.org/?mlat=52.2297&mlon=21.0122#map=16/1/2",
  "https://www.openstreetmap.org/#map=16/52.2297/21.0122",
  "https://www.google.com/maps/@52.2297,21.0122,15z",
  "https://www.google.com/maps/place/Shop/@1,2,15z/data=!3d52.2297!4d21.0122",
  "https://maps.google.com/?q=52.2297,21.0122",
  "https://maps.apple.com/?ll=52.2297%2C21.0122",
])("finds the place in %s", (text) => {
  expect(placeIn(text)).toEqual(WARSAW);
});

it.each(["", "Long Street 1", "152.1, 21", "https://maps.app.goo.gl/abc"])("finds none in %s", (text) => {
  expect(placeIn(text)).toBeUndefined();
});

it("knows the south and the west", () => {
  expect(placeIn("-33.9, -18.4")).toEqual({ latitude: -33.9, longitude: -18.4 });
});
