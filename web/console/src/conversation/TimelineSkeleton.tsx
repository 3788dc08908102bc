import { Skeleton } from "@mantine/core";
import classes from "./Timeline.module.css";

const ROWS = [
  { width: "58%", height: 62, isOurs: false },
  { width: "44%", height: 40, isOurs: true },
  { width: "66%", height: 84, isOurs: false },
  { width: "50%", height: 62, isOurs: true },
];

export function TimelineSkeleton() {
  return (
    <div className={classes.scroll} aria-hidden="true">
      <div className={classes.timeline}>
        {ROWS.map(({ width, height, isOurs }) => (
          <Skeleton key={width} width={width} height={height} radius={14} mt={20} ml={isOurs ? "auto" : 40} />
        ))}
      </div>
    </div>
  );
}
