import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// the test's DOM has no screen to ask about
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { matches: false, media }) as MediaQueryList;

// nor does it load fonts, for which a growing text field waits
if (!("fonts" in document)) Object.assign(document, { fonts: new EventTarget() });

// and nothing in it changes its size
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(cleanup);
