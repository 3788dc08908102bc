import { Drawer } from "@mantine/core";
import { useDisclosure, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { describe } from "../api/problem";
import { messages } from "../messages";
import { ErrorState } from "../shared/ErrorState";
import { Belonging } from "./Belonging";
import { Composer } from "./Composer";
import { ConversationHead } from "./ConversationHead";
import classes from "./ConversationPage.module.css";
import { CustomerTyping } from "./CustomerTyping";
import { Details } from "./Details";
import { focusComposer } from "./focus";
import { Links } from "./Links";
import { Quiet } from "./Quiet";
import type { Quoted } from "./Quote";
import { Taking } from "./Taking";
import { Timeline } from "./Timeline";
import { TimelineSkeleton } from "./TimelineSkeleton";
import { useConversation } from "./useConversation";
import { useDraft } from "./useDraft";
import { Writers } from "./Writers";

const WIDE = "(min-width: 80rem)";

/** One conversation: what was said, where to answer, and how it stands. */
export function ConversationPage({ id, back }: { id: string; back: string }) {
  const conversation = useConversation(id);
  const { draft, setDraft, others } = useDraft(id);
  const isWide = useMediaQuery(WIDE, window.matchMedia(WIDE).matches);
  const [isPanelOpen, setPanelOpen] = useLocalStorage({ key: "transom.details", defaultValue: true });
  const [isDrawerOpen, drawer] = useDisclosure(false);
  if (conversation.isPending) return <TimelineSkeleton />;
  if (!conversation.data) {
    return <ErrorState detail={describe(conversation.error)} onRetry={() => void conversation.refetch()} />;
  }
  const answer = (answered: Quoted) => {
    setDraft({ ...draft, type: "message", answered });
    focusComposer();
  };
  const details = <Details key={id} conversation={conversation.data} />;
  const isPanelShown = isWide && isPanelOpen;
  return (
    <div className={classes.page} data-panel={isPanelShown}>
      <main className={classes.main}>
        <ConversationHead
          conversation={conversation.data}
          back={back}
          areDetailsShown={isPanelShown}
          onDetails={isWide ? () => setPanelOpen(!isPanelOpen) : drawer.open}
        />
        <Belonging conversation={conversation.data} />
        <Links conversation={conversation.data} />
        <Taking conversation={conversation.data} />
        <Timeline conversation={conversation.data} onAnswer={answer} />
        {conversation.data.state !== "erased" && (
          <>
            <CustomerTyping id={id} name={conversation.data.contact.name} />
            <Writers writers={others} />
            <Quiet until={conversation.data.quiet_until} />
            <Composer conversation={conversation.data} draft={draft} onDraft={setDraft} />
          </>
        )}
      </main>
      {isPanelShown && (
        <aside className={classes.panel} aria-label={messages.details.label}>
          {details}
        </aside>
      )}
      <Drawer
        opened={!isWide && isDrawerOpen}
        onClose={drawer.close}
        position="right"
        size={340}
        title={messages.details.label}
        padding={0}
        classNames={{ header: classes.drawerHead }}
      >
        {details}
      </Drawer>
    </div>
  );
}
