import { CopyButton, UnstyledButton } from "@mantine/core";
import { messages } from "../messages";
import { CheckIcon, CopyIcon } from "../shared/icons";
import classes from "./Details.module.css";

/** A conversation's code, as people read it aloud. */
export function CopyCode({ code }: { code: string }) {
  return (
    <CopyButton value={code}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.code} onClick={copy} title={messages.details.copyCode}>
          {code} {copied ? <CheckIcon size={13} /> : <CopyIcon size={13} />}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
