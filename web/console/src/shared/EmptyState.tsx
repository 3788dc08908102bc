import classes from "./states.module.css";

interface EmptyStateProps {
  title: string;
  text: string;
  icon?: React.ReactNode;
  children?: React.ReactNode;
}

/** What a place says when there is nothing to show in it. */
export function EmptyState({ title, text, icon, children }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
