import { expect, it } from 'vitest';
import { readNote, sectionOf, withSection } from './release.ts';

const first = readNote('1.md', 'Bugfix: one thing\n\nIt was so.\nIt is not any more.\n');
const second = readNote('2.md', 'Security: another\n');

it('the change log tells each note under its kind, the most urgent kinds first, newer releases on top', () => {
  const section = sectionOf('0.2.0', '2026-11-26', [first, second]);
  expect(section).toBe(
    '## 0.2.0 (2026-11-26)\n\n### Security\n\n- **Another**\n\n### Mended\n\n- **One thing**\n  It was so.\n  It is not any more.\n',
  );
  const log = withSection('# Changelog\n\nAssembled.\n', section);
  expect(log).toBe(`# Changelog\n\nAssembled.\n\n${section}`);
  const next = sectionOf('0.2.1', '2026-12-01', [first]);
  expect(withSection(log, next)).toBe(`# Changelog\n\nAssembled.\n\n${next}\n${section}`);
});

it('a link of a note holds in the change log', () => {
  const { text } = readNote('5.md', 'Change: it\n\nSee [hosting.md](../../docs/hosting.md).\n');
  expect(text).toBe('See [hosting.md](docs/hosting.md).');
});

it('a note without a kind that there is stops the release', () => {
  expect(() => readNote('3.md', 'Something: else\n')).toThrow('3.md');
  expect(() => readNote('4.md', 'nothing')).toThrow('4.md');
});
