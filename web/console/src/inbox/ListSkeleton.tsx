import { Skeleton } from "@mantine/core";
import classes from "./ListSkeleton.module.css";

export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={`row-${row + 1}`} className={classes.row}>
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
