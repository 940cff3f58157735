// The main file of an extension whose activation is measured: evaluates the real one beside it, and writes how long that and
// its activate() took, and how much of the processor both, in milliseconds, to a file in ACTIVATION_REPORTS.
const cpuBefore = process.threadCpuUsage();
const started = performance.now();
const extension = require('./dist/extension.cjs');
const evaluated = performance.now();
const cpuOfEvaluation = process.threadCpuUsage(cpuBefore);

const { writeFileSync, renameSync } = require('node:fs');
const { join } = require('node:path');

exports.deactivate = extension.deactivate;
exports.activate = async (context) => {
  const cpuAtCall = process.threadCpuUsage();
  const called = performance.now();
  const activated = await extension.activate(context);
  const ended = performance.now();
  const cpuOfActivation = process.threadCpuUsage(cpuAtCall);
  const report = {
    evaluation: evaluated - started,
    activation: ended - called,
    processor: [cpuOfEvaluation, cpuOfActivation].reduce((sum, { user, system }) => sum + (user + system) / 1000, 0),
  };
  const file = join(process.env.ACTIVATION_REPORTS, `${process.pid}`);
  writeFileSync(`${file}.part`, JSON.stringify(report));
  renameSync(`${file}.part`, `${file}.json`);
  return activated;
};
