// The script of the page that checks an evidence pack. It is put into the page when a pack is written, so that the page stands alone.
'use strict';
const utf8 = new TextEncoder();
const text = (bytes) => new TextDecoder('utf-8').decode(bytes);
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
const unhex = (s) => Uint8Array.from(s.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const unbase64 = (s) => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)));

/* ---- Reading: path → a function that gives the bytes ---- */
const unzip = async (blob) => {
  const view = async (from, length) => new DataView(await blob.slice(from, from + length).arrayBuffer());
  const tailSize = Math.min(blob.size, 65_577);
  const tail = await view(blob.size - tailSize, tailSize);
  let end = tailSize - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('not a ZIP');
  let count = tail.getUint16(end + 10, true);
  let size = tail.getUint32(end + 12, true);
  let at = tail.getUint32(end + 16, true);
  if (end >= 20 && tail.getUint32(end - 20, true) === 0x07064b50) {
    const big = await view(Number(tail.getBigUint64(end - 12, true)), 56);
    count = Number(big.getBigUint64(32, true));
    size = Number(big.getBigUint64(40, true));
    at = Number(big.getBigUint64(48, true));
  }
  const directory = await view(at, size);
  const files = new Map();
  for (let p = 0; count > 0; count -= 1) {
    const method = directory.getUint16(p + 10, true);
    const name = directory.getUint16(p + 28, true);
    const extra = directory.getUint16(p + 30, true);
    const path = text(new Uint8Array(directory.buffer, p + 46, name));
    let packed = directory.getUint32(p + 20, true);
    let from = directory.getUint32(p + 42, true);
    // ZIP64: the fields that did not fit, in their order.
    for (let x = p + 46 + name; x < p + 46 + name + extra; x += 4 + directory.getUint16(x + 2, true)) {
      if (directory.getUint16(x, true) !== 1) continue;
      let y = x + 4 + (directory.getUint32(p + 24, true) === 0xffffffff ? 8 : 0);
      if (packed === 0xffffffff) packed = Number(directory.getBigUint64(y, true));
      if (directory.getUint32(p + 20, true) === 0xffffffff) y += 8;
      if (from === 0xffffffff) from = Number(directory.getBigUint64(y, true));
    }
    files.set(path, async () => {
      const local = await view(from, 30);
      const start = from + 30 + local.getUint16(26, true) + local.getUint16(28, true);
      const body = blob.slice(start, start + packed);
      const plain = method === 0 ? body : body.stream().pipeThrough(new DecompressionStream('deflate-raw'));
      return new Uint8Array(await new Response(plain).arrayBuffer());
    });
    p += 46 + name + extra + directory.getUint16(p + 32, true);
  }
  return files;
};
const folder = (list) =>
  new Map(
    [...list].map((file) => [
      file.webkitRelativePath.split('/').slice(1).join('/'),
      async () => new Uint8Array(await file.arrayBuffer()),
    ]),
  );
const read = async (files, path) => {
  try {
    return await files.get(path)?.();
  } catch {
    return new Uint8Array(); // Damaged so that it cannot be unpacked: it fits nothing.
  }
};
const linesOf = (bytes) =>
  text(bytes)
    .split('\n')
    .filter((line) => line !== '');
const parsed = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/* ---- Saying ---- */
const verdict = document.getElementById('verdict');
const report = document.getElementById('report');
let bad = 0;
let open = 0;
const section = (zh, en) => {
  const box = document.createElement('section');
  const list = document.createElement('ul');
  const add = (tag, words, into = box) =>
    into.appendChild(Object.assign(document.createElement(tag), { textContent: words }));
  add('small', en, add('h2', zh));
  box.append(list);
  report.append(box);
  return (state, zh, en) => {
    if (state === 'bad') bad += 1;
    if (state === 'open') open += 1;
    const item = add('li', zh, list);
    item.className = state;
    add('small', en, item);
  };
};

/* ---- Checking ---- */
const signedBy = async (spki, words, signature) => {
  let key;
  try {
    key = await crypto.subtle.importKey('spki', unbase64(spki), { name: 'Ed25519' }, false, ['verify']);
  } catch {
    return undefined;
  }
  return crypto.subtle.verify({ name: 'Ed25519' }, key, unbase64(signature), utf8.encode(words)).catch(() => false);
};
const coveredBy = (e) =>
  utf8.encode(
    [e.matterId, e.revision, e.action, e.actor, e.fromStage, e.toStage, e.input, e.factsAfter ?? '', e.key, e.at].join(
      '\n',
    ),
  );

