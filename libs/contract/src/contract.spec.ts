import { openApiDocument, requests, routes, shellProblems, statusOf } from './index';

describe('the HTTP contract', () => {
  const document = openApiDocument('0.1.0') as {
    openapi: string;
    paths: Record<
      string,
      Record<
        string,
        { operationId: string; parameters: { name: string }[]; 'x-xz-policy': { open: boolean; lines: unknown[] } }
      >
    >;
  };
  it('is an OpenAPI 3.1 document with every operation once', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(ids.sort()).toEqual(Object.keys(routes).sort());
  });
  it('asks for a key on every write that opens or acts, and for the revision on every change of a matter', () => {
    const parameters = document.paths['/api/matters/{id}/actions/{action}']?.['post']?.parameters.map((p) => p.name);
    expect(parameters).toEqual(['id', 'action', 'Idempotency-Key', 'If-Match']);
  });
  it('says of each operation who may call it', () => {
    for (const methods of Object.values(document.paths))
      for (const operation of Object.values(methods))
        expect(operation['x-xz-policy'].open || operation['x-xz-policy'].lines.length > 0).toBe(true);
  });
  it('refuses unknown fields, numbers for names and over-long pages', () => {
    expect(requests.signIn.safeParse({ username: 'a', password: 'b', role: 'admin' }).success).toBe(false);
    expect(requests.signIn.safeParse({ username: 1, password: 'b' }).success).toBe(false);
    expect(requests.pageOf.safeParse({ limit: '1000000' }).success).toBe(false);
    expect(requests.pageOf.safeParse({}).success).toBe(true);
  });
  it('gives every refusal a status of the client’s side', () => {
    for (const status of Object.values(statusOf)) expect(status).toBeGreaterThanOrEqual(400);
    for (const { status, zh, en } of Object.values(shellProblems))
      expect([status >= 400, zh.length > 0, en.length > 0]).toEqual([true, true, true]);
  });
});
