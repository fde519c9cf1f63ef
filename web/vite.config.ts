import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no inline data for fonts and scripts.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': process.env.HAIDANG_API ?? 'http://localhost:8080' } },
})
