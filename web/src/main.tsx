import './ui/font.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import type { Route } from './app/router.tsx'
import { startTheme } from './app/theme.ts'
import { currentLanguage } from './words/language.ts'

/** Every feature states its addresses in its own routes.tsx; the pages behind them load when they are opened. */
const features = import.meta.glob<{ readonly routes: readonly Route[] }>('./*/routes.tsx', { eager: true })

document.documentElement.lang = currentLanguage()
startTheme()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root".')
createRoot(root).render(
  <StrictMode>
    <App routes={Object.values(features).flatMap((feature) => feature.routes)} />
  </StrictMode>,
)
