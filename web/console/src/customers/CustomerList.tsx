import { Link } from "wouter";
import type { Contact } from "../api/types";
import { Face } from "../shared/Face";
import classes from "./Customers.module.css";

/** Customers by their names, each a way to what they wrote. */
export function CustomerList({ customers }: { customers: Contact[] }) {
  return (
    <ul className={classes.list}>
      {customers.map(({ id, name, email, phone, company, tier }) => (
        <li key={id}>
          <Link className={classes.customer} href={`/customers/${id}`}>
            <Face name={name} seed={id} size={30} />
            <span className={classes.name}>{name}</span>
            <span className={classes.facts}>{[email, phone, company].filter(Boolean).join(" · ")}</span>
            {tier && <span className={classes.tier}>{tier}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
