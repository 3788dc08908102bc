import { Button, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { describe } from "../api/problem";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { UsersIcon } from "../shared/icons";
import { CustomerList } from "./CustomerList";
import classes from "./Customers.module.css";
import { useCustomers } from "./useCustomers";

const { customers: words } = messages;
const PAUSE_MS = 300;

/** Everybody who ever wrote, and whoever wrote from an address. */
export default function CustomersPage() {
  const [text, setText] = useState("");
  const [address] = useDebouncedValue(text.trim(), PAUSE_MS);
  const customers = useCustomers(address);
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{words.title}</h1>
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          w={320}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
      </header>
      <Found customers={customers} isSearch={address !== ""} />
    </main>
  );
}

interface FoundProps {
  customers: ReturnType<typeof useCustomers>;
  isSearch: boolean;
}

function Found({ customers, isSearch }: FoundProps) {
  if (customers.isPending) return <Skeleton height={90} radius={12} />;
  if (!customers.data) {
    return <ErrorState detail={describe(customers.error)} onRetry={() => void customers.refetch()} />;
  }
  if (customers.data.length === 0) {
    return <EmptyState {...(isSearch ? words.nobody : words.empty)} icon={<UsersIcon size={22} />} />;
  }
  return (
    <>
      <CustomerList customers={customers.data} />
      {customers.hasNextPage && (
        <Button variant="default" onClick={() => void customers.fetchNextPage()}>
          {messages.departments.more}
        </Button>
      )}
    </>
  );
}
