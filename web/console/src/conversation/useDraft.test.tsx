import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import { showDesk } from "./requestSamples";
import { useDraft } from "./useDraft";
import { Writers } from "./Writers";

beforeEach(() => localStorage.clear());

function Page() {
  const { draft, setDraft, others } = useDraft("C1");
  return (
    <>
      <Writers writers={others} />
      <textarea
        aria-label="Answer"
        value={draft.text}
        onChange={({ currentTarget: { value } }) => setDraft({ ...draft, text: value })}
      />
    </>
  );
}

const at = "2026-11-16T09:00:00Z";
const MINE = { text: "Dear Olga", type: "message", answered: null, saved_at: at };
const answer = (mine: unknown, others: unknown[] = []) => ({
  "/v1/conversations/C1/draft": { mine, others },
});

it("goes on with what was begun on another device", async () => {
  showDesk(<Page />, answer(MINE));
  await waitFor(() => expect(screen.getByLabelText("Answer")).toHaveValue("Dear Olga"));
});

it("does not write over what was begun here", async () => {
  localStorage.setItem("transom.draft.C1", JSON.stringify({ text: "Hi", type: "message" }));
  showDesk(<Page />, answer(MINE));
  await act(() => new Promise((done) => setTimeout(done, 50)));
  expect(screen.getByLabelText("Answer")).toHaveValue("Hi");
});

it("saves once the writer rests", async () => {
  const sent = showDesk(<Page />, answer(null));
  await userEvent.type(screen.getByLabelText("Answer"), "Hello");
  await waitFor(() => expect(sent).toHaveLength(1), { timeout: 3000 });
  expect(sent[0]?.body).toEqual({ text: "Hello", type: "message", answered: null });
});

it("tells who else is writing", async () => {
  showDesk(<Page />, answer(null, [{ user_id: "ben", type: "message", saved_at: at }]));
  expect(await screen.findByText("Ben is writing here, too")).toBeInTheDocument();
});
