import type { Message } from "./message-store.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** Plain text as HTML, its web addresses as links that open beside the page and tell it nothing. */
export function linkText(text: string): string {
  const parts = text.split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/g);
  return parts
    .map((part, index) =>
      index % 2 === 0
        ? escapeHtml(part)
        : `<a href="${escapeHtml(part)}" target="_blank" rel="noopener noreferrer">${escapeHtml(part)}</a>`,
    )
    .join("");
}

/** The list of messages; it reloads itself while nothing is open for reading. */
export function listPage(messages: Message[]): string {
  const rows = messages.map(
    ({ id, to, subject, receivedAt }) =>
      `<a class="row" href="/messages/${id}"><span class="to">${escapeHtml(to.join(", "))}</span>` +
      `<span class="subject">${escapeHtml(subject || "(no subject)")}</span>${timeTag(receivedAt)}</a>`,
  );
  const empty = `<p class="empty">Nothing has arrived yet. Every mail the portal sends appears here.</p>`;
  const list = rows.length > 0 ? `<nav class="list">${rows.join("\n")}</nav>` : empty;
  return page("Mailbox", `<header><h1>Mailbox</h1><p>Catches every mail that is sent. Nothing leaves this machine.</p></header>${list}`, 3);
}

export function messagePage({ id, from, to, subject, text, html, receivedAt }: Message): string {
  // The sandbox keeps a mail's scripts and forms dead; links may open a window, and there they are ordinary pages.
  const frame = `<iframe title="The mail as HTML" src="/messages/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  return page(
    subject || "(no subject)",
    `<header><p><a href="/">Mailbox</a></p><h1>${escapeHtml(subject || "(no subject)")}</h1>
<p>From ${escapeHtml(from)}<br>To ${escapeHtml(to.join(", "))}<br>${timeTag(receivedAt)}</p></header>
<section><h2>Text</h2><pre>${linkText(text)}</pre></section>${html ? `<section><h2>HTML</h2>${frame}</section>` : ""}`,
  );
}

/** The mail's own HTML for the frame: links open beside the page instead of inside it. */
export function framedHtml(html: string): string {
  return `<!doctype html><base target="_blank"><meta name="referrer" content="no-referrer">${html}`;
}

function timeTag(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.replace("T", " ").slice(0, 19))} UTC</time>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b2430, #e8ecf2); --soft: light-dark(#566273, #9aa6b6); --line: light-dark(#dde3ea, #2b3442);
  --ground: light-dark(#f6f8fa, #12171e); --sheet: light-dark(#fff, #1a212b); --link: light-dark(#0f5bd3, #8ab4ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; } header p { color: var(--soft); margin: .25rem 0 1rem; }
a { color: var(--link); }
.list, pre, iframe, .empty { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto; gap: 1rem; padding: .75rem 1rem; color: inherit; text-decoration: none;
  border-top: 1px solid var(--line); } .row:first-child { border-top: 0; } .row:hover, .row:focus-visible { background: var(--ground); }
.row span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .subject { font-weight: 600; } time, .to { color: var(--soft); }
.empty { padding: 2rem; text-align: center; color: var(--soft); }
pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, monospace; margin: 0; }
iframe { width: 100%; height: 42rem; background: #fff; }
@media (max-width: 40rem) { .row { grid-template-columns: 1fr; gap: .1rem; } }`;

function page(title: string, body: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>${refresh}<style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}
