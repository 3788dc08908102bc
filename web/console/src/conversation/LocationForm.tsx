import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NewPlace } from "../api/types";
import { messages } from "../messages";
import { placeIn } from "./places";

const { sharing: words } = messages;

interface LocationFormProps {
  isOpen: boolean;
  onClose: () => void;
  onPlace: (place: NewPlace) => void;
}

/** Where something is: by a link to a map, or in degrees. */
export function LocationForm({ isOpen, onClose, onPlace }: LocationFormProps) {
  const [where, setWhere] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const point = placeIn(where);

  function confirm(event: React.FormEvent): void {
    event.preventDefault();
    if (!point) return;
    onPlace({ ...point, name: name.trim(), address: address.trim() });
    for (const set of [setWhere, setName, setAddress]) set("");
    onClose();
  }

  return (
    <Modal opened={isOpen} onClose={onClose} title={words.location}>
      <form onSubmit={confirm}>
        <TextInput
          data-autofocus
          label={words.where}
          description={words.whereHelp}
          value={where}
          error={where !== "" && !point && words.nowhere}
          onChange={({ currentTarget: { value } }) => setWhere(value)}
        />
        <TextInput
          mt="sm"
          label={words.placeName}
          value={name}
          maxLength={300}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <TextInput
          mt="sm"
          label={words.address}
          value={address}
          maxLength={300}
          onChange={({ currentTarget: { value } }) => setAddress(value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={!point}>
            {words.add}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
