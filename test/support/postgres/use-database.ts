import { inject } from 'vitest';

// As whoever runs the tests by hand names a database of his own (docs/testing.md). A memory that is opened past
// `memoryEnvironment` finds no place in it: it would be one for all tests.
const url = new URL(inject('database'));
url.searchParams.set('options', '-c search_path=a_memory_past_memory_environment');
process.env['SKLADBRIDGE_DATABASE'] = url.href;
