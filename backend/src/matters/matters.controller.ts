import { Controller } from '@nestjs/common';
import type { FindMatters, MatterView } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Commands } from './commands';
import { MatterLists } from './matter-lists';
import { MatterOpener } from './matter-opener';
import { MatterReader } from './matter-reader';

@Controller()
export class MattersController {
  constructor(
    private readonly reader: MatterReader,
    private readonly lists: MatterLists,
    private readonly opener: MatterOpener,
    private readonly commands: Commands,
  ) {}

  @Operation('openMatter')
  async open(
    @AskedFor() asked: Asked<{ procedure: string; court: string; facts: Record<string, unknown> }>,
  ): Promise<MatterView> {
    return this.reader.view(await this.opener.open(asked.body, asked.key, asked.actor), asked.actor);
  }

  @Operation('matters')
  find(@AskedFor() { query, actor }: Asked<unknown, FindMatters>): Promise<unknown> {
    return this.lists.find(query, actor);
  }

  @Operation('matter')
  read(@AskedFor() { params, actor }: Asked): Promise<MatterView> {
    return this.reader.view(params['id'] ?? '', actor);
  }

  @Operation('perform')
  async perform(@AskedFor() { params, body, key, revision, actor }: Asked<{ input: unknown }>): Promise<MatterView> {
    const command = {
      matterId: params['id'] ?? '',
      action: params['action'] ?? '',
      input: body.input,
      key: `${actor.person}:${key}`,
      actor,
      revision,
    };
    return this.reader.viewAfter(await this.commands.perform(command), actor);
  }

  @Operation('children')
  async children(
    @AskedFor() { params, query, actor }: Asked<unknown, { cursor?: string; limit: number }>,
  ): Promise<unknown> {
    return this.lists.find({ ...query, parent: params['id'] ?? '' }, actor).then(({ capped: _, ...page }) => page);
  }
}
