import { Select } from "@mantine/core";
import type { ContactDoor } from "../api/types";
import { messages } from "../messages";
import { channelName } from "../shared/ChannelIcon";
import classes from "./Composer.module.css";

interface DoorSelectProps {
  doors: ContactDoor[];
  chosen: ContactDoor | undefined;
  onChoose: (door: ContactDoor | undefined) => void;
}

const keyOf = ({ connection, address }: ContactDoor) => `${connection} ${address}`;

/** By which door an answer leaves; nothing to choose when the customer has only one. */
export function DoorSelect({ doors, chosen, onChoose }: DoorSelectProps) {
  if (doors.length < 2) return null;
  const data = doors.map((door) => ({
    value: keyOf(door),
    label: `${channelName(door.channel)}: ${door.manner || door.address}`,
  }));
  return (
    <Select
      className={classes.door}
      aria-label={messages.composer.door}
      placeholder={messages.composer.doorUsedLast}
      size="xs"
      data={data}
      value={chosen ? keyOf(chosen) : null}
      clearable
      onChange={(key) => onChoose(doors.find((door) => keyOf(door) === key))}
    />
  );
}
