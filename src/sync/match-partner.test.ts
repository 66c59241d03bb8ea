import { describe, expect, it } from 'vitest';
import { aPartner, BUYER } from '../../test/support/builders.ts';
import type { Partner } from '../model/partner.ts';
import { addPartner, emptyPartnerIndex, matchPartner } from './match-partner.ts';

function match(partners: readonly Partner[], buyer: Partial<typeof BUYER> = {}) {
  const index = emptyPartnerIndex();
  for (const partner of partners) addPartner(index, partner);
  const found = matchPartner(index, { ...BUYER, ...buyer });
  return found.kind === 'found' ? found.partner.id : found.kind;
}

const MARIA = 'Мария Иванова';
const COMPANY = { isCompany: true, company: 'Лампи ООД' };

describe('matchPartner', () => {
  it('I10: finds by ЕИК before e-mail before phone', () => {
    const partners = [
      aPartner(11, { company: MARIA, phones: ['0888123456'] }),
      aPartner(12, { company: MARIA, email: 'maria@example.bg' }),
      aPartner(13, { company: 'Лампи ООД', companyNumber: '131135125' }),
    ];
    expect(match(partners, { ...COMPANY, companyNumber: 'BG131135125' })).toBe(13);
    expect(match(partners, { ...COMPANY, vatNumber: 'BG 131135125' })).toBe(13);
    expect(match(partners)).toBe(12);
    expect(match(partners, { email: '' })).toBe(11);
    expect(match(partners, { email: '', phone: '' })).toBe('none');
  });

  it('I10: a card is found by its VAT number, too; a foreign one only by its own country’s', () => {
    const byTaxNo = aPartner(11, { company: 'Лампи ООД', vatNumber: 'BG131135125' });
    const greek = aPartner(12, { company: 'Lampes AE', vatNumber: 'EL131135125' });
    const buyer = { email: '', phone: '' };
    expect(match([byTaxNo, greek], { ...buyer, ...COMPANY, companyNumber: '131135125' })).toBe(11);
    expect(match([byTaxNo], { ...buyer, ...COMPANY, companyNumber: 'DE131135125' })).toBe('none');
    expect(
      match([byTaxNo, greek], { ...buyer, isCompany: true, company: 'Lampes', vatNumber: 'EL 131135125' }),
    ).toBe(12);
  });

  it('I10: two candidates of one key are ambiguous, the same partner twice is not', () => {
    const twice = [
      aPartner(11, { company: MARIA, email: 'maria@example.bg' }),
      aPartner(12, { company: 'Иванова Мария', email: 'x@y.bg, MARIA@example.bg' }),
    ];
    expect(match(twice)).toBe('ambiguous');
    const one = aPartner(11, { company: MARIA, phones: ['0888 123 456', '+359888123456'] });
    expect(match([one], { email: '' })).toBe(11);
  });

  it('I10: e-mail and phone match within the kind only: a person is not his company, nor the reverse', () => {
    const company = aPartner(11, { ...COMPANY, companyNumber: '131135125', email: 'maria@example.bg' });
    const byForm = aPartner(12, { company: 'ЕТ Мария Иванова', phones: ['0888123456'] });
    const person = aPartner(13, { company: MARIA, email: 'maria@example.bg', phones: ['0888123456'] });
    expect(match([company, byForm])).toBe('none');
    expect(match([company, byForm, person])).toBe(13);
    expect(match([person], COMPANY)).toBe('none');
    expect(match([aPartner(14, { company: 'Лампи', email: 'maria@example.bg' })], COMPANY)).toBe(14);
  });

  it('I10: a company with another ЕИК than the buyer’s is no candidate, though e-mail and phone are its', () => {
    const other = aPartner(11, {
      company: 'Лампи ООД',
      companyNumber: '831902088',
      email: 'maria@example.bg',
      phones: ['0888123456'],
    });
    expect(match([other], { ...COMPANY, companyNumber: '131135125' })).toBe('none');
    expect(match([other], COMPANY)).toBe(11);
  });

  it('I10: names that contradict are for a person to settle; the one of the right name is taken', () => {
    const sister = aPartner(11, { company: 'Петя Иванова', phones: ['0888123456'] });
    expect(match([sister], { email: '' })).toBe('otherName');
    expect(match([sister, aPartner(12, { company: MARIA, phones: ['0888123456'] })], { email: '' })).toBe(12);
    const renamed = aPartner(13, { company: 'Други Лампи АД', companyNumber: '131135125' });
    const buyer = { isCompany: true, companyNumber: '131135125' };
    expect(match([renamed], { ...buyer, company: 'Столове ЕООД' })).toBe('otherName');
    expect(match([renamed], { ...buyer, company: 'ЛАМПИ' })).toBe(13);
  });

  it('I10: letters of either alphabet, initials and order of names contradict nothing', () => {
    for (const company of [
      'Maria Ivanova',
      'ИВАНОВА, Мария',
      'М. Иванова',
      'Мария Петрова Иванова',
      'Mariya Ivanova',
    ])
      expect([company, match([aPartner(11, { company, email: 'maria@example.bg' })])]).toEqual([company, 11]);
    const long = `Мария ${'дълго'.repeat(80)}`;
    const cut = aPartner(12, { company: `Мария ${'дълго'.repeat(49)}`, email: BUYER.email });
    expect(match([cut], { firstName: long, lastName: '' })).toBe(12);
    const accents = { firstName: 'René', lastName: 'Müller' };
    expect(match([aPartner(11, { company: 'Muller Rene', email: BUYER.email })], accents)).toBe(11);
    const yordan = { firstName: 'Йордан', lastName: 'Цветков' };
    expect(match([aPartner(11, { company: 'Jordan Tzvetkov', email: BUYER.email })], yordan)).toBe(11);
  });

  it('I10: a key that more than five partners share is nobody’s', () => {
    const office = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        aPartner(11 + index, {
          company: index === 0 ? MARIA : `Служител ${index}`,
          email: 'maria@example.bg',
        }),
      );
    expect(match(office(5))).toBe(11);
    expect(match(office(6))).toBe('none');
  });

  it('the service partner is found by no key', () => {
    expect(match([aPartner(1, { company: MARIA, email: 'maria@example.bg' })])).toBe('none');
  });
});
