import { ActionIcon, FileButton, Menu, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { NewCard, NewPlace } from "../api/types";
import { messages } from "../messages";
import { AddressBookIcon, FileIcon, MapPinIcon, PaperclipIcon } from "../shared/icons";
import { CardForm } from "./CardForm";
import { LocationForm } from "./LocationForm";

const { composer, sharing: words } = messages;

interface AttachMenuProps {
  /** Whether only files can be attached, as to a note. */
  isFilesOnly: boolean;
  onFile: (file: File) => void;
  onPlace: (place: NewPlace) => void;
  onCard: (card: NewCard) => void;
}

/** What goes with a message beside its words. */
export function AttachMenu({ isFilesOnly, onFile, onPlace, onCard }: AttachMenuProps) {
  const [form, setForm] = useState<"place" | "card">();
  const close = () => setForm(undefined);
  return (
    <FileButton multiple onChange={(files) => files.forEach(onFile)}>
      {({ onClick }) =>
        isFilesOnly ? (
          <Tooltip label={composer.attach}>
            <ActionIcon aria-label={composer.attach} onClick={onClick}>
              <PaperclipIcon />
            </ActionIcon>
          </Tooltip>
        ) : (
          <>
            <Menu position="top-start" shadow="md">
              <Menu.Target>
                <ActionIcon aria-label={words.attach} title={words.attach}>
                  <PaperclipIcon />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<FileIcon size={15} />} onClick={onClick}>
                  {words.files}
                </Menu.Item>
                <Menu.Item leftSection={<MapPinIcon size={15} />} onClick={() => setForm("place")}>
                  {words.location}
                </Menu.Item>
                <Menu.Item leftSection={<AddressBookIcon size={15} />} onClick={() => setForm("card")}>
                  {words.card}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <LocationForm isOpen={form === "place"} onClose={close} onPlace={onPlace} />
            <CardForm isOpen={form === "card"} onClose={close} onCard={onCard} />
          </>
        )
      }
    </FileButton>
  );
}
