import { describe, expect, it } from 'vitest';
import { addressOfFields, emptyFields, fieldsOfAddress, missingFields } from './warehouse-address.ts';

describe('the address of a warehouse in fields', () => {
  it.each([
    'sqlite:/srv/склад.db',
    'access:C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.mdb',
    'mysql://sklad@localhost/wp',
    'mysql://sklad@10.0.0.5:3307/wp%20demo?tls=verify',
    'mssql://sa@srv/Microinvest?instance=SQLEXPRESS&encrypt=false',
    'mssql://sa@[::1]:14330/Microinvest',
    'api+http://localhost:8700',
    'api+https://sklad.firma.bg',
    'agent:magazin-7',
  ])('%s is the same again', (address) => {
    const fields = fieldsOfAddress(address);
    expect(fields === null ? null : addressOfFields(fields)).toBe(address);
  });

  it('users and databases are written so that nothing of them is read as another part', () => {
    const fields = { ...emptyFields('mysql'), user: 'иван@firma', database: 'a/b?c', host: ' srv ' };
    const address = addressOfFields(fields);
    expect(fieldsOfAddress(address)).toMatchObject({ user: 'иван@firma', database: 'a/b?c', host: 'srv' });
  });

  it('a path of Access by itself is one; mariadb is MySQL; what no engine has, or has a password, is none', () => {
    expect(fieldsOfAddress('C:\\склад\\Microinvest.mdb')).toMatchObject({ engine: 'access' });
    expect(fieldsOfAddress('mariadb://u@h/d')).toMatchObject({ engine: 'mysql' });
    expect(['', 'oracle://h/d', 'mysql://u:p@h/d'].map(fieldsOfAddress)).toEqual([null, null, null]);
  });

  it('tells which fields are still missing', () => {
    expect(missingFields(emptyFields('mysql'))).toEqual(['database', 'user']);
    expect(missingFields(emptyFields('sqlite'))).toEqual(['path']);
    expect(missingFields(emptyFields('api'))).toEqual([]);
    expect(missingFields(emptyFields('agent'))).toEqual(['host']);
  });
});
