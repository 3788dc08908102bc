import { Button } from "@mantine/core";
import { describe } from "../api/problem";
import { messages } from "../messages";
import classes from "./Details.module.css";
import { useAlike, useTakeAlike } from "./useMerge";

const { alike: words } = messages;

/** Who may be the same person, why, and one click to say so, unless something speaks against it. */
export function AlikeCustomers({ contact }: { contact: string }) {
  const { data: found = [] } = useAlike(contact);
  const take = useTakeAlike(contact);
  return found.map((each) => (
    <div key={each.id} className={classes.merged} role="note">
      <span>
        {words.may(each.name)}: {each.reasons.join("; ")}
        {each.conflict && ` · ${words.conflict(each.conflict)}`}
      </span>
      {!each.conflict && (
        <Button
          size="compact-xs"
          variant="default"
          loading={take.isPending && take.variables.id === each.id}
          onClick={() => take.mutate(each)}
        >
          {messages.merging.merge}
        </Button>
      )}
      {take.error && take.variables.id === each.id && <span role="alert">{describe(take.error)}</span>}
    </div>
  ));
}
