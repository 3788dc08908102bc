import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { describe } from "../api/problem";
import type { Config } from "../config";
import { messages } from "../messages";
import { choosePassword, type PasswordChallenge, type Tokens } from "./cognito";
import { FormError } from "./FormError";
import classes from "./SignInPage.module.css";

const words = messages.signIn.newPassword;

interface NewPasswordFormProps {
  auth: Config["auth"];
  challenge: PasswordChallenge;
  onSignedIn: (tokens: Tokens) => void;
}

/** The first sign-in of someone whom an administrator invited. */
export function NewPasswordForm({ auth, challenge, onSignedIn }: NewPasswordFormProps) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: React.FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const password = String(fields.get("password"));
    if (password !== fields.get("repeat")) {
      setError(words.differ);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      onSignedIn(await choosePassword(auth, challenge, password));
    } catch (failure) {
      setError(describe(failure));
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <header>
        <h1 className={classes.title}>{words.title}</h1>
        <p className={classes.lead}>{words.lead}</p>
      </header>
      <FormError text={error} />
      <PasswordInput
        name="password"
        label={words.field}
        size="md"
        autoComplete="new-password"
        autoFocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        name="repeat"
        label={words.repeat}
        size="md"
        autoComplete="new-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" size="md" fullWidth loading={isBusy}>
        {words.submit}
      </Button>
    </form>
  );
}
