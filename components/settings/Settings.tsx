// The options page: where capture is allowed, what it reads, and whose host is whose.
import '../common/theme.css';
import { Assignments } from './Assignments.tsx';
import { CaptureReads } from './CaptureReads.tsx';
import { Grants } from './Grants.tsx';
import { Providers } from './Providers.tsx';
import './settings.css';
import type { SettingsProps } from './settings-props.ts';

/** Shows granted sites, providers, what capture reads, and hosts of one's own. */
export function Settings(props: SettingsProps) {
  return (
    <main class="rs-settings">
      <h1>Retryscope settings</h1>
      <p class="rs-settings-problem" role="alert">
        {props.problem}
      </p>
      <Grants {...props} />
      <Providers {...props} />
      <CaptureReads {...props} />
      <Assignments {...props} />
    </main>
  );
}
