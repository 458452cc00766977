// Runs the lab by itself: node tests/lab/main.ts --port 8437
import { parseArgs } from 'node:util';
import { startLab } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8437' } } });
const lab = await startLab({ port: Number(values.port) });
console.log(`The lab's page: ${lab.origin}/`);
console.log('Start Chromium so that the providers are played here and nothing leaves this machine:');
console.log(
  `  chromium --user-data-dir="$(mktemp -d)" --host-resolver-rules="${lab.hostResolverRules}" ${lab.origin}/`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.stop());
