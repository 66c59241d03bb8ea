import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../../src/http/describe-settings.ts';
import { defaultSettings, SECRETS } from '../../../src/model/settings.ts';
import { FOLDED, foldOf, foundBy, MANUAL, matters, SECRET_BEHIND, secretMatters } from './form-parts.ts';

const { settings, secrets } = describeSettings('bg');
const labelOf = (key: string) =>
  [...settings, ...secrets.map(({ secret, label }) => ({ key: secret as string, label }))].find(
    (each) => each.key === key,
  )?.label;
const shown = (key: string, more: object) => {
  const setting = settings.find((each) => each.key === key);
  return setting !== undefined && matters(setting, { ...defaultSettings(), ...more });
};

describe('the form of a server', () => {
  it('S7..S23: begins with the manual’s fourteen, a to q, in its order and under its exact labels', () => {
    expect(MANUAL.map(labelOf)).toEqual([
      'Активен потребител в Склад Pro',
      'Експорт от Склад Pro',
      'Импорт от Seliton',
      'Групи от стоки',
      'Обект за операции',
      'Експорт количества от Склад Pro',
      'Експорт стоки от Склад Pro',
      'Изпращане на стоки със статус „Видими“',
      'Изтегляне на стоки от Seliton',
      'Вид на документа',
      'Адрес на документа',
      'Потребителско име',
      'Таен ключ',
      'Сериен номер на касов апарат',
    ]);
  });

  it('every other setting stands in one folded part, every secret beside a setting', () => {
    const folds = settings.map(foldOf).filter((fold) => fold !== null);
    expect(folds.every((fold) => FOLDED.includes(fold))).toBe(true);
    expect(new Set(folds)).toEqual(new Set(FOLDED));
    const placed = ['secret', ...Object.values(SECRET_BEHIND)].toSorted();
    expect(placed).toEqual([...SECRETS].toSorted());
    expect(Object.keys(SECRET_BEHIND).every((key) => settings.some((each) => each.key === key))).toBe(true);
  });

  it('S7, S23: what depends on a choice is shown only then', () => {
    expect([shown('operator', {}), shown('operator', { warehouseBuild: '3.07.100' })]).toEqual([false, true]);
    expect([shown('groups', {}), shown('groups', { export: false })]).toEqual([true, false]);
    expect([shown('documentType', {}), shown('documentType', { import: false })]).toEqual([true, false]);
    expect(shown('ordersWarehouse', { warehouse: 'C:\\склад\\Microinvest.mdb' })).toBe(true);
    expect(shown('ordersWarehouse', { warehouse: 'mysql://u@h/d' })).toBe(false);
    expect(shown('apiCurrency', { warehouse: 'api+http://h:8700' })).toBe(true);
    expect([shown('importGoodsGroup', {}), shown('importGoodsGroup', { importGoods: true })]).toEqual([
      false,
      true,
    ]);
    expect(secretMatters('token', { interface: 'rest', credentials: 'token' })).toBe(true);
    expect(secretMatters('token', { interface: 'xml', credentials: 'token' })).toBe(false);
    expect(secretMatters('secret', { interface: 'rest', credentials: 'token' })).toBe(false);
    const password = (warehouse: string, ordersWarehouse = '') =>
      secretMatters('warehouseSecret', { warehouse, ordersWarehouse });
    expect([password('sqlite:/a.db'), password('C:\\a.mdb'), password('mysql://u@h/d')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(password('C:\\a.mdb', 'api+http://h:8700')).toBe(true);
  });

  it('is searched by words of label and help, in whatever letters', () => {
    expect(foundBy(settings, 'ОБЕКТ операции').map(({ key }) => key)).toContain('location');
    expect(foundBy(settings, 'няма такава')).toEqual([]);
  });
});
