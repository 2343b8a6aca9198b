// The service worker that lets the page work without a network. A new version is fetched in the background and offered.
import { toast } from './views/toasts';

export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // After the page itself, which needs the network now.
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', () => void register());
}

async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register(new URL('service_worker.js', document.baseURI), { updateViaCache: 'none' });
    const isUpdate = () => navigator.serviceWorker.controller !== null;
    const offer = (worker: ServiceWorker) => {
      toast(
        'A new version of this page is ready.',
        {
          label: 'Load it',
          run: () => {
            navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload());
            worker.postMessage('take over');
          },
        },
        null,
      );
    };
    if (registration.waiting && isUpdate()) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && isUpdate()) offer(worker);
      });
    });
  } catch {
    // Without it the page works as long as there is a network.
  }
}
