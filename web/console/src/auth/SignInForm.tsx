import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { describe } from "../api/problem";
import type { Config } from "../config";
import { messages } from "../messages";
import { type PasswordChallenge, signIn, type Tokens } from "./cognito";
import { FormError } from "./FormError";
import classes from "./SignInPage.module.css";

const { signIn: words } = messages;

interface SignInFormProps {
  config: Config;
  onSignedIn: (tokens: Tokens) => void;
  onChallenge: (challenge: PasswordChallenge) => void;
}

export function SignInForm({ config, onSignedIn, onChallenge }: SignInFormProps) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: React.FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const email = String(fields.get("email")).trim();
      const result = await signIn(config.auth, email, String(fields.get("password")));
      if ("challenge" in result) onChallenge(result.challenge);
      else onSignedIn(result.tokens);
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <header>
        <h1 className={classes.title}>{words.title}</h1>
        <p className={classes.lead}>{words.lead(config.brand)}</p>
      </header>
      <FormError text={error} />
      <TextInput
        name="email"
        type="email"
        label={words.email}
        size="md"
        autoComplete="username"
        autoFocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        name="password"
        label={words.password}
        size="md"
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth loading={isBusy}>
        {words.submit}
      </Button>
    </form>
  );
}
