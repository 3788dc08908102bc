import { useQuery } from "@tanstack/react-query";
import { body } from "../api/client";
import { useApi } from "../api/context";
import { ConversationLinks } from "../customers/ConversationLinks";
import { CustomerList } from "../customers/CustomerList";
import { messages } from "../messages";
import classes from "./CompaniesPage.module.css";

const { companies: words } = messages;
const SHOWN = 20;

/** Who writes for a company, and what they wrote about of late. */
export function CompanyPeople({ company }: { company: string }) {
  const api = useApi();
  const params = { path: { company_id: company }, query: { limit: SHOWN } };
  const people = useQuery({
    queryKey: ["company-people", company],
    queryFn: () => body(api.GET("/v1/companies/{company_id}/contacts", { params })),
  });
  const written = useQuery({
    queryKey: ["company-conversations", company],
    queryFn: () => body(api.GET("/v1/companies/{company_id}/conversations", { params })),
  });
  return (
    <>
      <section aria-label={words.people}>
        <h3 className={classes.name}>{words.people}</h3>
        {people.data && <CustomerList customers={people.data.items} />}
      </section>
      <section aria-label={messages.list.label}>
        <h3 className={classes.name}>{messages.list.label}</h3>
        {written.data && <ConversationLinks conversations={written.data.items} />}
      </section>
    </>
  );
}
