import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { BackfillOptions } from './backfill.ts';
import { endWithOutput } from './brokenPipe.ts';
import { SCOPES, type Scope } from '../auth/scope.ts';
import { failure } from './failure.ts';
import type { ListOptions } from './list.ts';

/** The filters of `list`; the store's `GroupFilter`. */
const FILTERS = [
  'all',
  'new',
  'regressed',
  'resolved',
  'hidden',
  'with-ticket',
  'open-ticket',
  'no-ticket',
  'no-recent-ticket',
];

/**
 * Runs one command line (without `node` and the script) and gives its exit status: 0, 1 when it failed, 2 when it was
 * misused. Each command loads its own file only, so that `parse` starts without the server's packages.
 */
export async function run(words: readonly string[]): Promise<number> {
  endWithOutput();
  let status = 0;
  const program = commands((ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has said what is wrong; its own codes are 0 for help, 1 for the rest.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return failure(error);
  }
}

function commands(end: (status: number) => void): Command {
  const program = new Command('assertion-context')
    .description('Finds the Python tracebacks in Papertrail log archives, and groups the ones that are the same fault.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())),
    })
    .addHelpText('after', '\nExit status: 0 done, 1 failed, 2 wrong usage. Settings: assertion-context serve --help.');

  program
    .command('parse')
    .description('print the tracebacks of an archive as JSON, one a line; stores nothing')
    .argument('<file>', 'a .tsv or .tsv.gz archive; - for standard input')
    .option(
      '--context <lines>',
      'lines of context before each traceback, 0 for none (default: all there are, up to 100)',
      wholeNumber,
    )
    .action(async (file: string, { context = 100 }: { context?: number }) => {
      const { parse } = await import('./parse.ts');
      end(await parse(file, { context }));
    });

  program
    .command('ingest')
    .description('take archives into the store; one that it has already is not read again')
    .argument('<files...>', 'archives, folders with archives, or - for standard input')
    .option('--json', 'print a JSON object a line for each archive')
    .action(async (files: string[], options: { json?: true }) => {
      const { ingest } = await import('./ingest.ts');
      end(await ingest(files, { json: options.json === true }));
    });

  program
    .command('backfill')
    .description(
      'take in what a bucket of S3 has of some days and the store has not; with QUEUE_URL: put it into the queue',
    )
    .requiredOption('--from <day>', 'the first day, in UTC as archives are named')
    .option('--to <day>', 'the last day (default: the first)')
    .option('--bucket <name>', 'one of S3_BUCKETS (default: the first)')
    .option('--prefix <folder>', 'what stands before dt=… in the keys (default: S3_PREFIX)')
    .option('--json', 'print a report as JSON')
    .action(async (options: Omit<BackfillOptions, 'json'> & { json?: true }) => {
      const { backfill } = await import('./backfill.ts');
      end(await backfill({ ...options, json: options.json === true }));
    });

  program
    .command('serve')
    .description('serve the site and the API')
    .option('--no-sample', 'leave an empty store empty, instead of taking in the sample data set')
    .action(async (options: { sample: boolean }) => {
      const { serveCommand } = await import('./serve.ts');
      end(await serveCommand(options));
    });

  program
    .command('work')
    .description('take archives from the queue that QUEUE_URL names, beside serve or on other machines')
    .action(async () => {
      const { workCommand } = await import('./work.ts');
      end(await workCommand());
    });

  program
    .command('list')
    .description('list the faults of a day or a range of days, newest first')
    .option('--day <day>', 'a day such as 2016-08-12 (default: today, or the newest day with tracebacks)')
    .option('--from <day>', 'the first day of a range')
    .option('--to <day>', 'the last day of a range (default: today)')
    .addOption(new Option('--filter <which>', 'which faults').choices(FILTERS).default('all'))
    .option('--search <query>', "such as 'exc:KeyError file:orders/ sku'")
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print the page as JSON')
    .action(async (options: Omit<ListOptions, 'json'> & { json?: true }) => {
      const { list } = await import('./list.ts');
      end(await list({ ...options, json: options.json === true }));
    });

  program
    .command('show')
    .description('show a traceback with its context, or a fault with its history')
    .argument('<id>', "a traceback's id, or a fault's fingerprint")
    .option('--json', 'print it as JSON')
    .action(async (id: string, options: { json?: true }) => {
      const { show } = await import('./show.ts');
      end(await show(id, { json: options.json === true }));
    });

  const token = program
    .command('token')
    .description('make, list and revoke the tokens that let machines in')
    .helpCommand(false);
  token
    .command('create')
    .description('make a token and print it, this once')
    .argument('<name>', 'who will have it, such as lambda')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(SCOPES).makeOptionMandatory())
    .option('--days <number>', 'it expires after so many days (default: never)', wholeNumber)
    .action(async (name: string, options: { scope: Scope; days?: number }) => {
      const { createToken } = await import('./token.ts');
      end(await createToken(name, options));
    });
  token
    .command('list')
    .description('list the tokens there are, and when each was used last')
    .option('--json', 'print a JSON object a line for each')
    .action(async (options: { json?: true }) => {
      const { listTokens } = await import('./token.ts');
      end(await listTokens({ json: options.json === true }));
    });
  token
    .command('revoke')
    .description('let a token in no more; there is no way back')
    .argument('<token>', 'its id, or its name where only one has it')
    .action(async (which: string) => {
      const { revokeToken } = await import('./token.ts');
      end(await revokeToken(which));
    });

  program
    .command('copy')
    .description('move everything to another store, such as from SQLite to Elasticsearch; run again, it goes on')
    .requiredOption('--from <url>', 'the store to read, such as sqlite:./data/tracebacks.db')
    .requiredOption('--to <url>', 'the store to write to, such as https://search.example.com:9200')
    .action(async (options: { from: string; to: string }) => {
      const { copy } = await import('./copy.ts');
      end(await copy(options));
    });

  program
    .command('rezone')
    .description('make the days of the store those of another time zone; nothing else may have the store open')
    .argument('<zone>', 'such as Europe/Amsterdam')
    .action(async (zone: string) => {
      const { rezone } = await import('./rezone.ts');
      end(await rezone(zone));
    });

  program
    .command('doctor')
    .description('check the settings and everything they name, and say what to do')
    .action(async () => {
      const { doctor } = await import('./doctor.ts');
      end(await doctor());
    });

  program.hook('preSubcommand', async (_program, command) => {
    if (command.name() !== 'serve') return;
    const { settingsHelp } = await import('../settingsHelp.ts');
    command.addHelpText('after', () => `\n${settingsHelp(process.stdout.columns ?? 80)}`);
  });
  return program;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}
