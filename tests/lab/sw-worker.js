// The lab's service worker: what it does with a request of its page is chosen by `sw` in the request's query.

/** @type {Record<string, (request: Request, query: URLSearchParams) => Promise<Response>>} */
const answers = {
  // Passed through; with `wait` only after so many ms.
  pass: async (request, query) => {
    await new Promise((resolve) => setTimeout(resolve, Number(query.get('wait') ?? 0)));
    return fetch(request);
  },
  // Fetches another URL in its place, `to`.
  other: (_request, query) => fetch(query.get('to')),
  // Tries again by itself after a server error.
  again: async (request) => {
    const first = await fetch(request.clone());
    return first.status < 500 ? first : fetch(request);
  },
  // Answered by the worker, with `status`.
  own: async (_request, query) => {
    const status = Number(query.get('status') ?? 200);
    return Response.json({ status, message: 'The worker answers.' }, { status });
  },
  // From Cache storage; the first time from the network, and kept.
  cache: async (request) => {
    const cache = await caches.open('lab');
    const known = await cache.match(request);
    if (known) return known;
    const response = await fetch(request);
    await cache.put(request, response.clone());
    return response;
  },
  // A network error made by the worker.
  error: async () => Response.error(),
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Anything else is left to the browser.
self.addEventListener('fetch', (event) => {
  const query = new URL(event.request.url).searchParams;
  const how = query.get('sw') ?? '';
  if (Object.hasOwn(answers, how)) event.respondWith(answers[how](event.request, query));
});

// The worker's own fetch, for a page that asks for it.
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const { url, init } = event.data;
  const status = fetch(url, init).then(
    (response) => response.text().then(() => response.status),
    () => null,
  );
  event.waitUntil(status.then((value) => port.postMessage(value)));
});
