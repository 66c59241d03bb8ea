import type { Texts } from '../texts.ts';

/** Errors of whoever comes in: people on the page, programs on the REST API of a warehouse. */
export const ACCESS_ERRORS = {
  'access.loginNeeded': { what: 'You are not signed in.', remedy: 'Sign in with name and password.' },
  'access.notAllowed': { what: 'Only the owner may do this.', remedy: "Ask the program's owner." },
  'access.tokenMissing': {
    what: 'The request does not come from the open page.',
    remedy: 'Reload the page and try again.',
  },
  'access.wrongPassword': { what: 'Name or password is wrong.', remedy: 'Try again.' },
  'access.lockedOut': { what: 'Too many wrong attempts.', remedy: 'Wait {seconds|second|seconds}.' },
  'access.busy': {
    what: 'Many people are signing in at this moment.',
    remedy: 'Try again in a few seconds.',
  },
  'http.origin.malformed': {
    what: '"{value}" is no address at which a browser opens the page.',
    remedy: 'Write protocol and name only, such as --url https://sklad.example.bg, without a path.',
  },
  'http.url.notSecure': {
    what: 'With a certificate the page is opened by https, but the address named is {url}.',
    remedy: 'Write an address with https:// in --url, or leave out --tls-cert and --tls-key.',
  },
  'http.proxy.malformed': {
    what: '“{value}” is no address of a proxy.',
    remedy:
      'Name with --trusted-proxy the proxy’s own address or network, such as 10.0.0.5, 10.1.0.0/16 or fd00::5; all the world is not believed.',
  },
  'http.tls.incomplete': {
    what: 'TLS needs a certificate and its key; {missing} is missing.',
    remedy: 'Name both files with --tls-cert and --tls-key.',
  },
  'http.tls.certificate': {
    what: 'The file {file} holds no certificate that can be used ({reason}).',
    remedy: 'Name a PEM file with --tls-cert: the server’s own certificate first, then those between.',
  },
  'http.tls.key': {
    what: 'The file {file} holds no private key that can be read ({reason}).',
    remedy: 'Name the certificate’s key with --tls-key, as PEM without a password.',
  },
  'http.tls.mismatch': {
    what: 'The key {key} does not belong to the certificate {certificate}.',
    remedy:
      'Name the key with which the certificate was asked for. In a file of several certificates the server’s own comes first.',
  },
  'http.metricsToken.malformed': {
    what: 'The file {file} holds no key for /metrics.',
    remedy: 'Write one line of at least 16 Latin characters without blanks into it.',
  },
  'access.codeWrong': {
    what: 'The code is wrong.',
    remedy: 'Copy the code that the program showed in the terminal when it started.',
  },
  'access.secondCodeNeeded': {
    what: 'This user needs a code of the app as well.',
    remedy: 'Enter the six digits that the phone shows, or one of the recovery codes.',
  },
  'access.secondCodeWrong': {
    what: 'The code of the app is wrong, or was used already.',
    remedy: "Wait for the next code. Check that the phone's clock is right.",
  },
  'access.passwordMustChange': {
    what: 'The password is a temporary one.',
    remedy: 'Change it to your own before you go on.',
  },
  'account.notFound': {
    what: 'There is no user "{name}".',
    remedy: 'See the list of users (in a terminal "skladbridge account list").',
  },
  'account.emailMalformed': {
    what: '"{email}" is no e-mail address.',
    remedy: 'Write it like name@company.bg, or leave the field empty.',
  },
  'account.passwordSame': {
    what: 'The new password is the same as the old one.',
    remedy: 'Choose another password.',
  },
  'session.notFound': { what: 'This session has ended already.', remedy: 'Reload the list.' },
  'access.linkUsed': {
    what: 'The sign-in link was used already, or is too old.',
    remedy: 'Sign in with name and password, or start the program again.',
  },
  'account.nameTaken': { what: 'There is a user "{name}" already.', remedy: 'Choose another name.' },
  'account.nameMalformed': {
    what: '"{name}" cannot be the name of a user.',
    remedy: '1 to 60 characters, without blanks at the ends.',
  },
  'account.passwordWeak': { what: 'The password is too short.', remedy: 'At least 10 characters.' },
  'account.lastOwner': { what: 'This is the only owner.', remedy: 'Add another owner first.' },
  'notification.notSet': {
    what: 'There is nowhere to send it: notifications this way ({way}) are not set up.',
    remedy: 'Fill them in under “Notifications” of the server\u2019s settings, and save.',
  },
  'notification.mail.malformed': {
    what: 'The address of the mail server is wrong.',
    remedy: 'Enter it like smtp://user@server:587, and the password apart, as “Password for mail”.',
  },
  'notification.mail.failed': {
    what: 'The notification could not be sent through {host} ({reason}).',
    remedy: 'Check the mail server, its user and password.',
  },
  'notification.webhook.failed': {
    what: 'The notification could not be sent to {host} ({reason}).',
    remedy: 'Check the webhook address.',
  },
  'http.portTaken': {
    what: 'The port {port} is taken by another program ({reason}).',
    remedy: 'Skladbridge may be running already: open its page. Else choose another port with --port.',
  },
  'warehouseApi.keyMissing': {
    what: 'Beyond this machine ({host}) the REST API of the warehouse opens only with a key.',
    remedy: 'Write a key into a file and name it with --api-key-file.',
  },
  'warehouseApi.keyMalformed': {
    what: 'The file {file} holds no key.',
    remedy: 'Write one line of at least 16 characters without blanks into it.',
  },
  'warehouseApi.portTaken': {
    what: 'The port {port} cannot be opened ({reason}).',
    remedy: 'Choose another with --port.',
  },
} satisfies Partial<Texts['errors']>;
