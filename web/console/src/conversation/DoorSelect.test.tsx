import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { DoorSelect } from "./DoorSelect";

const door = (channel: string, address: string, manner = "") => ({
  channel,
  connection: channel,
  address,
  name: channel,
  manner,
  sends: ["text"],
  is_verified: true,
  evidence: [],
  is_opted_out: false,
});
const DOORS = [door("telegram", "7001"), door("email", "olga@example.org")];

it("lets an answer leave by another door on purpose", async () => {
  const choose = vi.fn();
  render(
    <MantineProvider env="test">
      <DoorSelect doors={DOORS} chosen={undefined} onChoose={choose} />
    </MantineProvider>,
  );
  await userEvent.click(screen.getByLabelText("By which door it leaves", { selector: "input" }));
  await userEvent.click(await screen.findByText(/olga@example.org/));
  expect(choose).toHaveBeenCalledWith(DOORS[1]);
});

it("says of a comment's doors who reads the answer", async () => {
  const doors = [
    door("messenger", "comment:1", "in public, beneath the comment"),
    door("messenger", "private:comment_id:1", "in private, once"),
  ];
  render(
    <MantineProvider env="test">
      <DoorSelect doors={doors} chosen={undefined} onChoose={() => undefined} />
    </MantineProvider>,
  );
  await userEvent.click(screen.getByLabelText("By which door it leaves", { selector: "input" }));
  expect(await screen.findByText(/in public, beneath the comment/)).toBeInTheDocument();
  expect(screen.getByText(/in private, once/)).toBeInTheDocument();
});

it("asks nothing of a customer with one door", () => {
  render(
    <MantineProvider env="test">
      <DoorSelect doors={DOORS.slice(0, 1)} chosen={undefined} onChoose={() => undefined} />
    </MantineProvider>,
  );
  expect(screen.queryByLabelText("By which door it leaves")).not.toBeInTheDocument();
});
