// @ts-check

/** Interval between two lines about a running step, in ms, if the output isn't a terminal. */
const plainEveryMs = 15_000;
/** Interval in ms at which the live lines on a terminal are redrawn. */
const drawEveryMs = 100;

/** Formats a duration. @param {number} ms */
export function seconds(ms) {
  if (ms < 100_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/**
 * @typedef {object} StepProgress
 * @property {(doing: string) => void} say reports what the step is doing
 */

/**
 * Shows the progress of steps: on a terminal one live line for each, otherwise a plain line when a step starts and ends, and every 15 seconds
 * in between. Uses colours only on a terminal, and never if NO_COLOR is set (https://no-color.org).
 * @param {{ stream?: NodeJS.WritableStream & { isTTY?: boolean, columns?: number }, env?: NodeJS.ProcessEnv,
 *   now?: () => number, everyMs?: number }} [options]
 */
export function progress({ stream = process.stdout, env = process.env, now = Date.now, everyMs = plainEveryMs } = {}) {
  const live = Boolean(stream.isTTY) && env.TERM !== "dumb" && !env.CI;
  const colour = live && !env.NO_COLOR;
  const paint = (/** @type {number} */ code, /** @type {string} */ text) =>
    colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  /** @type {Map<string, { started: number, doing: string, saidAt: number }>} */
  const steps = new Map();
  let drawn = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const columns = () => stream.columns ?? 80;
  const row = (/** @type {string} */ mark, /** @type {string} */ name, /** @type {string} */ text) =>
    `${mark} ${name.padEnd(12)} ${text}`;
  const wipe = () => {
    if (drawn > 0) stream.write(`\u001b[${drawn}A\u001b[0J`);
    drawn = 0;
  };
  const draw = () => {
    wipe();
    for (const [name, { started, doing }] of steps) {
      const line = row("…", name, `${doing} (${seconds(now() - started)})`);
      stream.write(`${line.slice(0, columns() - 1)}\n`);
      drawn++;
    }
  };
  const tick = () => {
    if (live) return draw();
    for (const [name, step] of steps) {
      if (now() - step.saidAt < everyMs) continue;
      step.saidAt = now();
      stream.write(`${row("…", name, `${step.doing} (${seconds(now() - step.started)})`)}\n`);
    }
  };
  const print = (/** @type {string} */ line) => {
    if (live) wipe();
    stream.write(`${line}\n`);
    if (live) draw();
  };

  return {
    /** Prints a line above the live ones. @param {string} line */
    print,

    /**
     * Runs and times one step. `work` returns a text about its result.
     * @param {string} name
     * @param {string} doing
     * @param {(step: StepProgress) => Promise<string>} work
     */
    async step(name, doing, work) {
      const step = { started: now(), doing, saidAt: now() };
      steps.set(name, step);
      timer ??= setInterval(tick, live ? drawEveryMs : Math.min(everyMs, 1_000));
      if (live) draw();
      else stream.write(`${row("…", name, doing)}\n`);
      const end = (/** @type {string} */ mark, /** @type {string} */ text) => {
        steps.delete(name);
        if (steps.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
        print(row(mark, name, `${text} (${seconds(now() - step.started)})`));
      };
      try {
        const did = await work({
          say(text) {
            step.doing = text;
          },
        });
        end(paint(32, "✓"), did);
      } catch (error) {
        end(paint(31, "✗"), "failed");
        throw error;
      }
    },

    /** Removes the live lines, before other output or the end of the process. */
    close() {
      clearInterval(timer);
      timer = undefined;
      if (live) wipe();
      steps.clear();
    },
  };
}
