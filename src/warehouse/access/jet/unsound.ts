/**
 * The file contradicts itself: it is damaged, or was read while somebody wrote into it. Which of the two it
 * is only another reading can tell.
 */
export class Unsound extends Error {
  constructor(what: string, page: number) {
    super(`${what} (page ${page})`);
    this.name = 'Unsound';
  }
}
