import { Managers } from './managers.ts';
import { SECRET_MANAGER } from '../../language/secret-manager.ts';
import { type NodeRed } from './red.ts';

/** Node-RED calls it once at the start. */
export function start(red: NodeRed): void {
  const managers = new Managers(red);
  red.nodes.registerType(SECRET_MANAGER, function (config) {
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
