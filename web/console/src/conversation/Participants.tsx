import { TagsInput } from "@mantine/core";
import { useState } from "react";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { changed, isAddress } from "./participants";
import { useChange } from "./useChange";

const { details: words } = messages;

/** Who reads along by mail; an address is added by typing it, and taken out by its cross. */
export function Participants({ conversation }: { conversation: ConversationDetail }) {
  const { id, participants } = conversation;
  const change = useChange(id);
  const [error, setError] = useState<string>();
  const addresses = (change.variables?.participants ?? participants).map(({ address }) => address);

  function set(wanted: string[]): void {
    const wrong = wanted.find((address) => !isAddress(address));
    setError(wrong && words.noAddress(wrong));
    if (!wrong) change.mutate({ participants: changed(participants, wanted) });
  }

  return (
    <TagsInput
      label={words.participants}
      classNames={{ inputField: classes.tag }}
      value={change.isPending ? addresses : participants.map(({ address }) => address)}
      splitChars={[",", ";", " "]}
      maxTags={40}
      maxLength={254}
      placeholder={participants.length ? "" : words.addParticipant}
      error={error}
      onChange={set}
    />
  );
}
