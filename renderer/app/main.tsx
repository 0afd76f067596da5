import './app.css';
import '../components/components.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createHost } from './createHost.ts';
import { startEngine } from './engineLife.ts';
import { useSession } from './session.ts';

const host = createHost();
useSession.getState().setHost(host);
void startEngine(host);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
