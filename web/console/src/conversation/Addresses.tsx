import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { moment } from "../shared/time";
import { ConsentForm } from "./ConsentForm";
import classes from "./Details.module.css";
import { useDoors } from "./useDoors";

const { evidence: words } = messages;

/** Where a customer writes from, and what shows that it is them. */
export function Addresses({ contact }: { contact: string }) {
  const { data: doors = [] } = useDoors(contact);
  return (
    <ul className={classes.addresses} aria-label={words.title}>
      {doors.map((door) => (
        <li key={`${door.connection} ${door.address}`}>
          <ChannelIcon channel={door.channel} size={14} />
          <span className={classes.words}>
            <span>
              {channelName(door.channel)}: {door.address} ·{" "}
              {door.is_verified ? words.verified : words.unverified}
            </span>
            {door.is_opted_out && <strong>{messages.consent.optedOut}</strong>}
            {door.evidence.map(({ kind, at, by }) => (
              <span key={kind} className={classes.address} title={by}>
                {words.line(words.kinds[kind], moment(at))}
              </span>
            ))}
            <ConsentForm contact={contact} door={door} />
          </span>
        </li>
      ))}
    </ul>
  );
}
