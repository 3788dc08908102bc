import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { Link } from "wouter";
import { describe } from "../api/problem";
import type { Contact } from "../api/types";
import { Addresses } from "../conversation/Addresses";
import { AlikeCustomers } from "../conversation/AlikeCustomers";
import { messages } from "../messages";
import { ErrorState } from "../shared/ErrorState";
import { Face } from "../shared/Face";
import { ConversationLinks } from "./ConversationLinks";
import classes from "./Customers.module.css";
import { useCustomer } from "./useCustomers";

const { customers: words } = messages;

/** A customer by themselves: who they are, where they write from, and all that they wrote about. */
export default function CustomerPage({ id }: { id: string }) {
  const { customer, conversations } = useCustomer(id);
  const name = customer.data?.name ?? words.title;
  useEffect(() => {
    document.title = `${name} · ${messages.product}`;
  }, [name]);
  if (customer.isError) {
    return <ErrorState detail={describe(customer.error)} onRetry={() => void customer.refetch()} />;
  }
  return (
    <main className={classes.page}>
      <Link href="/customers" className={classes.facts}>
        {words.title}
      </Link>
      {customer.data ? <Known customer={customer.data} /> : <Skeleton height={44} />}
      <section className={classes.section}>
        <Addresses contact={id} />
        <AlikeCustomers contact={id} />
      </section>
      <section className={classes.section}>
        <h2 className={classes.title}>{messages.list.label}</h2>
        {conversations.data && <ConversationLinks conversations={conversations.data.items} />}
        {conversations.error && <p role="alert">{describe(conversations.error)}</p>}
      </section>
    </main>
  );
}

function Known({ customer: { id, name, email, phone, company, tier } }: { customer: Contact }) {
  return (
    <header className={classes.who}>
      <Face name={name} seed={id} size={44} />
      <div>
        <h1 className={classes.title}>{name}</h1>
        <p className={classes.facts}>{[email, phone, company, tier].filter(Boolean).join(" · ")}</p>
      </div>
    </header>
  );
}
