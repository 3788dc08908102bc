import type { MailCount } from "../api/types";
import { messages } from "../messages";
import { moment } from "../shared/time";
import classes from "./QuarantinePage.module.css";
import { useMailCounts } from "./useQuarantine";

const { mailCounts: words } = messages;
const number = new Intl.NumberFormat(messages.locale);
const COLUMNS = ["received", "messages", "machine", "quarantined", "duplicates", "missing"] as const;

/** The count of each hour's mail: what came in, and what became of it. */
export function MailCounts() {
  const counts = useMailCounts().data ?? [];
  if (counts.length === 0) return null;
  return (
    <section>
      <h2 className={classes.name}>{words.title}</h2>
      <p className={classes.lead}>{words.lead}</p>
      <table className={classes.table} data-testid="mail-counts">
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {words[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <Hour key={count.hour} count={count} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Hour({ count }: { count: MailCount }) {
  return (
    <tr data-missing={count.missing > 0} title={count.examples.join("\n")}>
      <th scope="row">{moment(count.hour)}</th>
      {COLUMNS.map((column) => (
        <td key={column}>{number.format(count[column])}</td>
      ))}
    </tr>
  );
}
