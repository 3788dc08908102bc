import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Delivery } from "../api/types";
import { DeliveryMark } from "./DeliveryMark";

const delivery = (state: Delivery["state"], reason: string | null = null): Delivery => ({
  state,
  reason,
  at: "2026-11-20T12:00:00Z",
});

it.each([
  ["queued", "Queued"],
  ["sent", "Sent"],
  ["delivered", "Delivered"],
  ["read", "Read"],
] as const)("names %s by its icon alone", (state, name) => {
  render(<DeliveryMark delivery={delivery(state)} />);
  expect(screen.getByRole("img", { name })).toBeInTheDocument();
  expect(screen.getByTestId("delivery")).toHaveTextContent("");
});

it("tells in words why an answer did not arrive", () => {
  render(<DeliveryMark delivery={delivery("failed", "Mailbox full")} />);
  expect(screen.getByText("Not delivered: Mailbox full")).toBeInTheDocument();
});

it("says that an unknown outcome is not repeated by itself", () => {
  render(<DeliveryMark delivery={delivery("unknown")} />);
  expect(screen.getByTestId("delivery")).toHaveTextContent(/not sent again by itself/);
});
