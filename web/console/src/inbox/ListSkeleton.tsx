import { Skeleton } from "@mantine/core";
import classes from "./ListSkeleton.module.css";

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

export function ListSkeleton({ rows = ROWS.length }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {ROWS.slice(0, rows).map((row) => (
        <div key={row} className={classes.row}>
          <Skeleton circle height={36} />
          <div className={classes.lines}>
            <Skeleton height={11} width="46%" />
            <Skeleton height={11} width="88%" />
            <Skeleton height={11} width="30%" />
          </div>
        </div>
      ))}
    </div>
  );
}
