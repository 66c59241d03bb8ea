import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/text.ts';
import { calledAs, calledWith, textsAsCalled, textsOfProfile } from './called-as.ts';

const FOLDER = '/srv/sklad';

describe('what a person types to get here (issue 15, the terminal)', () => {
  it.each([
    [
      'npm run',
      '/srv/sklad/src/main.ts',
      { npm_command: 'run', npm_lifecycle_event: 'skladbridge' },
      'npm run skladbridge --',
    ],
    [
      'npm run demo',
      '/srv/sklad/src/main.ts',
      { npm_command: 'run', npm_lifecycle_event: 'demo' },
      'npm run skladbridge --',
    ],
    [
      'npx',
      '/srv/sklad/node_modules/.bin/skladbridge',
      { npm_command: 'exec', npm_lifecycle_event: 'npx' },
      'npx skladbridge',
    ],
    ['installed', '/usr/local/bin/skladbridge', { PATH: '/bin:/usr/local/bin' }, 'skladbridge'],
    ['a link elsewhere', '/srv/sklad/bin/skladbridge', { PATH: '/bin' }, 'bin/skladbridge'],
    ['a command in this folder', '/srv/sklad/skladbridge', { PATH: '/bin' }, './skladbridge'],
    ['the service of a package', '/usr/lib/skladbridge/program/main.js', {}, 'skladbridge'],
    [
      'the setup program of Windows',
      'C:\\Program Files\\Skladbridge\\skladbridge.cmd',
      { PATH: 'C:\\Windows;C:\\Program Files\\Skladbridge' },
      'skladbridge',
    ],
    ['node', '/srv/sklad/bin/skladbridge.js', {}, 'node bin/skladbridge.js'],
    [
      'node from elsewhere',
      '/opt/my sklad/bin/skladbridge.js',
      {},
      'node "/opt/my sklad/bin/skladbridge.js"',
    ],
  ])('%s', (_, file, env, called) => {
    expect(calledAs({ file, folder: FOLDER, env })).toBe(called);
  });

  it('stands in every remedy, and nothing else is touched', () => {
    const texts = textsAsCalled(textsOf('bg'), 'npm run skladbridge --');
    expect(texts.errors['profile.notFound'].remedy).toContain('„npm run skladbridge -- profile list“');
    expect(JSON.stringify(texts)).not.toMatch(/(?<!npm run )skladbridge [-a-z]/);
    expect(textsAsCalled(textsOf('en'), 'skladbridge')).toBe(textsOf('en'));
  });

  it.each(['bg', 'en'] as const)(
    '%s: names the profile that was asked about, so that it can be typed as it stands',
    (lang) => {
      const texts = textsOfProfile(textsOf(lang), 'Моят магазин');
      expect(texts.errors['secrets.notSet'].remedy).toContain(
        'skladbridge profile secret "Моят магазин" {name}',
      );
      expect(JSON.stringify(texts)).not.toMatch(/skladbridge [-a-z ]+ (?:ИМЕ|NAME)(?![\p{L}])/u);
    },
  );

  it('has the folder and the language that were typed', () => {
    expect(calledWith('skladbridge', {})).toBe('skladbridge');
    expect(calledWith('npx skladbridge', { data: '/моите данни', lang: 'en' })).toBe(
      'npx skladbridge --data "/моите данни" --lang en',
    );
  });

  it('has the firm that was typed: without it a command of one of several firms is refused', () => {
    expect(calledWith('skladbridge', { lang: 'en', firm: 'Втора ООД' })).toBe(
      'skladbridge --lang en --firm "Втора ООД"',
    );
  });

  it('what is of all firms is called without one: the firm that was typed may be the one that there is not', () => {
    const texts = textsAsCalled(textsOf('bg'), 'skladbridge --firm Няма', 'skladbridge');
    expect(texts.errors['tenant.notFound'].remedy).toContain('„skladbridge tenant list“');
    expect(texts.errors['run.firstNeedsPlan'].remedy).toContain('„skladbridge --firm Няма plan');
  });
});
