// Exit 0 while the program of this container answers, whatever it was told in its environment of how it is served.
const { SKLADBRIDGE_PORT: port = '8710', SKLADBRIDGE_TLS_CERT: certificate = '' } = process.env;
// Its certificate is of the name that browsers open; here it is asked by its address.
if (certificate !== '') process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
const address = `${certificate === '' ? 'http' : 'https'}://127.0.0.1:${port}/healthz`;
const isAlive = await fetch(address).then(
  (answer) => answer.ok,
  () => false,
);
process.exit(isAlive ? 0 : 1);
