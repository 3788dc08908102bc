import { AlertCircleIcon } from "../shared/icons";
import classes from "./SignInPage.module.css";

export function FormError({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text && (
        <p className={classes.error}>
          <AlertCircleIcon size={17} /> {text}
        </p>
      )}
    </div>
  );
}