const checkManifest = async (files, manifest, bytes) => {
  const say = section('清单与导出签名', 'Manifest and signature of the export');
  const signature = await read(files, 'manifest.sig');
  const words = `xiezhi-evidence-1\n${hex(await sha256(bytes))}\n`;
  const holds = signature && (await signedBy(manifest.publicKey, words, text(signature).trim()));
  if (!signature) say('bad', '缺少导出签名', 'The signature of the export is missing');
  else if (holds === undefined) say('open', '此浏览器不能核对 Ed25519 签名', 'This browser cannot verify Ed25519');
  else if (holds) say('good', '清单由所附公钥签名，未被改动', 'The manifest is signed by the key in it');
  else say('bad', '清单被改，或签名不符', 'The manifest was changed, or its signature does not hold');
  const fingerprint = hex(await sha256(unbase64(manifest.publicKey)));
  say(
    'open',
    `请与法院公布的公钥指纹核对：${fingerprint}`,
    'Compare this fingerprint with the one that the court made public',
  );
  let same = 0;
  for (const [path, digest] of Object.entries(manifest.files)) {
    const found = await read(files, path);
    if (!found) say('bad', `缺少文件 ${path}`, 'The file is missing');
    else if (hex(await sha256(found)) !== digest) say('bad', `文件被改 ${path}`, 'The file was changed');
    else same += 1;
  }
  for (const path of files.keys())
    if (!(path in manifest.files) && !path.startsWith('manifest.'))
      say('bad', `清单之外的文件 ${path}`, 'A file that the manifest does not name');
  say('good', `${same} 个文件与清单相符`, `${same} files are as the manifest says`);
};

const checkChains = async (files, manifest) => {
  const say = section('办理留痕', 'Docket entries');
  const hashes = new Map();
  const filings = [];
  let good = 0;
  for (const matter of manifest.matters) {
    const fault = (revision, zh, en) =>
      say('bad', `「${matter.title}」第 ${revision} 条：${zh}`, `Entry ${revision}: ${en}`);
    let before = [new Uint8Array(32)];
    let expected = 1;
    let last = '';
    for (const line of linesOf((await read(files, `entries/${matter.id}.jsonl`)) ?? new Uint8Array())) {
      const e = parsed(line);
      if (!e) {
        fault(expected, '无法读取', 'cannot be read');
        [before, expected] = [[], expected + 1];
        continue;
      }
      if (e.matterId !== matter.id || !(e.revision >= expected) || e.revision > matter.revision) {
        fault(e.revision, `次序或归属不对（${e.action}）`, 'out of order, or of another matter');
        before = before.concat([unhex(e.hash)]);
        continue;
      }
      if (e.revision > expected) before = [];
      for (; expected < e.revision; expected += 1) fault(expected, '缺少这一条', 'missing');
      const computed = await Promise.all(before.map((previous) => sha256(previous, coveredBy(e))));
      const holds = computed.some((one) => hex(one) === e.hash);
      if (holds) good += 1;
      else fault(e.revision, `内容与链不符（${e.action}）`, `does not fit the chain (${e.action})`);
      before = holds ? [unhex(e.hash)] : [unhex(e.hash), ...computed];
      last = e.hash;
      hashes.set(`${matter.id} ${e.revision}`, e.hash);
      const filed = e.action === 'fileDocument' ? parsed(e.input) : undefined;
      if (filed) filings.push({ ...filed, where: `「${matter.title}」第 ${e.revision} 条` });
      expected = e.revision + 1;
    }
    for (; expected <= matter.revision; expected += 1) fault(expected, '缺少这一条', 'missing');
    if (last !== matter.head)
      fault(matter.revision, '末条与清单所记不符', 'the last entry is not the one in the manifest');
  }
  say(
    'good',
    `${manifest.matters.length} 个事项，${good} 条留痕首尾相接`,
    `${manifest.matters.length} matters, ${good} entries follow one another`,
  );
  return { hashes, filings };
};

const checkPapers = async (files, filings) => {
  const say = section('文书', 'Papers');
  const paths = new Map(
    [...files.keys()].filter((path) => path.startsWith('papers/')).map((path) => [path.slice(7).split('.')[0], path]),
  );
  const known = new Map();
  let good = 0;
  for (const { sha256: digest, fileName, kind, where } of filings) {
    const path = paths.get(digest);
    if (!known.has(digest)) known.set(digest, path ? hex(await sha256(await read(files, path))) : undefined);
    const found = known.get(digest);
    if (found === undefined) say('bad', `${where}：缺少文书「${fileName}」（${kind}）`, 'The paper is missing');
    else if (found !== digest) say('bad', `${where}：文书「${fileName}」（${kind}）被改`, 'The paper was changed');
    else good += 1;
  }
  say('good', `${good} 份文书与提交时一字不差`, `${good} papers are as they were filed, to the byte`);
};

