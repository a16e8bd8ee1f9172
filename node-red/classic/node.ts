import { Managers } from './managers.ts';
import { NODE_TYPE } from './node-type.ts';
import { type NodeRed } from './red.ts';

/** Node-RED calls it once at the start. */
export function start(red: NodeRed): void {
  const managers = new Managers(red);
  red.nodes.registerType(NODE_TYPE, function (config) {
    red.nodes.createNode(this, config);
    managers.add(this, config);
    this.on('close', () => {
      managers.remove(this);
    });
  });
  red.events.on('flows:started', ({ config }) => {
    managers.elect((config?.flows ?? []).map(({ id }) => id));
  });
}
