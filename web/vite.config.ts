import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page is built once into dist/web; the program serves it, nothing is fetched from elsewhere.
// oxlint-disable-next-line import/no-default-export -- vite reads its settings from the default export
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022' },
});
