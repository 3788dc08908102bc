import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { useMe } from "../api/directory";
import type { ConversationDetail } from "../api/types";
import { messages } from "../messages";
import { ChannelIcon, channelName } from "../shared/ChannelIcon";
import { Face } from "../shared/Face";
import { moment } from "../shared/time";
import { TensionFacts } from "../tension/TensionFacts";
import { Addresses } from "./Addresses";
import { AlikeCustomers } from "./AlikeCustomers";
import { ChildrenForm } from "./ChildrenForm";
import { Clocks } from "./Clocks";
import { ContactForm } from "./ContactForm";
import { CopyCode } from "./CopyCode";
import classes from "./Details.module.css";
import { DetailsForm } from "./DetailsForm";
import { EraseCustomer } from "./EraseCustomer";
import { History } from "./History";
import { Journey } from "./Journey";
import { Ledger } from "./Ledger";
import { LinkForm } from "./LinkForm";
import { Requests } from "./Requests";
import { SameCustomer } from "./SameCustomer";

const { details: words } = messages;

/** Who writes, how their matter stands, and what was promised to them. */
export function Details({ conversation }: { conversation: ConversationDetail }) {
  const [isEditing, setEditing] = useState(false);
  const isAdmin = useMe().data?.role === "admin";
  const { contact, channel, code, created_at } = conversation;
  return (
    <div className={classes.details}>
      <section className={classes.contact} aria-label={words.contact}>
        <Face name={contact.name} seed={contact.id} size={44} picture={contact.picture} />
        <div className={classes.words}>
          <h3 className={classes.name}>
            <Link href={`/customers/${contact.id}`}>{contact.name}</Link>
          </h3>
          {contact.email && (
            <a className={classes.address} href={`mailto:${contact.email}`}>
              {contact.email}
            </a>
          )}
          {contact.phone && (
            <a className={classes.address} href={`tel:${contact.phone}`}>
              {contact.phone}
            </a>
          )}
          {contact.company && <span className={classes.address}>{contact.company}</span>}
          {contact.merges.length > 0 && !isEditing && (
            <span className={classes.address}>
              {contact.merges.map(({ evidence }) => evidence).join("; ")}
            </span>
          )}
        </div>
        {!contact.erased_at && (
          <Button size="compact-xs" variant="default" flex="none" onClick={() => setEditing(!isEditing)}>
            {isEditing ? messages.contact.done : messages.contact.edit}
          </Button>
        )}
      </section>
      {isEditing && !contact.erased_at && (
        <>
          <section className={classes.section}>
            <ContactForm contact={contact} conversation={conversation.id} />
          </section>
          <section className={classes.section}>
            <h3 className={classes.title}>{messages.merging.title}</h3>
            <SameCustomer contact={contact} />
            {isAdmin && <EraseCustomer contact={contact} />}
          </section>
        </>
      )}
      <section className={classes.section}>
        <Addresses contact={contact.id} />
        <AlikeCustomers contact={contact.id} />
      </section>
      <section className={classes.section}>
        <DetailsForm conversation={conversation} />
      </section>
      <section className={classes.section}>
        <h3 className={classes.title}>{words.clocks}</h3>
        <Clocks conversation={conversation} />
      </section>
      <section className={classes.section} aria-label={messages.tension.title}>
        <h3 className={classes.title}>{messages.tension.title}</h3>
        <TensionFacts tension={conversation.tension} />
      </section>
      <section className={classes.section} aria-label={messages.journey.title}>
        <h3 className={classes.title}>{messages.journey.title}</h3>
        <Journey conversation={conversation} />
      </section>
      <section className={classes.section} aria-label={messages.belonging.title}>
        <h3 className={classes.title}>{messages.belonging.title}</h3>
        <ChildrenForm conversation={conversation} />
        <LinkForm conversation={conversation.id} />
      </section>
      <section className={classes.section} aria-label={messages.requests.title}>
        <h3 className={classes.title}>{messages.requests.title}</h3>
        <Requests conversation={conversation} />
      </section>
      <section className={classes.section}>
        <Ledger conversation={conversation.id} version={conversation.version} />
      </section>
      <section className={classes.section}>
        <h3 className={classes.title}>{words.conversation}</h3>
        <dl className={classes.facts}>
          <dt>{words.code}</dt>
          <dd>
            <CopyCode code={code} />
          </dd>
          <dt>{messages.nav.channel}</dt>
          <dd className={classes.channel}>
            <ChannelIcon channel={channel} size={14} /> {channelName(channel)}
          </dd>
          <dt>{words.created}</dt>
          <dd>{moment(created_at)}</dd>
          <dt>{words.customerSince}</dt>
          <dd>{moment(contact.created_at)}</dd>
        </dl>
      </section>
      <History conversation={conversation} />
    </div>
  );
}
