import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ConversationDetail } from "../api/types";
import { ChildrenForm } from "./ChildrenForm";
import { LinkForm } from "./LinkForm";
import { Links } from "./Links";
import { showDesk } from "./requestSamples";

const child = (id: string, state: string) => ({
  kind: "parent_of",
  conversation: { id, code: id, subject: "" },
  state,
});
const PARENT = {
  id: "C1",
  links: [child("C2", "open"), child("C3", "solved")],
} as unknown as ConversationDetail;
const SOLVE = "/v1/conversations/C1/children/solve";

it("links a conversation by the other's code", async () => {
  const sent = showDesk(<LinkForm conversation="C1" />, {});
  await userEvent.selectOptions(screen.getByLabelText("The other one is"), "Part of");
  await userEvent.type(screen.getByLabelText("Code of the other conversation"), "T0A2-8B39 ");
  await userEvent.click(screen.getByRole("button", { name: "Link them" }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: "/v1/conversations/C1/links",
    body: { kind: "child_of", to: "T0A2-8B39" },
  });
});

it("joins a conversation into another one that is the same matter", async () => {
  const sent = showDesk(<LinkForm conversation="C1" />, {});
  await userEvent.selectOptions(
    screen.getByLabelText("The other one is"),
    "The same matter, which goes on there",
  );
  await userEvent.type(screen.getByLabelText("Code of the other conversation"), "T0A2-8B39");
  await userEvent.click(screen.getByRole("button", { name: "Join them" }));
  await waitFor(() => expect(sent[0]).toMatchObject({ path: "/v1/conversations/C1/join" }));
});

it("says why a link is refused, and keeps the code", async () => {
  const detail = "C1 has a parent already";
  const problem = Response.json({ title: "Refused", detail, fields: {} }, { status: 422 });
  showDesk(<LinkForm conversation="C1" />, { "POST /v1/conversations/C1/links": problem });
  await userEvent.type(screen.getByLabelText("Code of the other conversation"), "C9");
  await userEvent.click(screen.getByRole("button", { name: "Link them" }));
  expect(await screen.findByText(new RegExp(detail))).toBeInTheDocument();
  expect(screen.getByLabelText("Code of the other conversation")).toHaveValue("C9");
});

it("shows a link with how the other one stands, and removes it", async () => {
  const sent = showDesk(<Links conversation={PARENT} />, {});
  expect(screen.getAllByRole("note")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Remove the link to C2" }));
  await waitFor(() => expect(sent[0]).toMatchObject({ path: "/v1/conversations/C1/links/C2" }));
});

it("answers and solves the open children, once, and tells which one was refused", async () => {
  const items = [{ id: "C2", conversation: null, problem: { detail: "the window is closed" } }];
  const sent = showDesk(<ChildrenForm conversation={PARENT} />, { [`POST ${SOLVE}`]: { items } });
  await userEvent.type(screen.getByLabelText("Answer to one open child"), "It is up.");
  for (let times = 1; times <= 2; times += 1) {
    await userEvent.click(screen.getByRole("button", { name: "Answer and solve" }));
    await waitFor(() => expect(sent).toHaveLength(times));
  }
  expect(sent[0]).toMatchObject({ path: SOLVE, body: { text: "It is up." } });
  expect(sent[0]?.key).toBeTruthy();
  expect(sent[1]?.key).toBe(sent[0]?.key);
  expect(await screen.findByRole("alert")).toHaveTextContent("C2: the window is closed");
});

it("asks for no answer where no child is open", () => {
  showDesk(<ChildrenForm conversation={{ ...PARENT, links: PARENT.links.slice(1) }} />, {});
  expect(screen.queryByRole("form")).not.toBeInTheDocument();
});
