/** An evaluation as one page that needs nothing else. @module */
import { minuteText } from '../output/time-text.ts';
import type { Evaluation, TwinOutcome } from './evaluate-session.ts';
import { sections, verdictOf, type Section } from './evaluation-sections.ts';

/** Self-contained: no script, no font, no address. Text of a model is never on it, and names are escaped. */
export function evaluationHtml(evaluation: Evaluation): string {
  const { session, decidedBy, symbols, from, to, notes, twins } = evaluation;
  const label = {
    rules: 'OFFLINE RULES - not an AI model',
    scripted: 'SCRIPTED - not an AI model',
  };
  const badge = (label as Record<string, string>)[decidedBy.source];
  const groups = sections(evaluation);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation of ${escaped(session)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="brand">tradewright evaluation</p>
<h1>${escaped(decidedBy.model)} on ${escaped(symbols.join(', '))}</h1>
<p class="facts">${escaped(session)} · ${minuteText(from)} to ${minuteText(to)} UTC${badge === undefined ? '' : ` <span class="badge">${badge}</span>`}</p>
<p class="verdict">${escaped(verdictOf(evaluation))}</p>
</header>
<main>
${groups.map((group) => sectionHtml(group, group.title === 'Outcome' ? curvesSvg(evaluation) : '')).join('\n')}
${twins.length === 0 ? '' : `<section><h2>Among twins that know nothing</h2><div class="pair">${twins.map(histogramSvg).join('')}</div></section>`}
${notes.length === 0 ? '' : `<section><h2>Notes</h2><ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul></section>`}
<section class="method"><h2>How this was measured</h2>
<p>Process figures are counted from the records of the session. Differences are paired by period; their intervals come from a stationary bootstrap of 1,000 resamples. Random-entry twins hold as much, as often and as long at other times; permuted twins hold the same while stretches of the market come in another order. The Sharpe ratio is per period, never annualised, and deflated by the number of ways of deciding that the store has seen on this data (Bailey and López de Prado, 2014). A past that was good is not a promise.</p></section>
</main>
</body>
</html>
`;
}

function sectionHtml({ title, rows }: Section, figure: string): string {
  const lines = rows
    .map(
      ({ name, value, note, tone }) =>
        `<tr class="${tone}"><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td><td class="note">${escaped(note)}</td></tr>`,
    )
    .join('\n');
  return `<section><h2>${escaped(title)}</h2>${figure}<table>${lines}</table></section>`;
}

const colours = ['#0b5fff', '#8a8f98', '#d98324'];
const [width, height, margin] = [720, 220, 56];

/** Money made over time, session and controls. */
function curvesSvg({ curves, baseCurrency }: Evaluation): string {
  const all = curves.lines.flatMap(({ values }) => values);
  if (all.length < 4) return '';
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const span = high - low || 1;
  const y = (value: number): number => 10 + (1 - (value - low) / span) * (height - 20);
  const lines = curves.lines.map(({ values }, index) => {
    const step = (width - margin) / Math.max(1, values.length - 1);
    const points = values.map(
      (value, at) => `${(margin + at * step).toFixed(1)},${y(value).toFixed(1)}`,
    );
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[index % colours.length] ?? ''}" stroke-width="${index === 0 ? 2 : 1.4}"/>`;
  });
  const legend = curves.lines.map(
    ({ name }, index) =>
      `<span><i style="background:${colours[index % colours.length] ?? ''}"></i>${escaped(name)}</span>`,
  );
  const label = (value: number): string =>
    `<text x="${String(margin - 8)}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value.toFixed(0)}</text>`;
  return `<figure><svg viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="Money made over time"><line x1="${String(margin)}" x2="${String(width)}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}" class="axis"/>${label(high)}${label(low)}${y(0) - y(high) > 16 && y(low) - y(0) > 16 ? label(0) : ''}${lines.join('')}</svg><figcaption>${legend.join('')}<span>${escaped(baseCurrency)}, change since the start</span></figcaption></figure>`;
}

