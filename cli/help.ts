// What the command line says about itself: all commands in short, each one with its options and examples.
import { version } from '../lib/version.ts';

/** A command's help; the examples are run by a test. */
interface Help {
  readonly usage: string;
  readonly purpose: string;
  readonly options: readonly (readonly [option: string, meaning: string])[];
  readonly examples: readonly string[];
  readonly codes: string;
}

const pack = [
  '--pack FILE',
  'a pack of your own beside the built-in ones; may be given more than once',
] as const;
const assign = [
  '--assign HOST=PROVIDER',
  'whose host that is, before all patterns; may be given more than once',
] as const;

/** By name. */
export const commandHelp = {
  lookup: {
    usage: 'retryscope lookup <status|text> [options]',
    purpose: 'What each provider says about a status, and when to send the request again.',
    options: [
      ['--provider ID', 'this provider only'],
      ['--method M', 'for a request of this method (GET)'],
      ['--retry-after V', 'with this Retry-After in the response, in seconds or as a date'],
      pack,
      ['--json', 'an array of {provider, code, name, meaning, advice, source}'],
    ],
    examples: [
      'retryscope lookup 503',
      'retryscope lookup 503 --provider huawei-dis --json',
      'retryscope lookup 429 --provider memfault --retry-after 30',
      'retryscope lookup "too many"',
    ],
    codes: '0 answered, 1 nothing found, 2 unusable input',
  },
  annotate: {
    usage: 'retryscope annotate FILE… [-o OUT|DIR] [options]',
    purpose:
      'Sessions (HAR, or the NDJSON that this writes) with what each response means, credentials removed. - is standard input; a folder stands for the sessions in it; many files are worked on at once.',
    options: [
      ['-o, --out OUT|DIR', 'a file, or a folder for many; standard output without it'],
      ['--format F', 'har (without it), ndjson, csv, md or otlp'],
      assign,
      pack,
      ['--keep-secrets', 'leave credentials as they are; the output says so'],
      ['--keep-secret NAME', 'the same for one field; may be given more than once'],
    ],
    examples: [
      'retryscope annotate session.har -o annotated.har',
      'retryscope annotate session.har --format md',
      'retryscope annotate logs/*.har -o annotated --format ndjson',
      'retryscope annotate - --assign api.example.com=memfault < session.har > annotated.har',
    ],
    codes: '0 written, 2 unusable input (what could be read of it is written)',
  },
  audit: {
    usage: 'retryscope audit FILE… [--fail-on violation|departure|caution] [options]',
    purpose: 'Whether the clients in these sessions kept to the rules: for a person, and for a CI job.',
    options: [
      ['--fail-on S', 'the least severity that fails: violation (without it), departure or caution'],
      ['--format F', 'text (without it), json, sarif (2.1.0) or junit'],
      ['--json', 'the same as --format json'],
      assign,
      pack,
    ],
    examples: [
      'retryscope audit session.har',
      'retryscope audit logs --fail-on departure',
      'retryscope audit logs/*.har --format sarif > retryscope.sarif',
      'retryscope audit session.har --format junit > retryscope.xml',
      'retryscope audit session.har --json',
    ],
    codes: '0 nothing as grave as --fail-on, 1 found, 2 unusable input',
  },
  simulate: {
    usage: 'retryscope simulate --provider ID --status N [options]',
    purpose: "A failure played through: the provider's rule beside the defaults of common clients.",
    options: [
      ['--outage D', 'how long all requests fail: 30s, 10m, 1h30m (10m); 0 for failures at random'],
      ['--failure P', 'the chance that a request fails where there is no outage (0.1)'],
      ['--clients N', 'how many clients, each with one call (1000)'],
      ['--capacity N', 'requests a second that are answered after the outage, or none for any number (100)'],
      ['--jitter J', 'put into the rule: additive (without it), none, equal, full, decorrelated'],
      ['--budget B', "retry budget of each project's own figures: none, envoy, finagle, grpc, aws"],
      ['--method M', 'of the request (GET)'],
      ['--retry-after V', 'sent with every failure'],
      ['--seed N', 'another course of chance; equal seeds give equal results'],
      pack,
      ['--json', 'all figures'],
    ],
    examples: [
      'retryscope simulate --provider memfault --status 503',
      'retryscope simulate --provider memfault --status 503 --outage 30s --clients 1000 --jitter none',
      'retryscope simulate --provider huawei-oce --status 429 --outage 1h --seed 7 --json',
    ],
    codes: '0 simulated, 2 unusable input',
  },
} as const satisfies Readonly<Record<string, Help>>;

export type CommandName = keyof typeof commandHelp;

/** True for the name of a command. */
export const isCommand = (name: string | undefined): name is CommandName =>
  name !== undefined && Object.hasOwn(commandHelp, name);

/** The help on one command. */
export function helpOn(name: CommandName): string {
  const { usage, purpose, options, examples, codes }: Help = commandHelp[name];
  const width = Math.max(...options.map(([option]) => option.length));
  return [
    ...wrap(purpose, 100),
    '',
    `  ${usage}`,
    '',
    ...options.map(([option, meaning]) => `  ${option.padEnd(width)}  ${meaning}`),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    `Exit codes: ${codes}.`,
    '',
  ].join('\n');
}

/** The help on all commands. */
export function generalHelp(): string {
  const names = Object.keys(commandHelp) as CommandName[];
  return [
    `retryscope ${version}: what a response means at its provider, and when to send the request again`,
    '',
    ...names.flatMap((name) => [
      `  ${commandHelp[name].usage}`,
      ...commandHelp[name].examples.slice(0, 2).map((example) => `      ${example}`),
      '',
    ]),
    'retryscope <command> --help tells its options. Exit codes: 0 done, 1 found or nothing found, 2 unusable input.',
    '',
  ].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
