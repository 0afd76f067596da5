import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('./renderer', import.meta.url)),
  base: '/',
  plugins: [react()],
  /** Replaced in every answer; see electron/host/contentSecurityPolicy.ts. */
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('./dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome126',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\//, priority: 2 },
            { name: 'antd', test: /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+)\//, priority: 1 },
            { name: 'charts', test: /node_modules\/(echarts|zrender)\// },
            { name: 'arrow', test: /node_modules\/(apache-arrow|flatbuffers)\// },
          ],
        },
      },
    },
  },
});
