import { Button } from "@mantine/core";
import { messages } from "../messages";
import { AlertCircleIcon, RefreshIcon } from "./icons";
import classes from "./states.module.css";

interface ErrorStateProps {
  title?: string;
  detail: string;
  onRetry: () => void;
}

/** What a place says when its content could not be had, with the server's own words. */
export function ErrorState({ title = messages.errors.title, detail, onRetry }: ErrorStateProps) {
  return (
    <div className={classes.state} role="alert">
      <span className={classes.failed}>
        <AlertCircleIcon size={22} />
      </span>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{detail}</p>
      <Button variant="default" leftSection={<RefreshIcon size={16} />} onClick={onRetry}>
        {messages.errors.retry}
      </Button>
    </div>
  );
}
