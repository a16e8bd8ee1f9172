import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A contributed node, as palettes have them: it reads the global context when it is made, and in two ways for a message. */
const CODE = `module.exports = (RED) => {
  RED.nodes.registerType('probe', function Probe(config) {
    RED.nodes.createNode(this, config);
    const atStart = this.context().global.get(config.key);
    this.on('input', (msg, send, done) => {
      RED.util.evaluateNodeProperty(config.key, 'global', this, msg, (error, later) => {
        const now = RED.util.evaluateNodeProperty(config.key, 'global', this, msg);
        send({ ...msg, payload: [atStart, now, later] });
        done(error);
      });
    });
  });
};
`;
const PAGE = `<script type="text/javascript">
  RED.nodes.registerType('probe', { category: 'function', defaults: { key: { value: '' } }, inputs: 1, outputs: 1 });
</script>
`;

/** Gives the Node-RED of a user folder the node type `probe`, whose property `key` says what it reads. */
export async function addProbeNode(userDir: string): Promise<void> {
  const folder = path.join(userDir, 'nodes');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'probe.js'), CODE);
  await writeFile(path.join(folder, 'probe.html'), PAGE);
}
