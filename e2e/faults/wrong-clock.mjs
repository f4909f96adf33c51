// Preloaded into a process: its own clock is off by XIEZHI_CLOCK_OFF hours, as a machine's may be. Timers run on as before.
const off = Number(process.env.XIEZHI_CLOCK_OFF) * 3_600_000;
const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + off);
    else super(...given);
  }
  static now() {
    return RealDate.now() + off;
  }
};
