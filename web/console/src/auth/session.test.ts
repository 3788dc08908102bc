import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SignInError, signIn } from "./cognito";
import { Session } from "./session";

const AUTH = { endpoint: "http://pool", clientId: "client" };
const HOUR = 3_600_000;

function pool(status: number, answer: object) {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(JSON.stringify(answer), { status }),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.unstubAllGlobals());

it("signs in with a password", async () => {
  const fetch = pool(200, { AuthenticationResult: { IdToken: "id", RefreshToken: "r", ExpiresIn: 3600 } });
  expect(await signIn(AUTH, "ana@x.example", "secret")).toMatchObject({
    tokens: { idToken: "id", refreshToken: "r" },
  });
  expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({
    "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
  });
});

it("asks for a new password when the pool wants one", async () => {
  pool(200, { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s" });
  expect(await signIn(AUTH, "ana@x.example", "first")).toEqual({
    challenge: { email: "ana@x.example", session: "s" },
  });
});

it("tells a wrong password and an unknown address alike", async () => {
  for (const code of ["NotAuthorizedException", "UserNotFoundException"]) {
    pool(400, { __type: `com.amazonaws.cognito#${code}`, message: "inner words" });
    await expect(signIn(AUTH, "ana@x.example", "x")).rejects.toThrow("Email or password is wrong.");
  }
});

it("hands out a token while it is good, and renews it once for all who ask", async () => {
  const session = new Session(AUTH);
  session.start({ idToken: "old", refreshToken: "r", expiresAt: Date.now() + HOUR });
  expect(await session.token()).toBe("old");
  session.start({ idToken: "old", refreshToken: "r", expiresAt: Date.now() + 1_000 });
  const fetch = pool(200, { AuthenticationResult: { IdToken: "new", ExpiresIn: 3600 } });
  expect(await Promise.all([session.token(), session.token()])).toEqual(["new", "new"]);
  expect(fetch).toHaveBeenCalledOnce();
});

it("tells an arrival once, and none after a reload", () => {
  const session = new Session(AUTH);
  session.start({ idToken: "id", refreshToken: "r", expiresAt: Date.now() + HOUR });
  expect([session.takeArrival(), session.takeArrival()]).toEqual([true, false]);
  expect(new Session(AUTH).takeArrival()).toBe(false);
});

it("ends when the refresh token is refused, and lasts when only the network fails", async () => {
  const session = new Session(AUTH);
  session.start({ idToken: "old", refreshToken: "r", expiresAt: 0 });
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("offline"))),
  );
  await expect(session.token()).rejects.toThrow(SignInError);
  expect(session.isSignedIn).toBe(true);
  pool(400, { __type: "NotAuthorizedException" });
  await expect(session.token()).rejects.toThrow(SignInError);
  expect(session.isSignedIn).toBe(false);
});
