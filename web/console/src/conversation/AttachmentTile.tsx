import type { Attachment } from "../api/types";
import { messages } from "../messages";
import { DownloadIcon, FileIcon } from "../shared/icons";
import { fileSize } from "../shared/size";
import classes from "./AttachmentTile.module.css";

function note({ state, size }: Attachment): string {
  if (state === "pending") return messages.conversation.attachmentPending;
  if (state === "lost") return messages.conversation.attachmentLost;
  return size === null ? "" : fileSize(size);
}

/** A file of a message: a picture to look at, or a line to download. */
export function AttachmentTile({ attachment }: { attachment: Attachment }) {
  const { name, url, kind, state } = attachment;
  if (url && kind === "image") {
    return (
      <a className={classes.picture} href={url} target="_blank" rel="noopener noreferrer" title={name}>
        <img src={url} alt={name} loading="lazy" />
      </a>
    );
  }
  const content = (
    <>
      <span className={classes.icon}>
        <FileIcon size={18} />
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.note}>{note(attachment)}</span>
      </span>
      {url && <DownloadIcon size={16} />}
    </>
  );
  if (!url) {
    return (
      <span className={classes.file} data-state={state}>
        {content}
      </span>
    );
  }
  return (
    <a className={classes.file} href={url} download={name} aria-label={messages.conversation.download(name)}>
      {content}
    </a>
  );
}
