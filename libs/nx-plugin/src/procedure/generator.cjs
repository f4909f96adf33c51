// `nx g @xiezhi/nx-plugin:procedure land-clearance`: a folder that compiles, can be opened, acted on and closed.
const { formatFiles, generateFiles } = require('@nx/devkit');
const path = require('node:path');

module.exports = async function procedure(tree, options) {
  const name = options.name;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(`${name}: the name must be kebab-case`);
  const folder = `libs/procedures/src/${name}`;
  if (tree.exists(folder)) throw new Error(`${folder} is there already`);
  const camel = name.replace(/-(\w)/g, (_all, c) => c.toUpperCase());
  generateFiles(tree, path.join(__dirname, 'files'), folder, { name, camel, title: options.title ?? name, tmpl: '' });
  await formatFiles(tree);
};