const bins = 30;

/** Twins as bars, the session as a line among them. */
function histogramSvg({ kind, twins, value, share }: TwinOutcome): string {
  const [low, high] = [Math.min(value, ...twins), Math.max(value, ...twins)];
  const span = high - low || 1;
  const counts = Array.from({ length: bins }, () => 0);
  for (const twin of twins) {
    const bin = Math.min(bins - 1, Math.floor(((twin - low) / span) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const top = Math.max(...counts, 1);
  const bars = counts.map((count, bin) => {
    const tall = (count / top) * 110;
    return `<rect x="${(bin * 11).toFixed(0)}" y="${(120 - tall).toFixed(1)}" width="10" height="${tall.toFixed(1)}"/>`;
  });
  const at = (((value - low) / span) * (bins * 11 - 1)).toFixed(1);
  return `<figure><svg viewBox="0 0 ${String(bins * 11)} 140" role="img" aria-label="${escaped(kind)} twins"><g class="bars">${bars.join('')}</g><line x1="${at}" x2="${at}" y1="0" y2="122" class="mark"/><text x="0" y="136">${low.toFixed(0)}</text><text x="${String(bins * 11)}" y="136" text-anchor="end">${high.toFixed(0)}</text></svg><figcaption><span>${escaped(kind)}: ${(share * 100).toFixed(1)} % of ${String(twins.length)} did as well as the session (line)</span></figcaption></figure>`;
}

/** Names come from files and models: nothing of them is markup. */
function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

const style = `
:root{color-scheme:light dark;--ink:#15181e;--soft:#5b6270;--line:#e3e6eb;--paper:#fff;--back:#f5f6f8;--good:#0a7a3f;--bad:#c22026;--accent:#0b5fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaee;--soft:#9aa2b1;--line:#2c313a;--paper:#191c22;--back:#101216;--good:#4cc38a;--bad:#ff6b6b;--accent:#6ea0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{max-width:820px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
.brand{margin:0;color:var(--soft);font-size:13px;letter-spacing:.04em}
h1{margin:4px 0 2px;font-size:26px;line-height:1.25}
.facts{margin:0;color:var(--soft)}
.badge{display:inline-block;margin-left:8px;padding:1px 8px;border:1px solid currentColor;border-radius:10px;font-size:12px}
.verdict{margin:18px 0 0;padding:12px 16px;border-left:4px solid var(--accent);background:var(--paper);border-radius:0 6px 6px 0;font-weight:600}
section{margin:22px 0;padding:16px 20px;background:var(--paper);border:1px solid var(--line);border-radius:8px}
h2{margin:0 0 10px;font-size:16px}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-variant-numeric:tabular-nums}
th{width:29%;padding:6px 10px 6px 0;text-align:left;font-weight:500;vertical-align:top}
td{width:25%;padding:6px 10px 6px 0;vertical-align:top;overflow-wrap:break-word}
tr+tr th,tr+tr td{border-top:1px solid var(--line)}
td.note{width:46%;color:var(--soft);font-size:13.5px}
.good td:nth-child(2){color:var(--good);font-weight:600}
.bad td:nth-child(2){color:var(--bad);font-weight:700}
figure{margin:0 0 12px}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--soft);font-size:11px}
.axis{stroke:var(--line)}
.bars rect{fill:var(--soft);opacity:.45}
.mark{stroke:var(--accent);stroke-width:2.5}
figcaption{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:6px;color:var(--soft);font-size:13px}
figcaption i{display:inline-block;width:12px;height:3px;margin-right:6px;vertical-align:middle}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:24px}
ul{margin:0;padding-left:18px}
.method p{margin:0;color:var(--soft);font-size:13.5px}
@media (max-width:560px){th,td,td.note{display:block;width:100%;padding:2px 0;border:0}tr{display:block;padding:6px 0;border-top:1px solid var(--line)}tr+tr th,tr+tr td{border:0}th{color:var(--soft)}}
@media print{body{background:#fff}section{break-inside:avoid}}
`;
