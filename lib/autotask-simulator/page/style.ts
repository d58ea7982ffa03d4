/** One stylesheet for all pages: system fonts, light and dark by the reader's setting. */
export const STYLE = `
:root { color-scheme: light dark; --back: #f4f5f7; --sheet: #fff; --text: #1d2330; --muted: #5a6478; --line: #d9dde5; --field: #828b9c;
  --act: #0b5f73; --act-text: #fff; --soft: #e4f1f4; --soft-text: #084a5a; --good: #1c6b3c; --bad: #a8231d; --mono: ui-monospace, "Cascadia Mono", Menlo, monospace; }
@media (prefers-color-scheme: dark) { :root { --back: #14171d; --sheet: #1c2028; --text: #e8ebf1; --muted: #a0a9ba; --line: #313846; --field: #6f798c;
  --act: #57bdd2; --act-text: #0a2027; --soft: #173840; --soft-text: #a9e1ee; --good: #72cf95; --bad: #ff958d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--act); } a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
header { background: var(--sheet); border-bottom: 1px solid var(--line); }
header > div, main { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
header > div { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; min-height: 3.5rem; }
header strong { font-size: 1.05rem; } header strong a { color: inherit; text-decoration: none; }
header nav { display: flex; flex-wrap: wrap; gap: .25rem; margin-left: auto; }
header nav a { padding: .4rem .7rem; border-radius: 6px; text-decoration: none; color: var(--text); }
header nav a[aria-current] { background: var(--soft); color: var(--soft-text); font-weight: 600; }
main { padding-top: 1.25rem; padding-bottom: 3rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 24rem; gap: 1.25rem; align-items: start; }
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } .columns > aside { order: -1; } }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; } h2 { font-size: 1rem; margin: 0; } h3 { font-size: .95rem; margin: 0; overflow-wrap: anywhere; }
section { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; margin-bottom: 1.25rem; }
section > h2 { padding: .75rem 1rem; border-bottom: 1px solid var(--line); } section > div, section > form { padding: 1rem; }
.ticket { padding: .9rem 1rem; border-bottom: 1px solid var(--line); } .ticket:last-child { border: 0; }
.line { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; } .line .end { margin-left: auto; }
.muted { color: var(--muted); } .small { font-size: .87rem; } .mono, code { font-family: var(--mono); font-size: .87em; }
code { user-select: all; overflow-wrap: anywhere; }
.tag { background: var(--soft); color: var(--soft-text); border-radius: 4px; padding: .05rem .45rem; font-size: .85rem; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); }
.note { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .75rem; margin-top: .6rem; } .note p { margin: .15rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
p { margin: .2rem 0 .4rem; }
dl.stack { display: block; } dl.stack dt { margin-top: .5rem; } dl.stack dd { display: flex; justify-content: space-between; gap: .75rem; align-items: baseline; }
dl + dl { margin-top: .3rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1rem; margin: 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; font-weight: 600; font-size: .9rem; margin: 0 0 .75rem; } label small { font-weight: 400; color: var(--muted); }
input, select, textarea { display: block; width: 100%; margin-top: .2rem; padding: .45rem .6rem; font: inherit; font-weight: 400; color: inherit; background: var(--sheet); border: 1px solid var(--field); border-radius: 6px; }
textarea { min-height: 5rem; resize: vertical; } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .75rem; }
button { font: inherit; font-weight: 600; padding: .5rem .9rem; border: 1px solid var(--act); border-radius: 6px; background: var(--act); color: var(--act-text); cursor: pointer; }
button.plain { background: transparent; color: var(--act); } button.copy { padding: 0 .4rem; font-size: .8rem; border-color: var(--line); background: transparent; color: var(--muted); }
.message { background: var(--soft); color: var(--soft-text); border-radius: 8px; padding: .7rem 1rem; margin: 0 0 1.25rem; } .message.bad { background: transparent; border: 1px solid var(--bad); color: var(--bad); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top; } th { font-weight: 600; color: var(--muted); font-size: .87rem; }
summary { cursor: pointer; } [hidden] { display: none; }
`;

/** Refreshes the live part every two seconds and makes the copy buttons work. Without it everything still works by hand. */
export const SCRIPT = `
for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
}
setInterval(async () => {
  if (document.hidden || !document.getSelection().isCollapsed) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceChildren(...next.childNodes);
  }
}, 2000);
`;
