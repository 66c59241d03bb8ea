import { inject } from 'vitest';

// As whoever runs the tests by hand names a database of his own (docs/testing.md).
process.env['SKLADBRIDGE_DATABASE'] = inject('database');
