// How a dossier looks: on A4, on a wide screen and on a phone. Fonts are the reader's own: nothing is fetched.

export const style = `
:root { color-scheme: light; --ink: #1c1e21; --soft: #5b6168; --line: #d5d9de; --paper: #fff; --warn: #8a1f11; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.25rem 3rem; color: var(--ink); background: var(--paper);
  font: 15px/1.55 "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif;
  word-break: keep-all; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.1rem 0 .35rem; }
p { margin: .35rem 0; }
.soft { color: var(--soft); }
.warn { color: var(--warn); font-weight: 700; }
.state { display: inline-block; border: 1px solid var(--ink); border-radius: .3rem; padding: .05rem .5rem; font-weight: 700; }
.box { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; margin: .7rem 0; }
table { width: 100%; border-collapse: collapse; margin: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); white-space: nowrap; }
.stack td:first-child { white-space: nowrap; }
caption { text-align: left; font-weight: 700; padding-top: .5rem; }
.facts th { width: 11rem; }
.room { white-space: nowrap; color: var(--soft); text-align: right; }
.hash { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; font-size: .72rem; line-height: 1.35; word-break: break-all; }
.copy { white-space: pre-wrap; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
figure { margin: 0; break-inside: avoid; }
figure img { display: block; width: 100%; max-height: 20rem; object-fit: contain; border: 1px solid var(--line); background: #f3f4f6; }
figcaption { font-size: .85rem; margin-top: .3rem; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .9rem 2rem; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .stack td { display: block; border: 0; padding: .1rem 0; text-align: left; }
  .stack td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
  .stack td:empty { display: none; }
  .facts th { width: 7rem; }
}
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { break-after: avoid; }
  h3 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .box { break-inside: avoid; }
  .pictures { grid-template-columns: repeat(3, 1fr); }
  figure img { max-height: 70mm; }
}
`;
