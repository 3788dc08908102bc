import { CloseButton, Loader } from "@mantine/core";
import { messages } from "../messages";
import { FileIcon } from "../shared/icons";
import classes from "./Composer.module.css";
import type { Upload } from "./useUploads";

export function UploadChips({ uploads, onRemove }: { uploads: Upload[]; onRemove: (id: string) => void }) {
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.uploads}>
      {uploads.map(({ id, name, isStored }) => (
        <li key={id} className={classes.upload}>
          {isStored ? <FileIcon size={14} /> : <Loader size={12} />}
          <span className={classes.uploadName}>{name}</span>
          <CloseButton size="xs" aria-label={messages.composer.remove(name)} onClick={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  );
}
