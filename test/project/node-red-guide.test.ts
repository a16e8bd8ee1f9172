import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const ROOT = path.join(import.meta.dirname, '..', '..');
const GUIDE = readFileSync(path.join(ROOT, 'docs', 'node-red.md'), 'utf8');

/** The text of the code block of a language that begins so. */
function block(language: string, beginning: string): string {
  const blocks = [...GUIDE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, kind, text = '']) => kind === language && text.startsWith(beginning));
  assert.ok(found?.[2] !== undefined, `There is no ${language} that begins with ${beginning}`);
  return found[2];
}

function textOfFiles(folder: string): string {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.ts'));
  return sources.map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')).join('\n');
}

interface Compose {
  readonly services: Readonly<
    Record<
      'node-red',
      {
        readonly environment: Readonly<Record<string, string>>;
        readonly volumes: readonly string[];
        readonly secrets: readonly string[];
      }
    >
  >;
  readonly volumes: object;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

interface Named {
  readonly name: string;
}
interface Deployment {
  readonly kind: string;
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly containers: readonly {
          readonly env: readonly (Named & { readonly value: string })[];
          readonly volumeMounts: readonly (Named & { readonly mountPath: string })[];
        }[];
        readonly volumes: readonly (Named & {
          readonly secret?: { readonly secretName: string; readonly defaultMode: number };
        })[];
      };
    };
  };
}

describe('docs/node-red.md, where Node-RED is set up,', () => {
  it('names variables of the environment that the product reads', () => {
    const sources = textOfFiles('node-red') + textOfFiles('store');
    const names = new Set(GUIDE.match(/\b(?:FLOW_SECRETS|SOPS)_[A-Z_]+\b/g));
    assert.ok(names.size >= 6, [...names].join());
    for (const name of names) assert.ok(sources.includes(`'${name}'`), name);
  });

  it('names the packages as they are packed', () => {
    for (const folder of ['package', 'classic/package']) {
      const text = readFileSync(path.join(ROOT, 'node-red', folder, 'package.json'), 'utf8');
      const { name, version } = JSON.parse(text) as { name: string; version: string };
      const tarball = `${name.slice(1).replace('/', '-')}-`;
      assert.ok(GUIDE.includes(`\`${name}\``), name);
      assert.ok(GUIDE.includes(`\`${tarball}*.tgz\``) && version !== '', tarball);
    }
    assert.match(block('dockerfile', 'FROM nodered/node-red'), /COPY (\S+) \/tmp\/\nRUN npm install .* \/tmp\/\1\n/);
  });

  it('has a compose file whose parts fit', () => {
    const compose = parse(block('yaml', '# compose.yaml')) as Compose;
    const { environment, volumes, secrets } = compose.services['node-red'];
    const mounts = volumes.map((volume) => volume.split(':'));
    assert.ok(mounts.some(([, target]) => target === environment['FLOW_SECRETS_ROOT']));
    for (const [source = ''] of mounts) assert.ok(source.startsWith('.') || source in compose.volumes, source);
    assert.deepEqual(secrets, Object.keys(compose.secrets));
    assert.equal(environment['FLOW_SECRETS_IDENTITY_FILE'], `/run/secrets/${secrets[0]}`);
  });

  it('has a deployment for Kubernetes whose parts fit', () => {
    const text = block('yaml', '# kubectl');
    // Kubernetes reads YAML 1.1: a number that begins with 0 is octal.
    const { kind, spec } = parse(text, { version: '1.1' }) as Deployment;
    assert.equal(kind, 'Deployment');
    const { metadata, spec: pod } = spec.template;
    assert.deepEqual(spec.selector.matchLabels, metadata.labels);
    const [container] = pod.containers;
    assert.ok(container);
    const mounts = new Map(container.volumeMounts.map(({ name, mountPath }) => [name, mountPath]));
    assert.deepEqual(
      pod.volumes.map(({ name }) => name),
      [...mounts.keys()],
    );
    const values = new Map(container.env.map(({ name, value }) => [name, value]));
    const [, secretName, file] = /create secret generic (\S+) --from-file=(\S+)/.exec(text) ?? [];
    assert.equal(values.get('FLOW_SECRETS_ROOT'), mounts.get('store'));
    assert.equal(values.get('FLOW_SECRETS_IDENTITY_FILE'), `${mounts.get('identity')}/${file}`);
    const identity = pod.volumes.find(({ name }) => name === 'identity')?.secret;
    assert.deepEqual(identity, { secretName, defaultMode: 0o440 });
  });

  it('has a unit for systemd that reads what is loaded', () => {
    const unit = block('ini', '# /etc/systemd');
    const [, name] = /^LoadCredential=([^:\n]+):/m.exec(unit) ?? [];
    assert.match(unit, new RegExp(`^Environment=FLOW_SECRETS_IDENTITY_FILE=%d/${name}$`, 'm'));
  });
});
