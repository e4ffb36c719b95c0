import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { words } from './words-plugin.ts';

/** `HOMEWARD_NODE=http://127.0.0.1:8101 vite` serves the sources against a running bureau. */
export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, import.meta.dirname, 'HOMEWARD_').HOMEWARD_NODE ?? 'http://127.0.0.1:8101';
  const proxy = { '/api': { target, changeOrigin: true } };
  return {
    root: import.meta.dirname,
    plugins: [react(), words()],
    server: { proxy, fs: { allow: ['..'] } },
    preview: { proxy },
    build: {
      target: 'es2022',
      // light-dark() is left as it is: rewritten for older browsers it needs colour-scheme rules that Mantine sets elsewhere.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      outDir: 'dist',
      emptyOutDir: true,
      // The page's policy lets nothing in but files of its own origin: no data: fonts, no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
  };
});
