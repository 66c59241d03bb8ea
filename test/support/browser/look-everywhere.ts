import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { axeFindings } from '../browser.ts';

// One place of the page, looked at wherever people look at it: a wide screen and a phone, light and dark, both
// languages, 400 % zoom, by the keyboard alone, on paper.

const OUTPUT = fileURLToPath(new URL('../../../test-output/pages/', import.meta.url));
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;
const SCHEMES = ['light', 'dark'] as const;
const LANGUAGES = ['bg', 'en'] as const;
/** 1280 points at 400 % (WCAG 1.4.10). */
export const ZOOMED = { width: 320, height: 256 };
/** Longer lists are walked so far: what stands behind is reached in the same way. */
const MOST_STOPS = 120;

type Language = (typeof LANGUAGES)[number];

/** The switch of the language, named in the language that it leads to. */
const SWITCH: Readonly<Record<Language, string>> = { bg: 'Български', en: 'English' };

/** The page in one of its languages. */
export async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.evaluate('document.documentElement.lang')) === language) return;
  // An open record lies over the switch: it is pressed through it.
  const lying = page.locator('button', { hasText: SWITCH[language] }).first();
  await lying.dispatchEvent('click');
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  // What a list holds is asked for anew in the other language: its rows are gone for a moment.
  await page.locator('main .list-wait').waitFor({ state: 'detached' });
}

/** The page in one of its schemes, as the device asks for it. */
export async function paint(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' });
  // Grounds pass from one colour to the other in a moment: what is looked at meanwhile is neither.
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
}

/** How far the page goes beyond its window. */
export async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
}

/** Names that more than one element has: a link or a label would lead to the wrong one. */
export async function sameIds(page: Page): Promise<readonly string[]> {
  const found = "[...document.querySelectorAll('[id]')].map(({ id }) => id)";
  const ids = await page.evaluate<readonly string[]>(found);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

// Of an open dialog only what is in it: what lies behind waits until it is closed.
const MARK_STOPS = `(() => {
  const place = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document;
  const stops = [...place.querySelectorAll(
    'a[href], button, summary, input, select, textarea, [tabindex="0"], [contenteditable=true]')]
    .filter((stop) => !stop.disabled && stop.tabIndex >= 0 && stop.type !== 'radio')
    .filter((stop) => stop.checkVisibility({ visibilityProperty: true }) && stop.getClientRects().length > 0);
  stops.forEach((stop, index) => { stop.dataset.stop = String(index); });
  document.activeElement?.blur?.();
  return stops.map((stop) => stop.outerHTML.slice(0, 120));
})()`;

/** What can be pressed with a mouse and is not reached by Tab. */
async function unreachable(page: Page): Promise<readonly string[]> {
  const stops = (await page.evaluate(MARK_STOPS)) as readonly string[];
  const reached = new Set<number>();
  // Day, month, year and calendar of a date are each a stop.
  const more = 2 + 3 * Number(await page.evaluate("document.querySelectorAll('input[type=date]').length"));
  for (let step = 0; step < Math.min(stops.length, MOST_STOPS) + more; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate("document.activeElement?.dataset?.stop ?? ''");
    if (stop !== '') reached.add(Number(stop));
  }
  await page.evaluate("document.querySelectorAll('[data-stop]').forEach((stop) => delete stop.dataset.stop)");
  await page.evaluate('document.activeElement?.blur?.(); scrollTo(0, 0)');
  return stops.slice(0, MOST_STOPS).filter((_stop, index) => !reached.has(index));
}

/**
 * Looks at the page as it stands, in every size, scheme and language, and keeps what it saw as
 * `test-output/pages/<name>-…png`. Answers everything that is wrong: any finding of axe, a scroll to the side,
 * what the keyboard does not reach. Afterwards the page is wide, light and Bulgarian again.
 */
export async function lookEverywhere(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(OUTPUT, { recursive: true });
  const faults: string[] = [];
  // Nothing lies under the mouse: what is told only there is no part of the place.
  await page.mouse.move(0, 0);
  const keep = async (what: string): Promise<void> => {
    // What is fixed to the window stands where it belongs only at the top of the page.
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: `${OUTPUT}${name}-${what}.png`, fullPage: true, animations: 'disabled' });
  };
  for (const language of LANGUAGES) {
    await page.setViewportSize(SIZES[0]);
    await speak(page, language);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const scheme of SCHEMES) {
        await paint(page, scheme);
        const where = `${size.width}-${scheme}-${language}`;
        await keep(where);
        for (const finding of await axeFindings(page)) faults.push(`${where}: ${finding}`);
      }
      for (const id of await sameIds(page)) faults.push(`${size.width}: two elements are „${id}“`);
      const beyond = await overflow(page);
      if (beyond > 0) faults.push(`${size.width}-${language}: ${beyond} points to the side`);
    }
  }
  await paint(page, 'light');
  await page.setViewportSize(ZOOMED);
  await keep('320-zoomed');
  const beyond = await overflow(page);
  if (beyond > 0) faults.push(`400 %: ${beyond} points to the side`);
  await page.setViewportSize(SIZES[0]);
  await speak(page, 'bg');
  for (const stop of await unreachable(page)) faults.push(`not reached by the keyboard: ${stop}`);
  await page.emulateMedia({ media: 'print' });
  await keep('print');
  await page.emulateMedia({ media: null });
  return faults;
}
