import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { ContactField } from "../api/types";
import { OwnField } from "./OwnField";

function show(type: ContactField["type"], value?: string | number | boolean) {
  const onChange = vi.fn();
  const field = {
    id: "it",
    name: "It",
    type,
    choices: type === "choice" ? ["one", "two"] : [],
    identifies: false,
  };
  render(
    <MantineProvider env="test">
      <OwnField field={field} value={value} error={undefined} onChange={onChange} />
    </MantineProvider>,
  );
  return onChange;
}

it.each([
  ["text", undefined, " A-7 ", "A-7"],
  ["number", undefined, "2.5", 2.5],
  ["date", undefined, "2026-11-23", "2026-11-23"],
] as const)("saves a %s when the field is left", async (type, value, typed, saved) => {
  const onChange = show(type, value);
  await userEvent.type(screen.getByLabelText("It"), typed);
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(saved);
});

it("takes a value away when it is emptied, and saves nothing that is as it was", async () => {
  const onChange = show("text", "A-7");
  await userEvent.click(screen.getByLabelText("It"));
  await userEvent.tab();
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.clear(screen.getByLabelText("It"));
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
});

it("saves a flag and a choice at once", async () => {
  const onFlag = show("flag", false);
  await userEvent.click(screen.getByLabelText("It"));
  expect(onFlag).toHaveBeenCalledWith(true);
});
