// `npm run simulate [SEED]`: a day of the program. `npm run simulate -- week [SEED]`: a week of the service.
if (process.argv[2] === 'week') await import('./simulated-week.ts');
else await import('./simulated-day.ts');
