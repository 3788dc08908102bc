import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Tension } from "../api/types";
import { TensionFacts } from "./TensionFacts";
import { TensionMark } from "./TensionMark";

const TENSE: Tension = {
  score: 65,
  reasons: [
    { sign: "legal", points: 40, words: ["lawyer"] },
    { sign: "asked_before", points: 25, words: [] },
  ],
  playbook: "conflict",
  step: 1,
  next_step_at: "2026-11-16T09:30:00Z",
};

it("tells how tense a conversation is, why, and what is done about it", () => {
  render(<TensionFacts tension={TENSE} />);
  expect(screen.getByText("65 of 100")).toBeInTheDocument();
  expect(screen.getByText("lawyer")).toBeInTheDocument();
  expect(screen.getByText("+40")).toBeInTheDocument();
  expect(screen.getByText(/Playbook conflict, step 1; the next step follows/)).toBeInTheDocument();
});

it("says that all is calm when nothing was found", () => {
  render(<TensionFacts tension={{ ...TENSE, score: 0, reasons: [] }} />);
  expect(screen.getByText("Nothing speaks for a conflict.")).toBeInTheDocument();
});

it("marks what is tense, and nothing else", () => {
  const { rerender } = render(<TensionMark tension={TENSE} />);
  expect(screen.getByLabelText("Tension 65: legal threat, asked before")).toBeInTheDocument();
  rerender(<TensionMark tension={{ ...TENSE, score: 39 }} />);
  expect(screen.queryByLabelText(/Tension/)).not.toBeInTheDocument();
});
