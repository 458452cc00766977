// The worker that simulates, wired to its thread's messages and clock.
import { serveSimulation } from '../messaging/simulation-server.ts';

/** A message to oneself comes after those that wait already, and without a timer's least delay. */
const turns = new MessageChannel();
const tasks: (() => void)[] = [];
turns.port1.onmessage = () => tasks.shift()?.();

serveSimulation(
  {
    post: (message) => globalThis.postMessage(message),
    listen: (listener) => globalThis.addEventListener('message', (event) => listener(event.data)),
    close: () => globalThis.close(),
  },
  {
    now: () => performance.now(),
    soon(task) {
      tasks.push(task);
      turns.port2.postMessage(null);
    },
  },
);
