// How contexts of the extension connect: runtime ports as channels, both ends.
import type { Runtime } from 'webextension-polyfill';
import type { Channel } from '../messaging/channel.ts';
import { browser } from './browser.ts';

/** Opens a connection to the background, waking it when it is stopped. */
export function connectToBackground(name: string): Channel {
  return toChannel(browser.runtime.connect({ name }));
}

/** Accepts connections, by name, from the extension's own pages only; must run in the worker's first turn. */
export function acceptConnections(accept: Readonly<Record<string, (channel: Channel) => void>>): void {
  browser.runtime.onConnect.addListener((port) => {
    const { sender } = port;
    const own = sender?.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL(''));
    const onConnect = accept[port.name];
    if (onConnect && own) onConnect(toChannel(port));
    else port.disconnect();
  });
}

function toChannel(port: Runtime.Port): Channel {
  return {
    post: (message) => {
      try {
        port.postMessage(message);
      } catch {
        // The other end has just gone; onClose tells those who must know.
      }
    },
    listen: (listener) => port.onMessage.addListener(listener),
    onClose: (listener) => port.onDisconnect.addListener(listener),
    close: () => port.disconnect(),
  };
}
