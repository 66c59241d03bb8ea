import { dirname, normalize } from 'node:path/posix';
import { Visitor, parseSync } from 'vite';
import type { ESTree } from 'vite';

/** A source file as the laws see it: its path from the project's root, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly law: string;
  readonly path: string;
  readonly what: string;
}

/** One way in which a file names another: `import`, `import type`, `export … from`, `import()`, `import('…').T`. */
export interface Import {
  /** A path of the project, `node`, or a package's name. */
  readonly target: string;
  /** True when nothing of it is left in what runs. */
  readonly isType: boolean;
  readonly written: string;
}

/** A function with a body. */
export interface FunctionFact {
  /** Its own name, or that of what it is handed to (`describe`), or empty. */
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

/** A method of an exported interface. */
export interface MethodFact {
  readonly name: string;
  readonly line: number;
  /** Its doc comment; empty when there is none. */
  readonly doc: string;
}

/** What the laws need to know of one file, read from its syntax tree. */
export interface ParsedFile extends SourceFile {
  readonly imports: readonly Import[];
  /** Lines with an `import()` whose path is computed, so that no law can follow it. */
  readonly computedImports: readonly number[];
  readonly functions: readonly FunctionFact[];
  /** Of each object literal: its line and its keys. */
  readonly literals: readonly { readonly line: number; readonly keys: readonly string[] }[];
  readonly methods: readonly MethodFact[];
}

/** True for tests and contracts: they may reach for whatever they test with. */
export function isTest(path: string): boolean {
  return /\.(?:test|contract)\.tsx?$/.test(path);
}

/** True for a folder or file itself and all that lies in it. */
export function isInside(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function targetOf(path: string, written: string): string {
  if (written.startsWith('.')) return normalize(`${dirname(path)}/${written}`);
  if (written.startsWith('node:')) return 'node';
  return written
    .split('/')
    .slice(0, written.startsWith('@') ? 2 : 1)
    .join('/');
}

function nameOf(node: ESTree.Node | null | undefined): string {
  if (node?.type === 'Identifier' || node?.type === 'PrivateIdentifier') return node.name;
  if (node?.type === 'Literal') return String(node.value);
  if (node?.type === 'MemberExpression') return nameOf(node.object);
  return node?.type === 'CallExpression' ? nameOf(node.callee) : '';
}

/** Answers the line of an offset, from 1. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function readImports(path: string, program: ESTree.Program, lineOf: (offset: number) => number) {
  const imports: Import[] = [];
  const computedImports: number[] = [];
  const add = (source: { readonly value: unknown } | null, isType: boolean): void => {
    if (typeof source?.value === 'string')
      imports.push({ target: targetOf(path, source.value), written: source.value, isType });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    TSImportType: (node) => add(node.source, true),
    ImportExpression(node) {
      if (node.source.type === 'Literal') add(node.source, false);
      else computedImports.push(lineOf(node.start));
    },
  }).visit(program);
  return { imports, computedImports };
}

function readFunctions(program: ESTree.Program, lineOf: (offset: number) => number) {
  const functions: FunctionFact[] = [];
  const literals: { line: number; keys: string[] }[] = [];
  const names = new Map<ESTree.Node, string>();
  const add = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const line = lineOf(node.start);
    functions.push({ name: names.get(node) ?? nameOf(node.id), line, lines: lineOf(node.end) - line + 1 });
  };
  new Visitor({
    CallExpression(node) {
      for (const argument of node.arguments) names.set(argument, nameOf(node.callee));
    },
    VariableDeclarator(node) {
      if (node.init !== null) names.set(node.init, nameOf(node.id));
    },
    MethodDefinition: (node) => void names.set(node.value, nameOf(node.key)),
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
    ObjectExpression(node) {
      const keys = node.properties.flatMap((item) => (item.type === 'Property' ? [nameOf(item.key)] : []));
      literals.push({ line: lineOf(node.start), keys });
    },
  }).visit(program);
  return { functions, literals };
}

function readMethods(
  { program, comments }: ReturnType<typeof parseSync>,
  text: string,
  lineOf: (offset: number) => number,
) {
  const docBefore = (offset: number): string =>
    comments.findLast(
      ({ value, end }) => end <= offset && value.startsWith('*') && /^\s*$/.test(text.slice(end, offset)),
    )?.value ?? '';
  return program.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declared?.type !== 'TSInterfaceDeclaration') return [];
    return declared.body.body.flatMap((member) =>
      member.type === 'TSMethodSignature'
        ? [{ name: nameOf(member.key), line: lineOf(member.start), doc: docBefore(member.start) }]
        : [],
    );
  });
}

/** Parses TypeScript, with React or without. Throws when the file is no TypeScript. */
export function parseSource(file: SourceFile): ParsedFile {
  const parsed = parseSync(file.path, file.text);
  if (parsed.errors[0] !== undefined) throw new Error(`${file.path}: ${parsed.errors[0].message}`);
  const lineOf = lineFinder(file.text);
  return {
    ...file,
    ...readImports(file.path, parsed.program, lineOf),
    ...readFunctions(parsed.program, lineOf),
    methods: readMethods(parsed, file.text, lineOf),
  };
}
