// A dossier as one printable page that asks nobody for anything: its style and pictures stand in it, and it may load nothing else.

import { severityLabels, verdictTitle } from "../../../core/card/findings.ts";
import { type Lang, say, type Words } from "../../../core/locale.ts";
import type { Copy, Dossier, Picture, SettledFinding } from "./dossier.ts";
import { html, type Html, nothing } from "./html.ts";
import { style } from "./style.ts";
import { limits, names } from "./words.ts";

/** Blocks scripts, frames, forms and every request, should anything ever get past the escaping. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

export function dossierPage(dossier: Dossier): string {
  const { lang, title } = dossier;
  const told = (text: Words): string => say(lang, text);
  const page = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="generator" content="CO9MA" />
        <title>${told(names.title)}: ${title}</title>
        <style>
          ${css}
        </style>
      </head>
      <body>
        <header>
          <p class="soft">${told(names.title)}</p>
          <h1>${title}</h1>
          <p><span class="state">${dossier.state}</span></p>
          ${dossier.isDraft ? html`<p class="warn">${told(names.draft)}</p>` : nothing}
          ${dossier.isSimulated ? html`<p class="warn">${told(names.simulated)}</p>` : nothing}
          <p class="box">${told(names.ai)}</p>
        </header>
        <main>
          ${factsTable(dossier)} ${section(told(names.copy), copySection(dossier))}
          ${section(told(names.pictures), pictureSection(dossier))}
          ${section(told(names.review), reviewSection(dossier))}
          ${section(told(names.proof), proofTable(dossier))}
          ${section(told(names.approvals), approvalSection(dossier))}
          ${section(told(names.ledger), ledgerSection(dossier))}
          ${section(told(names.limits), limitsSection(lang))}
        </main>
      </body>
    </html> `;
  return page.html;
}

/** Our own words, which hold no value of anybody's. */
const css: Html = { html: style };

function section(title: string, body: Html): Html {
  return html`<section>
    <h2>${title}</h2>
    ${body}
  </section>`;
}

