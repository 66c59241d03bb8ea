import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, need } from './debian-tree.ts';

/** The user of the image. */
export const IMAGE_USER = 10_001;

/** A setting of a container, as far as it is changed here. */
interface Bundle {
  root: { path: string; readonly?: boolean };
  process: { terminal?: boolean; args: readonly string[]; env: readonly string[] };
  mounts: { destination: string; type: string; source: string; options?: readonly string[] }[];
  linux: { namespaces: { type: string }[] };
}

/** An image, unpacked: any number of containers may run of it, for none writes into its root. */
export interface UnpackedImage {
  readonly root: string;
  readonly config: Bundle;
  /** Where the settings of its containers are laid down. */
  readonly work: string;
}

/** Unpacks an archive in OCI's form into a folder that is not there yet. */
export function unpackImage(archive: string, version: string, work: string): UnpackedImage {
  const [layout, bundle] = [join(work, 'layout'), join(work, 'bundle')];
  mkdirSync(layout, { recursive: true });
  need('tar', '-xf', archive, '-C', layout);
  need('umoci', 'unpack', '--image', `${layout}:${version}`, bundle);
  const config = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8')) as Bundle;
  return { root: join(bundle, 'rootfs'), config, work };
}

/** How a container is run, beside what its image says. */
export interface ContainerOptions {
  readonly name: string;
  /** Folder that is its volume. */
  readonly data: string;
  /** What is called in the place of what the image starts by itself. */
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of this machine that it sees under the same path. */
  readonly shared?: string;
  /** It has no network of its own, but this machine's. */
  readonly isOnHost?: boolean;
  /** What it reads from its standard input. */
  readonly input?: string;
}

function bundleOf({ root, config, work }: UnpackedImage, options: ContainerOptions): string {
  const { data, words, env = {}, shared, isOnHost = false } = options;
  const left = new Set(['cgroup', ...(isOnHost ? ['network'] : [])]);
  const made: Bundle = {
    ...config,
    root: { path: root, readonly: true },
    process: {
      ...config.process,
      terminal: false,
      args: words === undefined ? config.process.args : ['skladbridge', ...words],
      env: [...config.process.env, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
    },
    mounts: [
      ...config.mounts.filter(({ type, destination }) => !left.has(type) && destination !== '/data'),
      { destination: '/data', type: 'bind', source: data, options: ['bind', 'rw'] },
      { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'mode=1777'] },
      ...(shared === undefined
        ? []
        : [{ destination: shared, type: 'bind', source: shared, options: ['bind', 'rw'] }]),
    ],
    linux: { ...config.linux, namespaces: config.linux.namespaces.filter(({ type }) => !left.has(type)) },
  };
  const bundle = mkdtempSync(join(work, 'container-'));
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(made));
  return bundle;
}

/** A container under runc: its root may only be read, its user has no rights. Nothing here blocks while it runs. */
export class Container {
  readonly name: string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Its first line on standard output. Rejects with what it has said where it ends without one. */
  readonly firstLine: Promise<string>;
  #said = '';

  constructor(image: UnpackedImage, options: ContainerOptions) {
    this.name = options.name;
    const child = spawn('runc', ['run', '--no-pivot', '--bundle', bundleOf(image, options), this.name]);
    const first = Promise.withResolvers<string>();
    let lines = '';
    child.stdout.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
      lines += chunk.toString();
      const [line = '', ...others] = lines.split('\n');
      if (others.length > 0) first.resolve(line);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    this.ended = new Promise((resolve) => void child.once('close', resolve));
    void this.ended.then(() => first.reject(new Error(`no word of ${this.name}: ${this.#said}`)));
    this.firstLine = first.promise;
    // Nobody need ask for it.
    this.firstLine.catch(() => undefined);
  }

  /** Everything that it has said so far. */
  get said(): string {
    return this.#said;
  }

  /** A command in it, by its exit code. */
  inside(...words: readonly string[]): number | null {
    return call('runc', 'exec', this.name, ...words).code;
  }

  /** Asks it to end; its exit code. */
  async end(): Promise<number | null> {
    need('runc', 'kill', this.name, 'TERM');
    return this.ended;
  }

  /** Nothing is left of it. Repeatable. */
  remove(): void {
    call('runc', 'delete', '--force', this.name);
  }
}

/** Runs a command in a container to its end: its exit code, and all that it has said. */
export async function runInImage(
  image: UnpackedImage,
  options: ContainerOptions,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const container = new Container(image, options);
  const code = await container.ended;
  return { code, said: container.said };
}
