import { equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { discardChanges, findings, findingsBecome, open, rangeOf, replace, until } from '../editor.ts';

describe('findings', () => {
  afterEach(discardChanges);

  it('says what PROD lacks, and nothing else, in the example', async () => {
    const playout = await open('flows/playout.json');
    await findingsBecome(playout, ['missing-in-space: TICKER_URL']);
    const [finding] = vscode.languages.getDiagnostics(playout.uri);
    match(finding?.message ?? '', /PROD/);
    equal(finding?.severity, vscode.DiagnosticSeverity.Warning);
    for (const file of ['flows/ingest.json', 'flows/alerts.json', 'lab/camera-wall.json']) {
      await findingsBecome(await open(file), []);
    }
  });

  it('reports an unknown name while it is typed, and withdraws it', async () => {
    const ingest = await open('flows/ingest.json');
    await findingsBecome(ingest, []);
    await replace(ingest, 'SECRETS.NEWS_API_KEY', 'SECRETS.NEWS_API_KEZ');
    await findingsBecome(ingest, ['unknown-secret: NEWS_API_KEZ']);
    await replace(ingest, 'SECRETS.NEWS_API_KEZ', 'SECRETS.NEWS_API_KEY');
    await findingsBecome(ingest, []);
  });

  it('reports what a JSON secret and a credential lack', async () => {
    const alerts = await open('flows/alerts.json');
    await replace(alerts, 'twilio.authToken', 'twilio.token');
    await findingsBecome(alerts, ['unknown-credential-field: token']);
    const playout = await open('flows/playout.json');
    await replace(playout, 'db.password', 'db.pasword');
    await findingsBecome(playout, ['unknown-path: pasword', 'missing-in-space: TICKER_URL']);
  });

  it('checks records, templates and scripts too', async () => {
    const record = await open('functions/page-on-call.yaml');
    await replace(record, 'on-call-sms', 'on-call-sm');
    await findingsBecome(record, ['unknown-credential: on-call-sm']);
    const template = await open('templates/breaking-news.mustache');
    await replace(template, 'SECRETS.RUNDOWN_URL', 'SECRETS.RUNDOWN');
    await findingsBecome(template, ['unknown-secret: RUNDOWN']);
    const script = await open('scripts/archive-clip.js');
    await replace(script, 'SECRETS.ARCHIVE_BUCKET', 'SECRETS.ARCHIVE');
    await findingsBecome(script, ['unknown-secret: ARCHIVE']);
  });

  it('offers the name that was meant', async () => {
    const ingest = await open('flows/ingest.json');
    await replace(ingest, 'SECRETS.NEWS_API_KEY', 'SECRETS.NEWS_API_KEZ');
    await findingsBecome(ingest, ['unknown-secret: NEWS_API_KEZ']);
    const range = rangeOf(ingest, 'NEWS_API_KEZ');
    const actions = await until('quick fixes', async () => {
      const list = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        ingest.uri,
        range,
      );
      return list.length > 0 ? list : undefined;
    });
    const meant = actions.find(({ edit }) => edit !== undefined);
    ok(meant?.edit, `one of ${actions.map(({ title }) => title).join(', ')} is an edit`);
    ok(await vscode.workspace.applyEdit(meant.edit));
    await findingsBecome(ingest, []);
    ok(
      actions.some(({ command }) => command?.command === 'flowSecrets.addSecret'),
      'it can be created',
    );
    equal(findings(ingest).length, 0);
  });
});
