// Makes the page work without a network. Every build has a cache of its own, named by a hash of its files: all of them are
// fetched before this worker takes over, and the caches of other builds are dropped when it does. Nothing but the files of
// the build is ever answered from here or stored.
//
// __BUILD__ and __FILES__ are put in when the page is built (plugins/offline.ts).
declare const __BUILD__: string;
declare const __FILES__: readonly string[];
declare const self: ServiceWorkerGlobalScope;

interface ServiceWorkerGlobalScope {
  readonly registration: { readonly scope: string };
  readonly location: { readonly origin: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: any) => void): void;
}

const PREFIX = 'rumina-playground-';
const CACHE = PREFIX + __BUILD__;
const scope = self.registration.scope;
const files = new Set(__FILES__.map((name) => new URL(name, scope).href));

self.addEventListener('install', (event) => {
  // Past the HTTP cache, which may hold files of an older build under names without a hash; hashed ones may come from it.
  const requests = [...files].map((url) => new Request(url, { cache: /\/assets\//.test(url) ? 'default' : 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  const drop = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

// The page asks for it when its reader agreed to load the new version.
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const request: Request = event.request;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  url.hash = '';
  url.search = '';
  const isPage = request.mode === 'navigate' && (url.href === scope || url.href === new URL('index.html', scope).href);
  const key = isPage ? scope : url.href;
  if (!files.has(key)) return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(key)) ?? fetch(request)));
});
