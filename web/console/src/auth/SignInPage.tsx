import { useEffect, useState } from "react";
import type { Config } from "../config";
import { messages } from "../messages";
import { Logo } from "../shared/Logo";
import type { PasswordChallenge, Tokens } from "./cognito";
import { NewPasswordForm } from "./NewPasswordForm";
import { SignInForm } from "./SignInForm";
import classes from "./SignInPage.module.css";

interface SignInPageProps {
  config: Config;
  onSignedIn: (tokens: Tokens) => void;
}

export function SignInPage({ config, onSignedIn }: SignInPageProps) {
  const [challenge, setChallenge] = useState<PasswordChallenge | null>(null);
  useEffect(() => {
    document.title = `${messages.signIn.title} · ${config.brand}`;
  }, [config.brand]);
  return (
    <div className={classes.page}>
      <main className={classes.card}>
        <Logo size={40} />
        {challenge ? (
          <NewPasswordForm auth={config.auth} challenge={challenge} onSignedIn={onSignedIn} />
        ) : (
          <SignInForm config={config} onSignedIn={onSignedIn} onChallenge={setChallenge} />
        )}
      </main>
      <p className={classes.promise}>{messages.signIn.promise}</p>
    </div>
  );
}