const checkAnchors = async (files, manifest, hashes) => {
  const say = section('锚定', 'Anchors');
  const roots = new Map();
  let previous;
  let unsigned = 0;
  const otherKeys = new Set();
  for (const line of linesOf((await read(files, 'anchors/anchors.jsonl')) ?? new Uint8Array())) {
    const a = parsed(line);
    if (!a) {
      say('bad', '一条锚定无法读取', 'An anchor cannot be read');
      continue;
    }
    const words = `xiezhi-anchor-1\n${a.sequence}\n${a.at}\n${a.count}\n${a.root}\n${a.previous}\n${a.publicKey}\n`;
    const linked = !previous || (a.previous === previous.hash && a.sequence === previous.sequence + 1);
    const signed = await signedBy(a.publicKey, words, a.signature);
    if (signed === undefined) unsigned += 1;
    if (a.publicKey !== manifest.publicKey) otherKeys.add(a.publicKey);
    if (!linked || hex(await sha256(utf8.encode(words))) !== a.hash || signed === false)
      say(
        'bad',
        `第 ${a.sequence} 次锚定（${a.at}）被改，或与前一次不相接`,
        `Anchor ${a.sequence} was changed, or does not follow the one before`,
      );
    else roots.set(a.sequence, a.root);
    previous = a;
  }
  if (unsigned > 0)
    say(
      'open',
      `此浏览器不能核对 Ed25519 签名：${unsigned} 次锚定的签名未核对`,
      `This browser cannot verify Ed25519: ${unsigned} signatures were not checked`,
    );
  for (const key of otherKeys) {
    const fingerprint = hex(await sha256(unbase64(key)));
    say(
      'open',
      `有锚定由另一把公钥签名，其指纹也请核对：${fingerprint}`,
      'Some anchors are signed by another key: compare its fingerprint too',
    );
  }
  const titles = new Map(manifest.matters.map((matter) => [matter.id, matter.title]));
  const anchored = new Map();
  let good = 0;
  for (const line of linesOf((await read(files, 'anchors/proofs.jsonl')) ?? new Uint8Array())) {
    const p = parsed(line);
    if (!p) {
      say('bad', '一份包含证明无法读取', 'An inclusion proof cannot be read');
      continue;
    }
    let at = await sha256(Uint8Array.of(0), utf8.encode(`${p.matterId} ${p.revision} ${p.head}`));
    for (const [side, other] of p.path)
      at =
        side === 'left'
          ? await sha256(Uint8Array.of(1), unhex(other), at)
          : await sha256(Uint8Array.of(1), at, unhex(other));
    const where = `「${titles.get(p.matterId) ?? p.matterId}」第 ${p.revision} 条`;
    if (hex(at) !== roots.get(p.anchor))
      say('bad', `${where}：不在第 ${p.anchor} 次锚定之内`, `Not included in anchor ${p.anchor}`);
    else if (hashes.get(`${p.matterId} ${p.revision}`) !== p.head)
      say('bad', `${where}：与第 ${p.anchor} 次锚定时不同`, `Not what anchor ${p.anchor} holds`);
    else {
      good += 1;
      anchored.set(p.matterId, Math.max(anchored.get(p.matterId) ?? 0, p.revision));
    }
  }
  if (good < manifest.counts.proofs)
    say(
      'bad',
      `锚定证明应有 ${manifest.counts.proofs} 份，成立 ${good} 份`,
      `${good} of ${manifest.counts.proofs} proofs hold`,
    );
  say(
    'good',
    `${roots.size} 次锚定首尾相接，${good} 个链头确在其中`,
    `${roots.size} anchors follow one another; ${good} heads are in them`,
  );
  const later = manifest.matters.reduce((n, matter) => n + matter.revision - (anchored.get(matter.id) ?? 0), 0);
  if (later > 0)
    say(
      'open',
      `${later} 条留痕晚于最近一次锚定，只由链和导出签名证明`,
      `${later} entries are later than the newest anchor: only the chain and the export’s signature prove them`,
    );
};

const verify = async (load) => {
  report.replaceChildren();
  [bad, open] = [0, 0];
  verdict.className = '';
  verdict.textContent = '正在核验…… Verifying…';
  try {
    if (!globalThis.crypto?.subtle)
      throw new Error('此浏览器不向本地页面提供密码运算，请用新版 Chrome、Edge 或 Firefox 打开 · no WebCrypto here');
    const files = await load();
    const bytes = await read(files, 'manifest.json');
    const manifest = bytes && parsed(text(bytes));
    if (manifest?.format !== 'xiezhi-evidence-1')
      throw new Error('没有 manifest.json，或格式不识 · no manifest that this page knows');
    const say = section(manifest.matter.title, manifest.matter.caseNo);
    say(
      'good',
      `${manifest.exportedBy.courtName} ${manifest.exportedBy.name} 于 ${manifest.exportedAt} 导出`,
      `Exported at ${manifest.exportedAt}`,
    );
    await checkManifest(files, manifest, bytes);
    const { hashes, filings } = await checkChains(files, manifest);
    await checkPapers(files, filings);
    await checkAnchors(files, manifest, hashes);
    verdict.className = bad === 0 ? 'good' : 'bad';
    verdict.textContent = bad === 0 ? '全部相符 · Everything that was checked holds' : `${bad} 处不符 · ${bad} faults`;
  } catch (error) {
    verdict.className = 'bad';
    verdict.textContent = `无法核验 · Cannot verify: ${error.message}`;
  }
};
document
  .getElementById('zip')
  .addEventListener('change', ({ target }) => target.files[0] && verify(() => unzip(target.files[0])));
document.getElementById('folder').addEventListener('change', ({ target }) => verify(async () => folder(target.files)));
const drop = document.getElementById('drop');
drop.addEventListener('dragover', (event) => event.preventDefault());
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) verify(() => unzip(file));
});
