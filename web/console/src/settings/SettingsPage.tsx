import { useEffect } from "react";
import { Link } from "wouter";
import { messages } from "../messages";
import { Changes } from "./Changes";
import { Records } from "./Records";
import classes from "./SettingsPage.module.css";

const { settings: words } = messages;
const HISTORY = "history";

/** The configuration, part by part, and who changed it; what an admin keeps here `transom export` writes to a file. */
export default function SettingsPage({ part = "teams" }: { part: string | undefined }) {
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  const parts: Record<string, string> = { ...words.parts, [HISTORY]: words.history };
  return (
    <main className={classes.page}>
      <h1 className={classes.title}>{words.title}</h1>
      <nav className={classes.parts} aria-label={words.title}>
        {Object.entries(parts).map(([id, name]) => (
          <Link
            key={id}
            href={`/settings/${id}`}
            className={classes.part}
            aria-current={id === part ? "page" : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      <section className={classes.content}>
        <h2 className={classes.subtitle}>{parts[part]}</h2>
        {part === HISTORY ? <Changes /> : <Records key={part} part={part} />}
      </section>
    </main>
  );
}
