import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ConversationDetail } from "../api/types";
import { Journey } from "./Journey";
import { showDesk } from "./requestSamples";

const PATH = "/v1/conversations/C1";
const panel = <Journey conversation={{ id: "C1", version: 1 } as ConversationDetail} />;
const stage = (id: string, channel: string) => ({
  id,
  code: id,
  subject: "",
  channel,
  state: "open",
  created_at: "2026-11-16T09:00:00Z",
});

it("lists the matter over all channels", async () => {
  showDesk(panel, { [`${PATH}/journey`]: { items: [stage("C0", "email"), stage("C1", "telegram")] } });
  expect(await screen.findAllByRole("listitem")).toHaveLength(2);
});

it("offers the ways to go on elsewhere", async () => {
  const ways = [
    { connection: "bot", channel: "telegram", name: "Our bot", url: "https://t.me/x?start=TR-1" },
    { connection: "fb", channel: "messenger", name: "Page", url: null },
  ];
  const answers = {
    [`${PATH}/journey`]: { items: [stage("C1", "telegram")] },
    [`POST ${PATH}/journey`]: { text: "TR-1", until: "2026-11-23T09:00:00Z", ways },
  };
  showDesk(panel, answers);
  await userEvent.click(await screen.findByRole("button", { name: "Go on elsewhere…" }));
  expect(await screen.findByTitle("https://t.me/x?start=TR-1")).toBeInTheDocument();
  expect(screen.getByTitle("Write TR-1 to Page")).toBeInTheDocument();
});

it("proves a customer by the code that they tell", async () => {
  const answers = {
    [`${PATH}/journey`]: { items: [] },
    [`POST ${PATH}/proofs`]: { of: "C0", until: "2026-11-16T09:10:00Z" },
    [`POST ${PATH}/proofs/C0`]: { items: [] },
  };
  const sent = showDesk(panel, answers);
  await userEvent.type(screen.getByLabelText("Their other conversation"), "C0");
  await userEvent.click(screen.getByRole("button", { name: "Send them a code there" }));
  await userEvent.type(await screen.findByLabelText("The code that they tell here"), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Check" }));
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ of: "C0" }, { code: "123456" }]));
});
