import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CustomerTyping } from "./CustomerTyping";
import { typingKey } from "./useTyping";

it("shows for some seconds that the customer types", () => {
  vi.useFakeTimers();
  const queries = new QueryClient();
  render(
    <QueryClientProvider client={queries}>
      <CustomerTyping id="C1" name="Olga" />
    </QueryClientProvider>,
  );
  expect(screen.queryByRole("status")).toBeNull();
  act(() => {
    queries.setQueryData(typingKey("C1"), Date.now());
    vi.advanceTimersByTime(10);
  });
  expect(screen.getByRole("status")).toHaveTextContent("Olga is typing…");
  act(() => {
    vi.advanceTimersByTime(6_500);
  });
  expect(screen.queryByRole("status")).toBeNull();
  vi.useRealTimers();
});
