import { useMemo } from 'react';
import {
  formatCount,
  formatCounted,
  formatDate,
  formatDuration,
  formatMoment,
  formatMoney,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatSchedule,
} from '../src/texts/format.ts';
import type { Counted } from '../src/texts/format-words.ts';
import type { Language } from '../src/texts/text.ts';
import { fill } from '../src/texts/fill.ts';
import type { PageWords } from '../src/texts/page-words.ts';
import { usePage } from './context.ts';

function formatsOf(language: Language) {
  return {
    /** A moment, or nothing where there is none. */
    moment: (iso: string | null | undefined) => (iso ? formatMoment(iso, language) : ''),
    date: (moment: string) => formatDate(moment, language),
    price: (value: string, currency: string) => formatPrice(value, currency, language),
    percent: (value: string) => formatPercent(value, language),
    money: (value: string, currency: string) => formatMoney(value, currency, language),
    quantity: (value: string) => formatQuantity(value, language),
    count: (value: number) => formatCount(value, language),
    counted: (value: number, noun: Counted) => formatCounted(value, noun, language),
    duration: (seconds: number) => formatDuration(seconds, language),
    schedule: (schedule: string) => formatSchedule(schedule, language),
  } as const;
}

/** A record by its number: `№ 16`, `no. 16`, unbroken. */
export function numbered(number: number | string, words: PageWords): string {
  return fill(words.everywhere.numbered, { number });
}

/** Values as people read them, in the language of the page: for sentences; alone they are parts of `values.tsx`. */
export function useFormats() {
  const { language } = usePage();
  return useMemo(() => formatsOf(language), [language]);
}
