/** The page's CSS: light, or dark as the reader's system. The colours are safe for red-green colour blindness. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--dim:#5b6570;--paper:#fff;--rule:#d9dee3;--shade:#f2c14e40;
--k1:#0067b1;--k2:#d55e00;--k3:#8a939c;--k4:#008060;--k5:#9c4fa8;--k6:#b58900;--good:#00704f;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--dim:#9aa5b1;--paper:#14171a;--rule:#333a41;--shade:#f2c14e2e;
--k1:#5ab4f5;--k2:#ff9a52;--k3:#8a939c;--k4:#35c99a;--k5:#d491df;--k6:#e0b83c;--good:#35c99a;--bad:#ff8a80}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:940px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;line-height:1.25}h2{font-size:1.1rem;margin-top:2rem}
.verdict{font-weight:600}.good{color:var(--good)}.bad{color:var(--bad)}.machine{color:var(--dim);font-size:.85rem}
figure{margin:1.6rem 0}figcaption{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;justify-content:space-between}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1rem;color:var(--dim);font-size:.85rem}.legend i{display:inline-block;width:.75rem;height:.75rem;border-radius:2px;margin-right:.35rem}
svg{display:block;width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:var(--dim)}
.grid{stroke:var(--rule);stroke-width:.6}.axis,.tick{stroke:var(--dim);stroke-width:1}.shade{fill:var(--shade)}svg .shade-name{fill:var(--ink)}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}.pointer{fill:transparent}.pointer:hover{fill:#8883}
${[1, 2, 3, 4, 5, 6].map((k) => `.s${k}{stroke:var(--k${k})}.f${k}{fill:var(--k${k})}i.c${k}{background:var(--k${k})}`).join("")}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9rem}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--rule)}.n{text-align:right}
`;
