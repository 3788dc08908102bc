import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { moment } from "../shared/time";
import classes from "./Details.module.css";
import { useDoors } from "./useDoors";

const { evidence: words } = messages;

/** Where a customer writes from, and what shows that it is them. */
export function Addresses({ contact }: { contact: string }) {
  const { data: doors = [] } = useDoors(contact);
  return (
    <ul className={classes.addresses} aria-label={words.title}>
      {doors.map(({ channel, connection, address, is_verified, evidence }) => (
        <li key={`${connection} ${address}`}>
          <ChannelIcon channel={channel} size={14} />
          <span className={classes.words}>
            <span>
              {channelName(channel)}: {address} · {is_verified ? words.verified : words.unverified}
            </span>
            {evidence.map(({ kind, at, by }) => (
              <span key={kind} className={classes.address} title={by}>
                {words.line(words.kinds[kind], moment(at))}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
