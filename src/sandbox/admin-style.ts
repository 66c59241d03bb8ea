/** Style of the admin pages: one small sheet, served from its own address, so that the content policy can be strict. */
export const ADMIN_STYLE = `
:root { color-scheme: light dark; --line: #8884; --accent: #1f6f5c; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem 1.25rem 3rem; font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; border-bottom: 1px solid var(--line); margin-bottom: 1.25rem; }
header strong { font-size: 1.2rem; }
nav { display: flex; gap: 1rem; }
a { color: var(--accent); }
h1 { font-size: 1.4rem; margin: .5rem 0 1rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; }
form.filter, form.inline { display: flex; gap: .5rem; margin: 0 0 1rem; flex-wrap: wrap; }
form.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .75rem 1rem; }
label { display: grid; gap: .2rem; font-size: .9rem; }
input, select, button { font: inherit; padding: .4rem .55rem; border: 1px solid var(--line); border-radius: .35rem; }
button { background: var(--accent); color: #fff; border-color: var(--accent); cursor: pointer; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem; }
.tile { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; }
.tile b { display: block; font-size: 1.6rem; }
.error { border-left: .25rem solid #c0392b; padding: .4rem .8rem; background: #c0392b1a; }
.muted { opacity: .7; }
`;
