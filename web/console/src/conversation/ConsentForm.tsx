import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { describe } from "../api/problem";
import type { ContactDoor } from "../api/types";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useConsent } from "./useDoors";

const { consent: words } = messages;

/** Keeps that a customer wants nothing written to an address any more, or wants it again, and how they said so. */
export function ConsentForm({ contact, door }: { contact: string; door: ContactDoor }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const consent = useConsent(contact);
  const wish = door.is_opted_out ? words.write : words.stop;
  if (!isOpen) {
    return (
      <UnstyledButton className={classes.address} onClick={() => setOpen(true)}>
        {wish}
      </UnstyledButton>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { channel, connection, address } = door;
    const wanted = {
      door: { channel, connection, address },
      is_given: door.is_opted_out,
      reason: reason.trim(),
    };
    consent.mutate(wanted, { onSuccess: () => setOpen(false) });
  };
  return (
    <form className={classes.form} aria-label={wish} onSubmit={submit}>
      <TextInput
        label={words.reason}
        value={reason}
        error={consent.error && describe(consent.error)}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!reason.trim()} loading={consent.isPending}>
        {wish}
      </Button>
    </form>
  );
}
