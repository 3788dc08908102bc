import { afterEach, expect, it, vi } from "vitest";
import { body, createApi } from "./client";
import { ProblemError } from "./problem";

const nobody = { token: async () => null, refused: () => {} };

function answer(status: number, content: string, type = "application/problem+json") {
  const respond = async (_request: Request) =>
    new Response(content, { status, headers: { "Content-Type": type } });
  const fetch = vi.fn(respond);
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

async function failure(api = createApi("http://desk/v1", nobody)): Promise<ProblemError> {
  return body(api.GET("/v1/me")).then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as ProblemError,
  );
}

afterEach(() => void vi.unstubAllGlobals());

it("asks the desk's own address with the token", async () => {
  const fetch = answer(200, '{"id":"ana"}', "application/json");
  const api = createApi("http://desk/v1", { ...nobody, token: async () => "t" });
  expect(await body(api.GET("/v1/me"))).toEqual({ id: "ana" });
  const request = fetch.mock.calls[0]?.[0];
  expect(request?.url).toBe("http://desk/v1/me");
  expect(request?.headers.get("Authorization")).toBe("Bearer t");
});

it("throws the problem that the server describes, with its fields", async () => {
  const errors = [{ field: "team", message: "there is no team 'x'" }];
  answer(
    422,
    JSON.stringify({ title: "Invalid", status: 422, code: "invalid", detail: "Wrong team.", errors }),
  );
  const error = await failure();
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    message: "Wrong team.",
    status: 422,
    code: "invalid",
    fields: errors,
    isRetriable: false,
  });
});

it("says the status of an answer that is no problem document", async () => {
  answer(502, "<html>Bad gateway</html>", "text/html");
  expect(await failure()).toMatchObject({
    message: "The desk answered with an error (502).",
    isRetriable: true,
  });
});

it("says that the desk does not answer when the network fails", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("failed"))),
  );
  expect(await failure()).toMatchObject({ status: 0, isRetriable: true });
});

it("ends the session when the token is refused", async () => {
  answer(401, '{"detail":"The token is not valid."}');
  const refused = vi.fn();
  await failure(createApi("http://desk/v1", { ...nobody, refused }));
  expect(refused).toHaveBeenCalledOnce();
});
