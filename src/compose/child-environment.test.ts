import { expect, it } from 'vitest';
import { childEnvironment } from './child-environment.ts';

it('a process of ours gets what it needs, and no secret that was handed to us', () => {
  const own = {
    PATH: '/usr/bin',
    SKLADBRIDGE_KEY: 'k',
    SKLADBRIDGE_SECRET: 's',
    AWS_SECRET_ACCESS_KEY: 'a',
    NODE_OPTIONS: '--require ./x.js',
    HOME: undefined,
  };
  expect(childEnvironment(own, { NODE_ENV: 'production' })).toEqual({
    PATH: '/usr/bin',
    NODE_ENV: 'production',
  });
});
