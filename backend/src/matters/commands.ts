import { fileDocument } from '@xiezhi/engine';
import { shellProblem } from '../platform/problems/problem';
import type { Coalescer } from './coalescer';
import type { Command, Outcome, Performed, Unit } from './command';
import type { MatterReader } from './matter-reader';

/** The door for people's commands: a refusal becomes the problem that says why. */
export class Commands {
  constructor(
    private readonly coalescer: Coalescer,
    private readonly reader: MatterReader,
  ) {}

  async perform(command: Command): Promise<Performed> {
    if (command.action === fileDocument) throw shellProblem('not-found', { detail: '文书请从文书接口提交' });
    return this.performWith(command, {});
  }

  /** With what the backend writes beside it in the same transaction. */
  async performWith(command: Command, beside: Omit<Unit, 'commands'>): Promise<Performed> {
    const [outcome] = await this.submitWhole(command, beside);
    if (outcome?.ok) return outcome;
    if (!outcome) throw new Error('a command was not answered');
    throw await this.reader.problemOf(command.matterId, outcome.refusal, command.revision ?? 0, command.actor);
  }

  /** What `before` wrote must not outlive a refusal: the transaction is given up, and the refusal comes out of it. */
  private async submitWhole(
    command: Command,
    { before, within, traces }: Omit<Unit, 'commands'>,
  ): Promise<readonly Outcome[]> {
    const whole: Unit = {
      commands: [command],
      ...(before ? { before } : {}),
      ...(traces ? { traces } : {}),
      within: async (tx, outcomes) => {
        if (before && outcomes[0]?.ok === false) throw new GivenUp(outcomes);
        await within?.(tx, outcomes);
      },
    };
    try {
      return await this.coalescer.submit(whole);
    } catch (error) {
      if (error instanceof GivenUp) return error.outcomes;
      throw error;
    }
  }

  submit(unit: Unit): Promise<readonly Outcome[]> {
    return this.coalescer.submit(unit);
  }
}

class GivenUp extends Error {
  constructor(readonly outcomes: readonly Outcome[]) {
    super('refused');
  }
}
