import type { Change, ChangeOutcome } from '../model/plan.ts';
import type { RunEvent, TaskCounts } from '../model/run.ts';
import { errorText, fill, noticeText, numberedLabel } from '../texts/text.ts';
import { formatCount, formatDuration, formatNumber } from '../texts/format.ts';
import type { Texts } from '../texts/texts.ts';
import { changeLine } from './print-changes.ts';
import { plainText } from './terminal/plain-text.ts';
import { textWidth } from './terminal/screen.ts';
import type { CliSession } from './session.ts';

const REDRAW_MS = 100;
const [BAR, LEAST_BAR] = [24, 6];
/** A line where nobody knows how wide the terminal is. */
const WIDEST = 80;
/** Changes printed one by one in a run; a long run's are in its report (`runs NAME ID`). */
const SHOWN_CHANGES = 40;

/** A task's counts as a sentence; zeros are left out. */
export function countsText(counts: TaskCounts, texts: Texts): string {
  const names = ['created', 'updated', 'unchanged', 'skipped', 'attention', 'failed'] as const;
  const parts = names
    .filter((name) => counts[name] > 0)
    .map((name) => fill(texts.phrases[`counts.${name}`], { n: formatCount(counts[name], texts.language) }));
  return parts.length === 0 ? texts.phrases['counts.nothing'] : parts.join(', ');
}

/** How a run ended, marked so that a failure is seen. */
export function endText(event: Extract<RunEvent, { readonly type: 'runEnded' }>, texts: Texts): string {
  const mark = event.end === 'done' ? '✓' : event.end === 'stopped' ? '·' : '✗';
  return `${mark} ${fill(texts.phrases['run.ended'], { run: event.runId, end: texts.ends[event.end] })}`;
}

/** Prints a run for people: a moving bar on a terminal, quiet lines elsewhere. */
export class RunPrinter {
  readonly #session: CliSession;
  readonly #now: () => number;
  #phaseStart = 0;
  #phase = '';
  #lastDraw = 0;
  #changes = 0;

  constructor(session: CliSession, now: () => number = () => performance.now()) {
    this.#session = session;
    this.#now = now;
  }

  print(event: RunEvent): void {
    if (event.type === 'progress') {
      this.#progress(event);
      return;
    }
    for (const line of this.#lines(event)) this.#session.print(line);
  }

  #lines(event: Exclude<RunEvent, { readonly type: 'progress' }>): readonly string[] {
    const { texts } = this.#session;
    switch (event.type) {
      case 'runStarted':
        return [fill(texts.phrases['run.started'], { run: event.runId, profile: event.profile })];
      case 'taskStarted':
        this.#changes = 0;
        return [`▸ ${texts.tasks[event.task]}`];
      case 'change':
        return this.#change(event.change, event.outcome);
      case 'attention':
        return event.isNew ? [`  ! ${errorText(texts, event.note).what}`] : [];
      case 'notice':
        return [`  · ${plainText(noticeText(texts, event))}`];
      case 'retry': {
        const reason = errorText(texts, event).what;
        const seconds = Math.max(1, Math.round(event.waitMs / 1000));
        // A warehouse that is held has been waited for already, five seconds and more, before this is told.
        const isTold = event.waitMs >= 1000 || event.code === 'warehouse.busy';
        return isTold
          ? [`  … ${fill(texts.phrases['run.waiting'], { seconds, reason, attempt: event.attempt })}`]
          : [];
      }
      case 'taskEnded':
        return [`  ${countsText(event.counts, texts)}`];
      case 'runEnded':
        return this.#ended(event);
    }
  }

  #ended(event: Extract<RunEvent, { readonly type: 'runEnded' }>): readonly string[] {
    return [endText(event, this.#session.texts)];
  }

  #change(change: Change, outcome: ChangeOutcome): readonly string[] {
    const { texts } = this.#session;
    const isTrouble = outcome.kind === 'failed' || outcome.kind === 'uncertain';
    if (isTrouble)
      return [`  ✗ ${plainText(numberedLabel(change.label, texts))}: ${errorText(texts, outcome).what}`];
    if (outcome.kind !== 'done' || change.kind === 'link') return [];
    this.#changes += 1;
    if (this.#changes === SHOWN_CHANGES + 1) return ['  …'];
    return this.#changes > SHOWN_CHANGES ? [] : [`  ${changeLine(change, outcome, this.#session)}`];
  }

  #progress(event: Extract<RunEvent, { readonly type: 'progress' }>): void {
    const { io, isJson } = this.#session;
    if (io.stdout.isTTY !== true || isJson) return;
    const now = this.#now();
    const phase = `${event.task} ${event.phase}`;
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#phaseStart = now;
    }
    if (now - this.#lastDraw < REDRAW_MS) return;
    this.#lastDraw = now;
    this.#session.bar.draw(this.#bar(event, (now - this.#phaseStart) / 1000));
  }

  /** The bar with its figures, as much as the line has room for: the bar itself gives way first. */
  #bar(event: Extract<RunEvent, { readonly type: 'progress' }>, seconds: number): string {
    const { texts, language, width } = this.#session;
    const { done, total } = event;
    const speed = seconds > 0.2 ? done / seconds : 0;
    const perSecond = formatNumber(speed.toFixed(speed >= 10 ? 0 : 1), { atLeast: 0, atMost: 1 }, language);
    const rate = speed > 0 ? ` ${fill(texts.phrases['progress.rate'], { rate: perSecond })}` : '';
    const head = `  ${texts.phrases[`progress.${event.phase}`]} `;
    if (total === null || total === 0) return `${head}${formatCount(done, language)}${rate}`;
    const time = formatDuration((total - done) / speed, language);
    const rest = speed > 0 ? ` ${fill(texts.phrases['progress.rest'], { time })}` : '';
    const figures = `${formatCount(done, language)}/${formatCount(total, language)}`;
    for (const tail of [`${figures}${rate}${rest}`, `${figures}${rest}`, figures]) {
      const room = (width ?? WIDEST) - textWidth(head) - textWidth(tail) - 1;
      const bar = Math.min(BAR, room);
      const filled = Math.min(bar, Math.floor((done / total) * bar));
      if (bar >= LEAST_BAR) return `${head}${'█'.repeat(filled)}${'░'.repeat(bar - filled)} ${tail}`;
    }
    return `${head}${figures}`;
  }
}
