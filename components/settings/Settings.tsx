// The options page: where capture is allowed, what it reads and keeps, whose host is whose, and how pages look.
import { say } from '../../lib/words/say.ts';
import '../common/theme.css';
import { Appearance } from './Appearance.tsx';
import { Assignments } from './Assignments.tsx';
import { CaptureReads } from './CaptureReads.tsx';
import { Collector } from './Collector.tsx';
import { Grants } from './Grants.tsx';
import { Kept } from './Kept.tsx';
import { Providers } from './Providers.tsx';
import { Redaction } from './Redaction.tsx';
import { SettingsFile } from './SettingsFile.tsx';
import './settings.css';
import type { SettingsProps } from './settings-props.ts';

/** Shows every setting, each with a line on what it does. */
export function Settings(props: SettingsProps) {
  return (
    <main class="rs-settings">
      <h1>{say('options.title')}</h1>
      <p class="rs-settings-problem" role="alert">
        {props.problem}
      </p>
      <Grants {...props} />
      <Providers {...props} />
      <CaptureReads {...props} />
      <Redaction {...props} />
      <Kept {...props} />
      <Assignments {...props} />
      <Collector {...props} />
      <Appearance {...props} />
      <SettingsFile {...props} />
    </main>
  );
}
