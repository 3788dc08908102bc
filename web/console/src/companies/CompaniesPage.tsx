import { Button, Modal, Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { describe } from "../api/problem";
import type { Company } from "../api/types";
import { messages } from "../messages";
import { EmptyState } from "../shared/EmptyState";
import { ErrorState } from "../shared/ErrorState";
import { UsersIcon } from "../shared/icons";
import classes from "./CompaniesPage.module.css";
import { CompanyForm } from "./CompanyForm";
import { CompanyPeople } from "./CompanyPeople";
import { useCompanies } from "./useCompanies";

const { companies: words } = messages;

/** Whom customers write for: companies, the domains that tell them, and their tiers. */
export default function CompaniesPage() {
  const [edited, edit] = useState<Company | "new">();
  useEffect(() => {
    document.title = `${words.title} · ${messages.product}`;
  }, []);
  const close = () => edit(undefined);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{words.title}</h1>
        <Button onClick={() => edit("new")}>{words.add}</Button>
      </header>
      <All onEdit={edit} />
      <Modal opened={edited !== undefined} onClose={close} title={words.one} size="lg" centered>
        {edited && <CompanyForm company={edited === "new" ? undefined : edited} onDone={close} />}
        {edited && edited !== "new" && <CompanyPeople company={edited.id} />}
      </Modal>
    </main>
  );
}

function All({ onEdit }: { onEdit: (company: Company) => void }) {
  const companies = useCompanies();
  if (companies.isPending) return <Skeleton height={90} radius={12} />;
  if (!companies.data) {
    return <ErrorState detail={describe(companies.error)} onRetry={() => void companies.refetch()} />;
  }
  if (companies.data.length === 0) return <EmptyState {...words.empty} icon={<UsersIcon size={22} />} />;
  return (
    <>
      <ul className={classes.companies}>
        {companies.data.map((company) => (
          <li key={company.id}>
            <button type="button" className={classes.company} onClick={() => onEdit(company)}>
              <span className={classes.name}>{company.name}</span>
              <span className={classes.domains}>{company.domains.join(", ")}</span>
              {company.tier && <span className={classes.tier}>{company.tier}</span>}
            </button>
          </li>
        ))}
      </ul>
      {companies.hasNextPage && (
        <Button variant="default" onClick={() => void companies.fetchNextPage()}>
          {messages.departments.more}
        </Button>
      )}
    </>
  );
}
