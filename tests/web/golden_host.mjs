// Runs programs on the WebAssembly module for tools/golden: a request a line on standard input, an answer a line on
// standard output. {"folder", "name", "options", "input"} gives {"status", "output", "errors"} (base64), or {"trap"} when
// WebAssembly itself stopped; then the instance is thrown away.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const { default: createModule } = await import(pathToFileURL(path.resolve(process.argv[2])));

let module = null;
let request = null;
let linesRead = 0;

function toMemory(bytes, size) {
    const address = module._malloc(bytes.length + 1);
    module.HEAPU8.set(bytes, address);
    module.HEAPU8[address + bytes.length] = 0;
    if (size) module.HEAPU32[size >> 2] = bytes.length;
    return address;
}

function fromMemory(address, bytes) {
    return Buffer.from(module.HEAPU8.slice(address, address + bytes));
}

function zeroEnded(address) {
    return fromMemory(address, module.HEAPU8.indexOf(0, address) - address);
}

const golden = {
    read(address, size) {
        try {
            return toMemory(fs.readFileSync(path.resolve(request.folder, zeroEnded(address).toString())), size);
        } catch {
            return 0;
        }
    },
    realPath(address) {
        const given = zeroEnded(address);
        try {
            return toMemory(Buffer.from(fs.realpathSync(path.resolve(request.folder, given.toString()))));
        } catch {
            return toMemory(given);
        }
    },
    line(size) {
        if (linesRead === request.input.length) return 0;
        return toMemory(Buffer.from(request.input[linesRead++], "base64"), size);
    },
};

function withText(text, use) {
    const address = text === null ? 0 : toMemory(Buffer.from(text));
    try {
        return use(address);
    } finally {
        module._free(address);
    }
}

function setOption(name, value) {
    const mistake = withText(name, (n) => withText(value, (v) => zeroEnded(module._golden_option(n, v)).toString()));
    if (mistake) throw new Error(`--${name}=${value}: ${mistake}`);
}

function text(which) {
    const size = module._malloc(4);
    const address = module._golden_text(which, size);
    const bytes = fromMemory(address, module.HEAPU32[size >> 2]);
    module._free(size);
    return bytes.toString("base64");
}

function run() {
    linesRead = 0;
    setOption("reset", "");
    let code = null;
    for (let i = 0; i < request.options.length; ++i) {
        if (request.options[i] === "-e") {
            code = request.options[++i];
            continue;
        }
        const [, name, value] = /^--([^=]+)=(.*)$/.exec(request.options[i]);
        setOption(name, value);
    }
    const status = withText(request.name, (name) => withText(code, (c) => module._golden_run(name, c)));
    return { status, output: text(0), errors: text(1) };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
    request = JSON.parse(line);
    let answer;
    try {
        module ??= await createModule({ golden });
        answer = run();
    } catch (error) {
        module = null;
        answer = { trap: String(error?.stack ?? error).slice(0, 2000) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
}
