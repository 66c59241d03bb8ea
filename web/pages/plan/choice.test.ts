import { describe, expect, it } from 'vitest';
import {
  chosenCount,
  isChosen,
  ofKind,
  postedChoice,
  turn,
  wholeChoice,
  withHeld,
  withKind,
} from './choice.ts';

const KINDS = [
  { kind: 'createProduct', label: '', count: 10, held: 0 },
  { kind: 'updateProduct', label: '', count: 30, held: 25 },
] as const;
const made = { key: 'a', kind: 'createProduct', isHeld: false } as const;
const held = { key: 'b', kind: 'updateProduct', isHeld: true } as const;
const price = { key: 'c', kind: 'updateProduct', isHeld: false } as const;

describe('a part of the plan is chosen', () => {
  it('everything at first, but what a guard holds', () => {
    const whole = wholeChoice(KINDS);
    expect([made, held, price].map((each) => isChosen(whole, each))).toEqual([true, false, true]);
    expect(chosenCount(whole, KINDS)).toBe(15);
    expect(chosenCount(withHeld(whole, true), KINDS)).toBe(40);
  });

  it('one by one, both ways, and back', () => {
    const some = turn(turn(wholeChoice(KINDS), made), held);
    expect(chosenCount(some, KINDS)).toBe(15);
    expect(postedChoice(some)).toMatchObject({ besides: ['b'], except: ['a'] });
    expect(postedChoice(turn(turn(some, made), held))).toMatchObject({ besides: [], except: [] });
  });

  it('a kind, and what is held, take with them what was turned before', () => {
    const none = withKind(turn(wholeChoice(KINDS), price), 'updateProduct', false);
    expect(isChosen(none, price)).toBe(false);
    expect(chosenCount(none, KINDS)).toBe(10);
    expect(chosenCount(withHeld(turn(wholeChoice(KINDS), held), true), KINDS)).toBe(40);
  });

  it('a kind that a guard holds whole is not ticked, as the footer says; half of one is half ticked', () => {
    const all = [{ kind: 'updateProduct', label: '', count: 3, held: 3 }] as const;
    const whole = wholeChoice(all);
    expect([chosenCount(whole, all), ofKind(whole, all[0])]).toEqual([0, { chosen: 0, most: 0 }]);
    expect(ofKind(turn(whole, held), all[0])).toEqual({ chosen: 1, most: 0 });
    expect(ofKind(withHeld(whole, true), all[0])).toEqual({ chosen: 3, most: 3 });
    expect(KINDS.map((kind) => ofKind(wholeChoice(KINDS), kind).chosen)).toEqual([10, 5]);
  });
});
