/**
 * Thrown to leave the transaction of a group that is not to be written as one: each of its documents is then
 * written by itself, by all the rules of one. Never leaves this room.
 */
export class NotAsGroup extends Error {}
