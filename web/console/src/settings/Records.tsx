import { ActionIcon, Button, Modal, Skeleton } from "@mantine/core";
import { useState } from "react";
import { describe } from "../api/problem";
import type { Setting } from "../api/types";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { ChevronDownIcon, ChevronUpIcon, SettingsIcon } from "../shared/icons";
import { RecordForm } from "./RecordForm";
import classes from "./SettingsPage.module.css";
import { useKeepSetting, useSettings } from "./useSettings";

const { settings: words } = messages;
const SINGLE = ["brand", "radar"];
const ORDERED = ["rules", "automations"];

/** The records of one part of the configuration, of which one is changed at a time. */
export function Records({ part }: { part: string }) {
  const settings = useSettings(part);
  const [edited, edit] = useState<Setting | "new">();
  if (settings.isPending) return <Skeleton height={90} radius={12} />;
  if (!settings.data) {
    return <ErrorState detail={describe(settings.error)} onRetry={() => void settings.refetch()} />;
  }
  const { items, version } = settings.data;
  const close = () => edit(undefined);
  const known = edited === "new" ? undefined : edited;
  return (
    <>
      {!SINGLE.includes(part) && <Button onClick={() => edit("new")}>{words.add}</Button>}
      {items.length === 0 && <EmptyState {...words.empty} icon={<SettingsIcon size={22} />} />}
      <ul className={classes.records}>
        {items.map((item, place) => (
          <li key={item.id} className={classes.row}>
            <button type="button" className={classes.record} onClick={() => edit(item)}>
              <span className={classes.name}>{item.id}</span>
              <span className={classes.about}>{about(item)}</span>
            </button>
            {ORDERED.includes(part) && <Move part={part} version={version} items={items} place={place} />}
          </li>
        ))}
      </ul>
      <Modal opened={edited !== undefined} onClose={close} title={words.parts[part]} size="xl" centered>
        {edited && (
          <RecordForm
            part={part}
            known={known}
            all={items}
            version={version}
            isSingle={SINGLE.includes(part)}
            onDone={close}
          />
        )}
      </Modal>
    </>
  );
}

/** Moves a record that stands in an order one place up or down. */
function Move(props: { part: string; version: number; items: readonly Setting[]; place: number }) {
  const { part, version, items, place } = props;
  const keep = useKeepSetting(part, version);
  const item = items[place];
  if (!item) return null;
  const to = (wanted: number) => keep.mutate({ id: item.id, record: item.record, place: wanted });
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={words.up(item.id)}
        disabled={place === 0 || keep.isPending}
        onClick={() => to(place - 1)}
      >
        <ChevronUpIcon size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={words.down(item.id)}
        disabled={place === items.length - 1 || keep.isPending}
        onClick={() => to(place + 1)}
      >
        <ChevronDownIcon size={16} />
      </ActionIcon>
    </>
  );
}

function about({ record }: Setting): string {
  const told = record.name ?? record.email ?? record.on ?? "";
  return Array.isArray(told) ? told.join(", ") : String(told);
}
