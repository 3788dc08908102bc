import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { showDesk } from "../conversation/requestSamples";
import { BulkBar } from "./BulkBar";
import { useBulk } from "./useBulk";

function Chooser() {
  const bulk = useBulk();
  return (
    <>
      <button type="button" onClick={() => ["C1", "C2"].map(bulk.toggle)}>
        Both
      </button>
      <BulkBar bulk={bulk} />
    </>
  );
}

const show = (items: unknown[]) =>
  showDesk(<Chooser />, {
    "/v1/teams": { items: [{ id: "billing", name: "Billing" }] },
    "POST /v1/conversations/bulk": { items },
  });

const choose = async (field: string, option: string) => {
  await userEvent.click(screen.getByRole("button", { name: "Both" }));
  await userEvent.click(screen.getByPlaceholderText(field));
  await userEvent.click(await screen.findByText(option));
};

it("changes all that are chosen at once", async () => {
  const sent = show([]);
  await choose("Team", "Billing");
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "/v1/conversations/bulk",
    body: { ids: ["C1", "C2"], change: { team: "billing" } },
  });
  expect(sent[0]?.key).toBeTruthy();
});

it("says what could not be changed, and leaves it chosen", async () => {
  show([
    { id: "C1", conversation: {}, problem: null },
    { id: "C2", conversation: null, problem: { detail: "its children are open" } },
  ]);
  await choose("State", "Solved");
  expect(await screen.findByText("1 could not be changed: its children are open")).toBeInTheDocument();
  expect(screen.getByText("1 chosen")).toBeInTheDocument();
});
