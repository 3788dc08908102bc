import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NewCard } from "../api/types";
import { messages } from "../messages";

const { sharing: words } = messages;
const PHONE = /^[+0-9 ()/.-]{3,40}$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

interface CardFormProps {
  isOpen: boolean;
  onClose: () => void;
  onCard: (card: NewCard) => void;
}

/** Whom the customer may turn to. */
export function CardForm({ isOpen, onClose, onCard }: CardFormProps) {
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [email, setEmail] = useState("");
  const isWrong = { phone: phone !== "" && !PHONE.test(phone), email: email !== "" && !EMAIL.test(email) };
  const isWhole = name.trim() !== "" && (phone !== "" || email !== "") && !isWrong.phone && !isWrong.email;

  function confirm(event: React.FormEvent): void {
    event.preventDefault();
    if (!isWhole) return;
    onCard({ name: name.trim(), phones: phone ? [phone] : [], emails: email ? [email] : [] });
    for (const set of [setName, setPhone, setEmail]) set("");
    onClose();
  }

  return (
    <Modal opened={isOpen} onClose={onClose} title={words.card}>
      <form onSubmit={confirm}>
        <TextInput
          data-autofocus
          label={words.name}
          value={name}
          maxLength={200}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <TextInput
          mt="sm"
          type="tel"
          label={words.phone}
          value={phone}
          error={isWrong.phone && words.noPhone}
          onChange={({ currentTarget: { value } }) => setPhone(value)}
        />
        <TextInput
          mt="sm"
          label={words.email}
          value={email}
          error={isWrong.email && words.noEmail}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={!isWhole}>
            {words.add}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
