import { useState } from "react";
import classes from "./Face.module.css";

const HUES = 8;

function initials(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0]);
  return letters.join("").toUpperCase() || "?";
}

function hue(seed: string): number {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

interface FaceProps {
  name: string;
  /** What the colour follows; the name unless given. */
  seed?: string;
  size?: number;
  /** Where their picture is; while it is not there, the initials are. */
  picture?: string | null | undefined;
  /** A small mark on the lower corner, such as a channel's icon. */
  mark?: React.ReactNode;
  label?: string;
}

/** A person's picture, or their initials on a colour of their own. */
export function Face({ name, seed = name, size = 36, picture, mark, label }: FaceProps) {
  const [isBroken, setBroken] = useState(false);
  const naming = label
    ? ({ role: "img", "aria-label": label, title: label } as const)
    : { "aria-hidden": true };
  return (
    <span className={classes.frame} style={{ width: size, height: size, fontSize: size * 0.36 }} {...naming}>
      <span className={classes.face} data-hue={hue(seed)}>
        {picture && !isBroken ? <img src={picture} alt="" onError={() => setBroken(true)} /> : initials(name)}
      </span>
      {mark && <span className={classes.mark}>{mark}</span>}
    </span>
  );
}
