"""The outbox as a page for people."""

from collections.abc import Sequence
from html import escape
from string import Template

from transom_cli.outbox.ledger import Recorded

_PAGE = Template("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Outbox · Transom</title>
<style>
  :root { color-scheme: light dark; --line: light-dark(#e3e5ea, #34373d); --dim: light-dark(#667085, #98a2b3); }
  body { font: 15px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2.5rem auto; padding: 0 1rem;
         background: light-dark(#f8f9fb, #16181c); }
  header { display: flex; justify-content: space-between; align-items: baseline; }
  h1 { font-size: 1.4rem; margin: 0 0 1rem; }
  article { border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 1rem;
            background: light-dark(#fff, #1e2126); }
  .head, footer { display: flex; gap: .75rem; flex-wrap: wrap; color: var(--dim); font-size: .85rem; }
  .channel { font-weight: 600; color: light-dark(#175cd3, #84b5ff); }
  time { margin-left: auto; }
  h2 { font-size: 1rem; margin: .5rem 0 0; }
  p { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; }
  footer { margin-top: .75rem; }
  .none { color: var(--dim); text-align: center; padding: 4rem 0; }
</style>
<header><h1>Outbox</h1><span class="none" style="padding:0">$count sent</span></header>
$articles
</html>
""")

_ARTICLE = Template("""<article>
  <div class="head"><span class="channel">$channel</span><span>to $to</span><time>$at</time></div>
  $subject<p>$text</p>
  $files
</article>
""")

_NOTHING = '<div class="none">Nothing has been sent yet. Answer a conversation in the console.</div>'


def page(messages: Sequence[Recorded]) -> str:
    """Return the messages as HTML, newest first."""
    articles = "".join(_article(message) for message in reversed(messages))
    return _PAGE.substitute(count=len(messages), articles=articles or _NOTHING)


def _article(message: Recorded) -> str:
    return _ARTICLE.substitute(
        channel=escape(message.channel),
        to=escape(message.to),
        at=f"{message.at:%d %b %Y, %H:%M:%S} UTC",
        subject=f"<h2>{escape(message.subject)}</h2>" if message.subject else "",
        text=escape(message.text),
        files=_files(message),
    )


def _files(message: Recorded) -> str:
    links = [
        f'<a href="/messages/{message.id}/attachments/{number}">{escape(file.name)}</a> ({file.size:,} bytes)'
        for number, file in enumerate(message.attachments)
    ]
    return f"<footer>{' · '.join(links)}</footer>" if links else ""
