import type { Config } from "../config";
import { messages } from "../messages";

export interface Tokens {
  idToken: string;
  refreshToken: string;
  expiresAt: number;
}

/** The user pool wants a password of the user's own before it lets them in. */
export interface PasswordChallenge {
  email: string;
  session: string;
}

export type SignIn = { tokens: Tokens } | { challenge: PasswordChallenge };

/** Why nobody was signed in, in words for the person who tried. */
export class SignInError extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(messages.signIn.errors[code as keyof typeof messages.signIn.errors] ?? detail);
    this.name = "SignInError";
    this.code = code;
  }
}

interface Answer {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string; ExpiresIn: number };
  ChallengeName?: string;
  Session?: string;
}

async function ask(auth: Config["auth"], action: string, payload: object): Promise<Answer> {
  const response = await fetch(auth.endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify({ ClientId: auth.clientId, ...payload }),
  }).catch(() => {
    throw new SignInError("Unreachable", messages.errors.unreachable);
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer as Answer;
  const code = String(answer.__type ?? "Unknown").replace(/^.*#/, "");
  throw new SignInError(code, answer.message ?? messages.errors.http(response.status));
}

function tokensOf(answer: Answer, refreshToken: string): Tokens {
  const result = answer.AuthenticationResult;
  if (!result) throw new SignInError(answer.ChallengeName ?? "Unknown", messages.errors.unknown);
  return {
    idToken: result.IdToken,
    refreshToken: result.RefreshToken ?? refreshToken,
    expiresAt: Date.now() + result.ExpiresIn * 1000,
  };
}

export async function signIn(auth: Config["auth"], email: string, password: string): Promise<SignIn> {
  const answer = await ask(auth, "InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED") {
    return { challenge: { email, session: answer.Session ?? "" } };
  }
  return { tokens: tokensOf(answer, "") };
}

export async function choosePassword(
  auth: Config["auth"],
  { email, session }: PasswordChallenge,
  password: string,
): Promise<Tokens> {
  const answer = await ask(auth, "RespondToAuthChallenge", {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session: session,
    ChallengeResponses: { USERNAME: email, NEW_PASSWORD: password },
  });
  return tokensOf(answer, "");
}

export async function refresh(auth: Config["auth"], refreshToken: string): Promise<Tokens> {
  const answer = await ask(auth, "InitiateAuth", {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  return tokensOf(answer, refreshToken);
}
