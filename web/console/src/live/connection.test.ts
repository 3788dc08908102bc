import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveConnection, type LiveEvent, type LiveState } from "./connection";

class FakeSocket {
  onopen: () => void = () => {};
  onmessage: (message: { data: string }) => void = () => {};
  onclose: () => void = () => {};
  send = vi.fn();
  close = vi.fn(() => this.onclose());
}

const EVENT: LiveEvent = {
  type: "timeline",
  conversation_id: "C1",
  entry_id: "E1",
  name: "message.received",
  at: "now",
};

function watch(address: () => Promise<string> = async () => "ws://desk?ticket=t") {
  const sockets: FakeSocket[] = [];
  const states: LiveState[] = [];
  const events: LiveEvent[] = [];
  const opened: boolean[] = [];
  const open = () => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  };
  const connection = new LiveConnection({
    address,
    open,
    onEvent: (event) => events.push(event),
    onOpen: (isAgain) => opened.push(isAgain),
    onState: (state) => states.push(state),
  });
  const last = () => sockets.at(-1) as FakeSocket;
  return { connection, sockets, states, events, opened, last };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("passes on what is pushed, and nothing that is not understood", async () => {
  const { connection, events, last } = watch();
  connection.start();
  await vi.advanceTimersByTimeAsync(0);
  last().onopen();
  last().onmessage({ data: "not json" });
  last().onmessage({ data: '{"message":"Forbidden"}' });
  last().onmessage({ data: JSON.stringify(EVENT) });
  expect(events).toEqual([EVENT]);
});

it("comes back after a loss with a new ticket, and says that it was away", async () => {
  const address = vi.fn(async () => "ws://desk");
  const { connection, sockets, opened, states, last } = watch(address);
  connection.start();
  await vi.advanceTimersByTimeAsync(0);
  last().onopen();
  last().onclose();
  await vi.advanceTimersByTimeAsync(500);
  last().onopen();
  expect(sockets).toHaveLength(2);
  expect(address).toHaveBeenCalledTimes(2);
  expect(opened).toEqual([false, true]);
  expect(states).toEqual(["connecting", "live", "waiting", "connecting", "live"]);
});

it("waits longer each time that no ticket can be had, and not at all once the browser is online again", async () => {
  const address = vi.fn(async () => Promise.reject(new Error("no desk")));
  const { connection } = watch(address);
  connection.start();
  await vi.advanceTimersByTimeAsync(20_000);
  const attempts = address.mock.calls.length;
  expect(attempts).toBeGreaterThan(4);
  expect(attempts).toBeLessThan(9);
  window.dispatchEvent(new Event("online"));
  expect(address).toHaveBeenCalledTimes(attempts + 1);
});

it("stays away once it is stopped, and keeps an idle socket alive until then", async () => {
  const { connection, sockets, last } = watch();
  connection.start();
  await vi.advanceTimersByTimeAsync(0);
  last().onopen();
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(last().send).toHaveBeenCalledTimes(1);
  connection.stop();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(sockets).toHaveLength(1);
  expect(last().send).toHaveBeenCalledTimes(1);
});
