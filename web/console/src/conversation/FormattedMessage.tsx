import { messages } from "../messages";
import classes from "./FormattedMessage.module.css";

const HEAD = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<base target="_blank">
<style>body{margin:0;padding:12px;font:14px/1.5 system-ui,sans-serif;color:#232220;overflow-wrap:anywhere}img{max-width:100%}</style>`;

/** A message's own HTML, shut in a frame that runs nothing and fetches nothing. */
export function FormattedMessage({ html }: { html: string }) {
  return (
    <iframe
      className={classes.frame}
      title={messages.conversation.formattedTitle}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={HEAD + html}
    />
  );
}