function factsTable({ facts }: Dossier): Html {
  const rows = facts.map(
    ({ name, value }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<table class="facts">
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function copySection({ copies, notices, lang }: Dossier): Html {
  const byMedium = [...Map.groupBy(copies, ({ medium }) => medium)];
  if (byMedium.length === 0) return soft(say(lang, names.noCopy));
  return html`${byMedium.map(
    ([medium, drafts]) =>
      html`<h3>${medium}</h3>
        ${drafts.map((one) => copyTable(one, lang))}`,
  )}
  ${
    notices.length > 0
      ? html`<h3>${say(lang, names.notices)}</h3>
          ${list(notices)}`
      : nothing
  }`;
}

function copyTable({ draft, fields }: Copy, lang: Lang): Html {
  const rows = fields.map(
    ({ name, text, room }) =>
      html`<tr>
        <td data-name="${say(lang, names.field)}">${name}</td>
        <td class="copy">${text}</td>
        <td class="room">${room}</td>
      </tr>`,
  );
  return table(
    [names.field, names.text, names.room].map((one) => say(lang, one)),
    rows,
    draft,
  );
}

function pictureSection({ pictures, lang }: Dossier): Html {
  if (pictures.length === 0) return soft(say(lang, names.noPictures));
  return html`<div class="pictures">${pictures.map((one) => figure(one, lang))}</div>`;
}

function figure({ medium, format, size, alt, source, mark, sha256 }: Picture, lang: Lang): Html {
  const drawn =
    source === null
      ? html`<p class="box soft">${say(lang, names.tooHeavy)}</p>`
      : html`<img src="${source}" alt="${alt}" />`;
  const told = mark === null ? say(lang, names.noMark) : `IPTC digitalSourceType: ${mark}`;
  return html`<figure>
    ${drawn}
    <figcaption>
      <strong>${medium}</strong> · ${format} · ${size}<br />${alt}<br /><span class="soft">${told}</span
      ><br /><span class="hash">sha256 ${sha256}</span>
    </figcaption>
  </figure>`;
}

function reviewSection(dossier: Dossier): Html {
  const { lang, verdict, packs, packNote, findings, earlier, reviews, nights } = dossier;
  if (verdict === null) return soft(say(lang, names.noReview));
  const packText = packs
    .map(({ id, version, digest }) => `${id} ${version} (${digest.slice(0, 8)})`)
    .join(" · ");
  return html`<p><strong>${verdictTitle({ verdict }, lang)}</strong></p>
    ${findings.length > 0 ? findingTable(findings, lang) : soft(say(lang, names.noFindings))}
    ${
      earlier.length > 0
        ? html`<h3>${say(lang, names.earlier)}</h3>
            ${findingTable(earlier, lang)}`
        : nothing
    }
    <h3>${say(lang, names.packs)}</h3>
    <p>${packText || packNote}</p>
    <h3>${say(lang, names.reviews)}</h3>
    ${table(
      [names.at, names.version, names.verdict, names.by, names.hashes].map((one) => say(lang, one)),
      reviews.map(
        (one) =>
          html`<tr>
            <td>${one.at}</td>
            <td>${one.version}</td>
            <td>${verdictTitle({ verdict: one.verdict }, lang)}</td>
            <td>${one.by}</td>
            <td class="hash">
              ${say(lang, names.textHash)} ${one.textHash}<br />${say(lang, names.packHash)} ${one.packDigest}
            </td>
          </tr>`,
      ),
    )}
    ${
      nights.length > 0
        ? html`<h3>${say(lang, names.nights)}</h3>
            ${list(nights)}`
        : nothing
    }`;
}

function findingTable(findings: readonly SettledFinding[], lang: Lang): Html {
  return table(
    [names.severity, names.words, names.why, names.settled].map((one) => say(lang, one)),
    findings.map(
      ({ severity, where, words: concerned, why, basis, settled }) =>
        html`<tr>
          <td data-name="${say(lang, names.severity)}">${say(lang, severityLabels[severity])}</td>
          <td data-name="${say(lang, names.words)}">
            ${concerned === "" ? "–" : `‘${concerned}’`}<br /><span class="soft">${where}</span>
          </td>
          <td>${why}<br /><span class="soft">${basis}</span></td>
          <td data-name="${say(lang, names.settled)}">${settled}</td>
        </tr>`,
    ),
  );
}

function proofTable({ proof, lang }: Dossier): Html {
  if (proof.length === 0) return soft(say(lang, names.noProof));
  return table(
    [names.kind, names.reference, names.about, names.validity, names.given].map((one) => say(lang, one)),
    proof.map(
      (one) =>
        html`<tr>
          <td>${one.kind}</td>
          <td>${one.reference}</td>
          <td>${one.about}</td>
          <td data-name="${say(lang, names.validity)}">${one.validity}</td>
          <td data-name="${say(lang, names.given)}">${one.given}</td>
        </tr>`,
    ),
  );
}

function approvalSection({ approvals, lang }: Dossier): Html {
  if (approvals.length === 0) return soft(say(lang, names.noApprovals));
  return html`${approvals.map(
    ({ title, state, asked, decisions, outcome, planHash }) =>
      html`<div class="box">
        <strong>${title}</strong> <span class="state">${state}</span>
        <p>${say(lang, names.asked)}: ${asked}</p>
        ${decisions.length > 0 ? list(decisions) : nothing}
        ${outcome === "" ? nothing : html`<p>${say(lang, names.outcome)}: ${outcome}</p>`}
        <p class="hash">${say(lang, names.planHash)} ${planHash}</p>
      </div>`,
  )}`;
}

function ledgerSection({ ledger, ledgerNote, chain, lang }: Dossier): Html {
  return html`<p class="${chain.whole ? "box" : "box warn"}">${chain.text}</p>
    ${table(
      [names.number, names.at, names.by, names.what, names.hash].map((one) => say(lang, one)),
      ledger.map(
        ({ seq, at, who, what, hash, prevHash }) =>
          html`<tr>
            <td data-name="${say(lang, names.number)}">${seq}</td>
            <td>${at}</td>
            <td>${who}</td>
            <td>${what}</td>
            <td class="hash">
              ${hash}<br /><span class="soft">${say(lang, names.before)} ${prevHash}</span>
            </td>
          </tr>`,
      ),
    )}
    ${ledgerNote === "" ? nothing : soft(ledgerNote)}`;
}

function limitsSection(lang: Lang): Html {
  return list(limits.map((one) => say(lang, one)));
}

/** Lists of rows that fold into blocks on a phone, where the heads are gone and the caption stays. */
function table(heads: readonly string[], rows: readonly Html[], caption = ""): Html {
  const cells = heads.map((head) => html`<th scope="col">${head}</th>`);
  const above =
    caption === ""
      ? nothing
      : html`<caption>
          ${caption}
        </caption>`;
  return html`<table class="stack">
    ${above}
    <thead>
      <tr>
        ${cells}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function list(lines: readonly string[]): Html {
  return html`<ul>
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`;
}

function soft(text: string): Html {
  return html`<p class="soft">${text}</p>`;
}
