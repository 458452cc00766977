// The lab's page: builds the buttons from the scenarios, makes the calls, lists what came back.

/**
 * @typedef {{ id: string, player: string, label: string, method: string, url: string, sends?: unknown, again: number[] }} Call
 * @typedef {{ id: string, player: string, method: string, url: string, attempt: number, status: number | null,
 *   retryAfter: string | null, error: string | null, at: number, ms: number }} Result
 *   `status` is null and `error` set when no response could be read; `at` is ms since the page began, `ms` how long it took.
 */

/** @type {{ guard: string, players: { id: string, name: string, hosts: string[] }[], calls: Call[] }} */
const { guard, players, calls } = JSON.parse(document.getElementById('data').textContent);
/** Calls of the whole scenario start this many ms apart. */
const apart = 110;

const notice = document.getElementById('notice');
const progress = document.getElementById('progress');
const rows = document.getElementById('rows');
const runButton = document.getElementById('run');
const resetButton = document.getElementById('reset');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let origin = 0;
let count = 0;

/** Makes one call and lists its result. @returns {Promise<Result>} */
async function send({ id, player, method, url, sends }, attempt = 1) {
  origin ||= performance.now();
  const start = performance.now();
  const body =
    sends === undefined
      ? {}
      : { body: JSON.stringify(sends), headers: { 'content-type': 'application/json' } };
  const result = { id, player, method, url, attempt, status: null, retryAfter: null, error: null };
  try {
    const response = await fetch(url, { method, ...body });
    Object.assign(result, { status: response.status, retryAfter: response.headers.get('retry-after') });
    await response.text();
  } catch (error) {
    result.error = error.message;
  }
  const timed = { ...result, at: start - origin, ms: performance.now() - start };
  list(timed);
  return timed;
}

/** One call of the whole scenario with its repetitions. @returns {Promise<Result[]>} */
async function sendWithRepeats(call) {
  const results = [await send(call)];
  for (const ms of call.again) {
    await sleep(ms);
    results.push(await send(call, results.length + 1));
  }
  return results;
}

/** Begins all sequences again, then makes every call. @returns {Promise<Result[]>} */
async function run() {
  if (!(await ready)) throw new Error('The providers are not played in this browser');
  await reset();
  runButton.disabled = true;
  rows.replaceChildren();
  origin = 0;
  count = 0;
  const total = calls.reduce((sum, call) => sum + 1 + call.again.length, 0);
  const results = calls.map(async (call, index) => {
    await sleep(index * apart);
    return sendWithRepeats(call);
  });
  const ticker = setInterval(() => say(`${count} of ${total} done`), 250);
  const all = (await Promise.all(results)).flat();
  clearInterval(ticker);
  say(`All ${total} calls done`);
  runButton.disabled = false;
  return all;
}

/** Lets every sequence of replies begin again. */
async function reset() {
  const response = await fetch(`${guard}/lab/reset`, { method: 'POST' });
  await response.text();
}

/** The guard's name exists in the lab only: without it the calls would go to the real providers. */
async function checkHosts() {
  try {
    const response = await fetch(`${guard}/lab/ping`);
    await response.text();
    return response.ok;
  } catch {
    notice.textContent =
      'This browser does not send the providers’ names to the lab, so nothing is called. Start it with the ' +
      '--host-resolver-rules that the lab prints, or let it use the lab as its HTTP proxy.';
    notice.hidden = false;
    return false;
  }
}

function list({ method, url, player, attempt, status, retryAfter, error, at, ms }) {
  count++;
  const { host, pathname, search } = new URL(url, location.href);
  const chip = element('span', {
    className: `status ${statusClass(status)}`,
    textContent: status ?? 'failed',
  });
  chip.title = error ?? '';
  const name = `${method} ${pathname}${search}${attempt > 1 ? ` · attempt ${attempt}` : ''}`;
  const row = element('tr', { title: `${players.find(({ id }) => id === player).name}, ${host}` });
  row.append(
    element('td', { textContent: `${(at / 1000).toFixed(2)} s` }),
    element('td', {}, chip),
    element('td', { textContent: name }),
    element('td', { textContent: retryAfter ?? '–' }),
    element('td', { textContent: `${Math.round(ms)} ms` }),
  );
  row.lastElementChild.previousElementSibling.title = retryAfter ?? '';
  rows.append(row);
  const list = rows.closest('.scroll');
  list.scrollTop = list.scrollHeight;
}

function statusClass(status) {
  if (status === null) return 'none';
  if (status < 400) return 'ok';
  return status < 500 ? 'client' : 'server';
}

function say(text) {
  progress.textContent = text;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function section({ id, name, hosts }) {
  const items = calls
    .filter((call) => call.player === id)
    .map((call) => {
      const button = element('button', { type: 'button', textContent: call.label, disabled: true });
      button.addEventListener('click', async () => {
        const { status } = await send(call);
        say(`${call.method} answered ${status ?? 'with a failure'}`);
      });
      return element('li', {}, button);
    });
  const title = element('h2', { id: `${id}-title`, textContent: name });
  const made = element('section', { className: 'player' }, title);
  made.setAttribute('aria-labelledby', title.id);
  made.append(element('p', { className: 'host', textContent: hosts.join(' · ') }));
  made.append(element('ul', { className: 'calls' }, ...items));
  return made;
}

document.getElementById('players').append(...players.map(section));
runButton.disabled = true;
resetButton.disabled = true;
runButton.addEventListener('click', run);
resetButton.addEventListener('click', async () => {
  await reset();
  say('All sequences begin again');
});
const ready = checkHosts();
ready.then((played) => {
  for (const button of document.querySelectorAll('button')) button.disabled = !played;
});
/** For tests: `ready` tells whether the providers are played here, `run` makes every call. */
window.lab = { ready, run, calls, send };
