import { isWhole, type Load } from "../result.ts";
import { type Latencies, type Second, secondsOf, summaryOf } from "../seconds.ts";
import { chart, escaped, figure, type Series, type Shade } from "./chart.ts";
import { STYLE } from "./style.ts";

/** Renders a load as a self-contained HTML page, without scripts or external requests. `machine` describes the machine that it ran on. */
export function page(load: Load, machine: string): string {
  const { callsPerSecond, seconds, calls, unanswered, lost, wrong, strays } = load;
  const whole = isWhole(load);
  const bad = lost.length + wrong.length + Math.abs(strays);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Load: ${escaped(load.title)}</title><style>${STYLE}</style></head><body>
<h1>Load: ${escaped(load.title)}</h1>
<p>${figure(callsPerSecond)} calls a second for ${figure(seconds)} s, in an open loop: latency counts from the moment at which a call or a
webhook was due. ${escaped(outageText(load))}</p>
<p class="verdict ${whole ? "good" : "bad"}">${figure(calls)} calls, ${figure(unanswered.length)} callers unanswered, ${figure(bad)} records lost or wrong</p>
${charts(load)}
${summary(load)}
<h2>What else was found</h2>
<table>${load.facts.map(([name, value]) => `<tr><td>${escaped(name)}</td><td class="n">${escaped(value)}</td></tr>`).join("\n")}</table>
${list("Callers who weren't answered", unanswered)}${list("Records that aren't whole", lost)}${list("Records that are wrong", wrong)}
<p class="machine">${escaped(machine)}</p>
</body></html>
`;
}

function outageText({ outage }: Load): string {
  if (outage.length === 0) return "The tables worked all the time.";
  const [throws, hangs] = outage.map(({ fromMs, toMs }) => `${fromMs / 1000} to ${toMs / 1000} s`);
  return `The tables answered errors from ${throws}, and nothing at all from ${hangs}.`;
}

function charts(load: Load): string {
  const seconds = secondsOf(load);
  const shades: Shade[] = load.outage.map(({ mood, fromMs, toMs }) => ({
    from: fromMs / 1000,
    to: toMs / 1000,
    label: mood === "throws" ? "tables fail" : "tables hang",
  }));
  const latency = (title: string, of: (second: Second) => Latencies | undefined) =>
    seconds.some((second) => of(second) !== undefined)
      ? chart({
          ...{ title, shades, log: true, axis: "milliseconds" },
          series: [
            { name: "p50", colour: 1, points: seconds.map((second) => of(second)?.p50) },
            { name: "p99", colour: 2, points: seconds.map((second) => of(second)?.p99) },
            { name: "longest", colour: 3, points: seconds.map((second) => of(second)?.max) },
          ],
        })
      : "";
  const troubles = [...new Set(seconds.flatMap((second) => Object.keys(second.troubles)))].sort();
  const points = (of: (second: Second) => number) => seconds.map(of);
  const stacked = troubles.map(
    (name, i): Series => ({ name, colour: (i % 5) + 2, points: points((second) => second.troubles[name] ?? 0) }),
  );
  return [
    latency("Answer delay: until a caller hears the first word", ({ answer }) => answer),
    latency("Voice webhook", ({ voice }) => voice),
    latency("Webhooks after the agent, and status callbacks", ({ later }) => later),
    chart({
      ...{ title: "Throughput", axis: "each second", shades },
      series: [
        { name: "calls that came in", colour: 1, points: points(({ calls }) => calls) },
        { name: "webhooks that were due", colour: 4, points: points(({ webhooks }) => webhooks) },
      ],
    }),
    chart({
      ...{ title: "Errors, and notices in place of an agent", axis: "each second", shades, stacked: true },
      series: stacked.length > 0 ? stacked : [{ name: "none", colour: 1, points: points(() => 0) }],
    }),
    chart({
      ...{ title: "Late events that wait in the queue", axis: "events", shades, stacked: true },
      series: [{ name: "waiting", colour: 5, points: points(({ waiting }) => waiting) }],
    }),
  ].join("\n");
}

function summary(load: Load): string {
  const rows = summaryOf(load).map(({ what, stretch, latencies: { count, p50, p95, p99, max }, errors }) => {
    const figures = [count, p50, p95, p99, max, errors].map((value) => `<td class="n">${figure(value)}</td>`).join("");
    return `<tr><td>${what}</td><td>${stretch}</td>${figures}</tr>`;
  });
  const titles = ["due", "p50 ms", "p95 ms", "p99 ms", "longest ms", "errors"];
  return `<h2>Before, during and after the outage</h2>
<table><tr><th>what</th><th>when it was due</th>${titles.map((title) => `<th class="n">${title}</th>`).join("")}</tr>
${rows.join("\n")}</table>`;
}

function list(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return "";
  return `<h2>${title}</h2><ul>${entries
    .slice(0, 50)
    .map((entry) => `<li>${escaped(entry)}</li>`)
    .join("")}</ul>`;
}
