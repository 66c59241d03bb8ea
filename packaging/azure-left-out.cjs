// In the place of @azure/identity, core-auth and keyvault-keys (52 MB), which SQL Server's driver loads whether they are used
// or not: this program signs in with a user's name and a password.
const refuse = class {
  constructor() {
    throw new Error('sign-in by Azure is not part of this package of Skladbridge');
  }
};
module.exports = new Proxy(
  { isTokenCredential: () => false },
  { get: (known, name) => known[name] ?? (name === '__esModule' ? false : refuse) },
);
