import { describe, expect, it } from 'vitest';
import { aPartner, BUYER } from '../../test/support/builders.ts';
import type { Partner } from '../model/partner.ts';
import { addPartner, comparablePhones, emptyPartnerIndex, matchPartner } from './match-partner.ts';

function match(partners: readonly Partner[], buyer: Partial<typeof BUYER> = {}) {
  const index = emptyPartnerIndex();
  for (const partner of partners) addPartner(index, partner);
  const found = matchPartner(index, { ...BUYER, ...buyer });
  return found.kind === 'found' ? found.partner.id : found.kind;
}

describe('matchPartner', () => {
  it('I10: finds by ЕИК before e-mail before phone', () => {
    const partners = [
      aPartner(1, { phones: ['0888123456'] }),
      aPartner(2, { email: 'maria@example.bg' }),
      aPartner(3, { companyNumber: '131135125' }),
    ];
    expect(match(partners, { companyNumber: 'BG131135125' })).toBe(3);
    expect(match(partners)).toBe(2);
    expect(match(partners, { email: '' })).toBe(1);
    expect(match(partners, { email: '', phone: '' })).toBe('none');
  });

  it('I10: two candidates of one key are ambiguous, the same partner twice is not', () => {
    expect(
      match([aPartner(1, { email: 'maria@example.bg' }), aPartner(2, { email: 'MARIA@example.bg' })]),
    ).toBe('ambiguous');
    expect(match([aPartner(1, { phones: ['0888 123 456', '+359888123456'] })], { email: '' })).toBe(1);
  });

  it('I10: a partner with another ЕИК is no candidate, though e-mail and phone are his', () => {
    const other = aPartner(1, {
      companyNumber: '999999999',
      email: 'maria@example.bg',
      phones: ['0888123456'],
    });
    expect(match([other], { companyNumber: '131135125' })).toBe('none');
    expect(match([other])).toBe(1);
  });

  it('takes the same phone in all its spellings, several in one field, and no short ones', () => {
    expect(comparablePhones('+359 (888) 12-34-56; 02/987 65 43, 112')).toEqual(['888123456', '29876543']);
    expect(comparablePhones('00359888123456')).toEqual(comparablePhones('0888 123 456'));
  });
});
