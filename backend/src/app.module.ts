import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { Batches } from './batches/batches';
import { BatchesController } from './batches/batches.controller';
import { Courts } from './courts/courts';
import { CourtsController } from './courts/courts.controller';
import { DeadlinesController } from './deadlines/deadlines.controller';
import { CasesController } from './demo/cases.controller';
import { DeskController } from './desk/desk.controller';
import { DocketController } from './docket/docket.controller';
import { DocketReader } from './docket/docket-reader';
import { Documents } from './documents/documents';
import { DocumentsController } from './documents/documents.controller';
import { EventHub } from './events/event-hub';
import { EventsController } from './events/events.controller';
import type { House } from './house';
import { Imports } from './imports/imports';
import { ImportsController } from './imports/imports.controller';
import { CampaignBoard } from './insight/campaign-board';
import { InsightController } from './insight/insight.controller';
import { Commands } from './matters/commands';
import { MatterOpener } from './matters/matter-opener';
import { MatterReader } from './matters/matter-reader';
import { MattersController } from './matters/matters.controller';
import { Gate } from './people/gate';
import { People } from './people/people';
import { PeopleController } from './people/people.controller';
import { configToken } from './platform/config/config';
import { Database } from './platform/database/database';
import { ProblemFilter } from './platform/problems/filter';
import type { Log } from './platform/telemetry/log';
import { Metrics } from './platform/telemetry/metrics';
import { OperationsController } from './platform/telemetry/operations.controller';
import { ProceduresController } from './procedures/procedures.controller';

const controllers = [
  MattersController,
  DocketController,
  DocumentsController,
  DeadlinesController,
  BatchesController,
  ImportsController,
  InsightController,
  DeskController,
  ProceduresController,
  PeopleController,
  CourtsController,
  CasesController,
  EventsController,
  OperationsController,
];

const value = (provide: unknown, useValue: unknown): Provider => ({ provide: provide as never, useValue });

@Module({})
export class AppModule {
  static with(house: House, hub: EventHub, people: People, log: Log): DynamicModule {
    const { db, courts, config, reader, commands, documents, performer, committed } = house;
    return {
      module: AppModule,
      controllers,
      providers: [
        value(Database, db),
        value(Courts, courts),
        value(configToken, config),
        value(MatterReader, reader),
        value(Commands, commands),
        value(Documents, documents),
        value(People, people),
        value(EventHub, hub),
        value(Metrics, new Metrics()),
        value(MatterOpener, new MatterOpener(db, performer, courts, committed)),
        value(DocketReader, new DocketReader(db, courts)),
        value(Batches, new Batches(db, reader, () => committed({ changes: [], owed: 1 }))),
        value(Imports, new Imports(db, courts, commands)),
        value(CampaignBoard, new CampaignBoard(db, courts)),
        { provide: APP_GUARD, useFactory: (reflector: Reflector) => new Gate(reflector, people), inject: [Reflector] },
        value(APP_FILTER, new ProblemFilter(log)),
      ],
    };
  }
}
