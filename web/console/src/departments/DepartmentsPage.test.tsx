import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ASKED, showDesk } from "../conversation/requestSamples";
import DepartmentsPage from "./DepartmentsPage";

it("shows what each department owes, with the way to the conversation, page by page", async () => {
  showDesk(<DepartmentsPage />, {
    "/v1/departments/warehouse/requests": { items: [ASKED], next: "more" },
    "/v1/departments/warehouse/requests?more": {
      items: [{ ...ASKED, id: "R0000002", question: "Is it whole?" }],
      next: null,
    },
  });
  expect(await screen.findByRole("heading", { name: "Warehouse" })).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "C1 Order" })).toHaveAttribute("href", "/views/all/C1");
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Is it whole?")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
});
