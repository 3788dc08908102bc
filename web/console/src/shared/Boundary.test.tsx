import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { messages } from "../messages";
import { Boundary } from "./Boundary";

it("says that a page failed, and shows it again when it can", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let isBroken = true;
  const Page = () => {
    if (isBroken) throw new Error("no such field");
    return <p>The page</p>;
  };
  render(
    <MantineProvider>
      <Boundary>
        <Page />
      </Boundary>
    </MantineProvider>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent(messages.errors.crashed);
  isBroken = false;
  await userEvent.click(screen.getByRole("button", { name: messages.errors.retry }));
  expect(screen.getByText("The page")).toBeVisible();
});
