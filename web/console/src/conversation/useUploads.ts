import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { type Api, body } from "../api/client";
import { useApi } from "../api/context";
import { describe } from "../api/problem";
import { messages } from "../messages";
import { fileSize } from "../shared/size";

export interface Upload {
  /** Ours while it is under way, the desk's once it is stored. */
  id: string;
  name: string;
  isStored: boolean;
}

const LARGEST = 25_000_000;
const UNKNOWN = "application/octet-stream";

async function store(api: Api, file: File): Promise<string> {
  const about = { name: file.name, mime: file.type || UNKNOWN, size: file.size };
  const { id, url, fields } = await body(api.POST("/v1/uploads", { body: about }));
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  const response = await fetch(url, { method: "POST", body: form });
  if (!response.ok) throw new Error(messages.errors.http(response.status));
  return id;
}

function complain(title: string, message: string): void {
  notifications.show({ color: "red", title, message });
}

/** The files that will go with the next message; each is stored as soon as it is chosen. */
export function useUploads() {
  const api = useApi();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const remove = (id: string) => setUploads((all) => all.filter((upload) => upload.id !== id));

  async function add(file: File): Promise<void> {
    if (file.size > LARGEST) {
      complain(messages.details.failedTitle, messages.composer.tooLarge(file.name, fileSize(LARGEST)));
      return;
    }
    const ours = crypto.randomUUID();
    setUploads((all) => [...all, { id: ours, name: file.name, isStored: false }]);
    try {
      const id = await store(api, file);
      setUploads((all) =>
        all.map((upload) => (upload.id === ours ? { ...upload, id, isStored: true } : upload)),
      );
    } catch (error) {
      remove(ours);
      complain(messages.composer.uploadFailed(file.name), describe(error));
    }
  }

  return { uploads, add, remove, clear: () => setUploads([]) };
}
